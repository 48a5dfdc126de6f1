-- Every public record is put into the index again: demands have their budget to be filtered by, and achievements are found
-- by no words that their page does not show.
INSERT INTO "search_changes" ("kind", "row_id")
SELECT 'demand', "id" FROM "demands" WHERE "state" = 'published'
UNION ALL SELECT 'achievement', "id" FROM "achievements" WHERE "state" = 'published';
