ALTER TABLE "trl_assessments" ADD COLUMN "source" text DEFAULT 'self' NOT NULL;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD COLUMN "assessor" text;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD COLUMN "assessed_on" date;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD COLUMN "report_id" uuid;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD COLUMN "evaluation_id" uuid;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_report_id_achievement_attachments_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."achievement_attachments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
-- Of two levels that were confirmed in the same moment the newer one stands.
UPDATE "trl_assessments" t SET "state" = 'replaced' WHERE t."state" = 'confirmed' AND EXISTS (
  SELECT 1 FROM "trl_assessments" n WHERE n."achievement_id" = t."achievement_id" AND n."state" = 'confirmed' AND n."id" > t."id"
);--> statement-breakpoint
CREATE UNIQUE INDEX "trl_assessments_one_confirmed" ON "trl_assessments" USING btree ("achievement_id") WHERE "trl_assessments"."state" = 'confirmed';--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_source" CHECK ("trl_assessments"."source" in ('self', 'third_party'));--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_third_party" CHECK ("trl_assessments"."source" = 'self' or ("trl_assessments"."assessor" is not null and "trl_assessments"."assessed_on" is not null and ("trl_assessments"."report_id" is not null or "trl_assessments"."evaluation_id" is not null)));--> statement-breakpoint
-- The level that is searched is the confirmed one now, and a third party's only with its report.
INSERT INTO "search_changes" ("kind", "row_id")
SELECT 'achievement', a."id" FROM "achievements" a
JOIN "achievement_versions" v ON v."achievement_id" = a."id" AND v."n" = a."version_n"
WHERE a."state" = 'published' AND (
  v."data" ->> 'trlBasis' = 'third_party'
  OR EXISTS (SELECT 1 FROM "trl_assessments" t WHERE t."achievement_id" = a."id" AND t."state" = 'confirmed')
);
