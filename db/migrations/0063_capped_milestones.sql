CREATE TABLE "capped_milestones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"milestone_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "capped_milestones_subject_id_unique" UNIQUE("subject_id")
);
--> statement-breakpoint
ALTER TABLE "capped_milestones" ADD CONSTRAINT "capped_milestones_milestone_id_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestones"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "capped_milestones_milestone" ON "capped_milestones" USING btree ("milestone_id");--> statement-breakpoint
ALTER TABLE "milestone_submissions" ADD CONSTRAINT "milestone_submissions_outcome" CHECK ("milestone_submissions"."outcome" in ('accepted', 'rejected', 'deemed', 'stopped'));--> statement-breakpoint
CREATE TRIGGER capped_milestones_append_only BEFORE UPDATE OR DELETE ON "capped_milestones" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
INSERT INTO "capped_milestones" ("id", "milestone_id", "subject_id", "created_at")
SELECT gen_random_uuid(), m."id", coalesce(m."claim_subject_id", m."id"), coalesce(m."accepted_at", m."updated_at")
FROM "milestones" m WHERE m."state" = 'settled' AND NOT EXISTS (
  SELECT 1 FROM "obligations" o WHERE o."kind" = 'milestone' AND o."subject_id" = coalesce(m."claim_subject_id", m."id"));
