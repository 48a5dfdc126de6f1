ALTER TABLE "contract_amendments" DROP CONSTRAINT "contract_amendments_state";--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "esign_flows" DROP CONSTRAINT "esign_flows_state";--> statement-breakpoint
ALTER TABLE "esign_flows" DROP CONSTRAINT "esign_flows_ended";--> statement-breakpoint
ALTER TABLE "esign_flows" ADD COLUMN "silent_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD COLUMN "late_file_id" uuid;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD COLUMN "gave_up_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD COLUMN "gave_up_by" uuid;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_late_file_id_files_id_fk" FOREIGN KEY ("late_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_gave_up_by_user_id_fk" FOREIGN KEY ("gave_up_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "esign_flows_late" ON "esign_flows" USING btree ("late_file_id") WHERE late_file_id is not null;--> statement-breakpoint
CREATE INDEX "esign_flows_silent" ON "esign_flows" USING btree ("asked_at") WHERE state = 'abandoned' and silent_since is not null;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_state" CHECK ("contract_amendments"."state" in ('prepared', 'sent', 'proposed', 'dropped', 'signed', 'refused', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended'));--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_state" CHECK ("esign_flows"."state" in ('proposed', 'preparing', 'open', 'cancelling', 'signed', 'aside', 'refused', 'expired', 'cancelled', 'failed', 'abandoned'));--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_ended" CHECK (("esign_flows"."ended_at" is not null) = ("esign_flows"."state" in ('signed', 'aside', 'refused', 'expired', 'cancelled', 'failed', 'abandoned')));--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_gave_up" CHECK (("esign_signers"."gave_up_at" is null) = ("esign_signers"."gave_up_by" is null));--> statement-breakpoint
UPDATE "esign_flows" SET "silent_since" = now() WHERE "state" = 'cancelling';
