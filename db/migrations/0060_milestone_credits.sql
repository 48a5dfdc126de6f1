ALTER TABLE "credits" DROP CONSTRAINT "credits_statement_id_unique";--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "claim_subject_id" uuid;--> statement-breakpoint
ALTER TABLE "credits" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_milestone_id_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestones"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_milestone_id_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestones"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_claim_subject_id_unique" UNIQUE("claim_subject_id");--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_cause" UNIQUE NULLS NOT DISTINCT("statement_id","milestone_id");