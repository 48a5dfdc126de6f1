ALTER TABLE "demands" ADD COLUMN "excluded" jsonb;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "is_current" boolean DEFAULT true NOT NULL;--> statement-breakpoint
UPDATE "matches" SET "is_current" = false FROM "demands" WHERE "demands"."id" = "matches"."demand_id" AND "matches"."computed_at" < "demands"."matched_at";--> statement-breakpoint
UPDATE "match_weights" SET "weights" = CASE
  WHEN "version" = 1 AND (SELECT count(*) FROM "match_weights" WHERE "version" IS NOT NULL) = 1
  THEN jsonb_set("weights", '{factors}', '{"field": 285000, "trl": 190000, "price": 190000, "region": 95000, "mode": 95000, "ip": 95000, "freshness": 50000}')
  ELSE jsonb_set("weights", '{factors,freshness}', '0') END;
