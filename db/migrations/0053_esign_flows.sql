CREATE TABLE "esign_flows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"state" text NOT NULL,
	"provider" text NOT NULL,
	"proposed_by_side" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"original_file_id" uuid,
	"provider_file_id" text,
	"provider_flow_id" text,
	"leased_until" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp with time zone,
	"ask_faults" integer DEFAULT 0 NOT NULL,
	"ask_fault" text,
	"opened_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"cancelled_by" uuid,
	"cancel_reason" text,
	"end_note" text,
	"ended_at" timestamp with time zone,
	"signed_file_id" uuid,
	"report_file_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "esign_flows_provider_flow_id_unique" UNIQUE("provider_flow_id"),
	CONSTRAINT "esign_flows_state" CHECK ("esign_flows"."state" in ('proposed', 'preparing', 'open', 'cancelling', 'signed', 'aside', 'refused', 'expired', 'cancelled', 'failed')),
	CONSTRAINT "esign_flows_side" CHECK ("esign_flows"."proposed_by_side" in ('licensor', 'licensee'))
);
--> statement-breakpoint
CREATE TABLE "esign_signers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"side" text NOT NULL,
	"order_no" integer NOT NULL,
	"org_id" uuid NOT NULL,
	"org_name" text NOT NULL,
	"uscc" text NOT NULL,
	"signer_name" text NOT NULL,
	"mobile" text NOT NULL,
	"authority" text NOT NULL,
	"letter_id" uuid,
	"named_by" uuid NOT NULL,
	"named_at" timestamp with time zone NOT NULL,
	"link" text,
	"read_at" timestamp with time zone,
	"signed_at" timestamp with time zone,
	"verified_name" text,
	"certificate_by" text,
	CONSTRAINT "esign_signers_side" CHECK ("esign_signers"."side" in ('licensor', 'licensee')),
	CONSTRAINT "esign_signers_authority" CHECK ("esign_signers"."authority" in ('legal_representative', 'attorney'))
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "signatures" DROP CONSTRAINT "signatures_way";--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_original_file_id_files_id_fk" FOREIGN KEY ("original_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_cancelled_by_user_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_signed_file_id_files_id_fk" FOREIGN KEY ("signed_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_flows" ADD CONSTRAINT "esign_flows_report_file_id_files_id_fk" FOREIGN KEY ("report_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_flow_id_esign_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."esign_flows"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_letter_id_authority_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."authority_letters"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "esign_signers" ADD CONSTRAINT "esign_signers_named_by_user_id_fk" FOREIGN KEY ("named_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "esign_flows_contract" ON "esign_flows" USING btree ("contract_id");--> statement-breakpoint
CREATE UNIQUE INDEX "esign_flows_live" ON "esign_flows" USING btree ("contract_id") WHERE state in ('proposed', 'preparing', 'open', 'cancelling');--> statement-breakpoint
CREATE UNIQUE INDEX "esign_signers_once" ON "esign_signers" USING btree ("flow_id","side");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off', 'esign'));--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_way" CHECK ("signatures"."way" in ('page', 'paper', 'provider'));--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'concluded', 'amended'));