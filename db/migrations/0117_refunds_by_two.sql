ALTER TABLE "credit_uses" DROP CONSTRAINT "credit_uses_document";--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_state";--> statement-breakpoint
DROP INDEX "refunds_open";--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "approved_by" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_approved_by_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_open" ON "refunds" USING btree ("receipt_id") WHERE state in ('asked', 'open');--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_document" CHECK (("credit_uses"."document_file_id" is not null or "credit_uses"."kind" <> 'penalty_waived')
        and ("credit_uses"."document_file_id" is null or "credit_uses"."kind" in ('waived', 'penalty_waived')));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_two_people" CHECK ("refunds"."approved_by" is null or "refunds"."approved_by" <> "refunds"."requested_by");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_state" CHECK ("refunds"."state" in ('asked', 'open', 'confirmed', 'rejected', 'withdrawn', 'failed'));