CREATE TABLE "page_agreements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"side" text NOT NULL,
	"is_arranged" boolean NOT NULL,
	"first" text,
	"agreed_by" uuid NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "page_agreements_side" CHECK ("page_agreements"."side" in ('licensor', 'licensee')),
	CONSTRAINT "page_agreements_first" CHECK ("page_agreements"."first" in ('licensor', 'licensee'))
);
--> statement-breakpoint
CREATE TABLE "page_signers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"side" text NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"countersigned_at" timestamp with time zone,
	CONSTRAINT "page_signers_side" CHECK ("page_signers"."side" in ('licensor', 'licensee')),
	CONSTRAINT "page_signers_role" CHECK ("page_signers"."role" in ('sign', 'countersign'))
);
--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "page_agreements" ADD CONSTRAINT "page_agreements_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_agreements" ADD CONSTRAINT "page_agreements_agreed_by_user_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_signers" ADD CONSTRAINT "page_signers_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_signers" ADD CONSTRAINT "page_signers_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "page_agreements_once" ON "page_agreements" USING btree ("contract_id","version_n","side");--> statement-breakpoint
CREATE UNIQUE INDEX "page_signers_once" ON "page_signers" USING btree ("contract_id","version_n","side","user_id");--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'page_agreed', 'page_dropped', 'page_countersigned', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended', 'text_kept'));