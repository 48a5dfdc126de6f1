ALTER TABLE "export_logs" ADD COLUMN "record_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "formula_terms" jsonb;--> statement-breakpoint
ALTER TABLE "evaluation_experts" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "evaluation_experts" ADD COLUMN "urged_on" date;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "due_on" date;--> statement-breakpoint
-- Cards and bands of what is listed with a formula are written anew: it is found as one.
INSERT INTO "search_changes" ("kind", "row_id") SELECT 'achievement', "achievement_id" FROM "listings" WHERE "price_kind" = 'formula' AND "state" IN ('listed', 'disputed', 'stale');
