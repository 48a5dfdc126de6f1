ALTER TABLE "esign_signers" ALTER COLUMN "mobile" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD COLUMN "open_tried_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "esign_flows_asked" ON "esign_flows" USING btree ("asked_at") WHERE state in ('preparing', 'open', 'cancelling');--> statement-breakpoint
CREATE INDEX "esign_flows_original" ON "esign_flows" USING btree ("original_file_id") WHERE original_file_id is not null;--> statement-breakpoint
CREATE INDEX "esign_flows_signed" ON "esign_flows" USING btree ("signed_file_id") WHERE signed_file_id is not null;--> statement-breakpoint
CREATE INDEX "esign_flows_report" ON "esign_flows" USING btree ("report_file_id") WHERE report_file_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "esign_signers_order" ON "esign_signers" USING btree ("flow_id","order_no");--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_opened" CHECK ("esign_flows"."state" not in ('open', 'signed') or "esign_flows"."provider_flow_id" is not null);--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_ended" CHECK (("esign_flows"."ended_at" is not null) = ("esign_flows"."state" in ('signed', 'aside', 'refused', 'expired', 'cancelled', 'failed')));--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_counts" CHECK ("esign_flows"."tries" >= 0 and "esign_flows"."ask_faults" >= 0);--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_turn" CHECK ("esign_signers"."order_no" in (1, 2));--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_letter" CHECK ("esign_signers"."authority" <> 'attorney' or "esign_signers"."letter_id" is not null);--> statement-breakpoint
UPDATE "esign_signers" s SET "mobile" = null, "link" = null FROM "esign_flows" f WHERE f."id" = s."flow_id" AND f."ended_at" is not null;--> statement-breakpoint
UPDATE "esign_flows" SET "open_tried_at" = coalesce("asked_at", "created_at") WHERE "tries" > 0 AND "provider_flow_id" is null AND "state" in ('preparing', 'cancelling');
