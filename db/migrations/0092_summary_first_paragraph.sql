-- Documents of the search are written anew from the rows: of 摘要公开 they hold the first paragraph only.
INSERT INTO "search_changes" ("kind", "row_id") SELECT 'achievement', "id" FROM "achievements" WHERE "state" = 'published';
