ALTER TABLE "evaluations" DROP CONSTRAINT "evaluations_state";--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "trl_level" integer;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "trl_ground" text;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "opened_by" uuid;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "project_achievements" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_opened_by_user_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_trl" CHECK ("evaluations"."trl_level" between 1 and 9 and "evaluations"."trl_ground" is not null or "evaluations"."trl_level" is null);--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_state" CHECK ("evaluations"."state" in ('requested', 'running', 'halted', 'issued', 'declined', 'withdrawn'));