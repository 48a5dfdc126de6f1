ALTER TABLE "demands" ADD COLUMN "match_round" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "match_answers" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "dismissed_note" text;--> statement-breakpoint
ALTER TABLE "search_words" ADD COLUMN "texts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Every public record is put into the index again: it is found by the names of its fields and chains.
INSERT INTO "search_changes" ("kind", "row_id")
SELECT 'demand', "id" FROM "demands" WHERE "state" = 'published'
UNION ALL SELECT 'achievement', "id" FROM "achievements" WHERE "state" = 'published';
