CREATE TABLE "grant_clearances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"earlier_contract_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"reason" text NOT NULL,
	"file_id" uuid,
	"stated_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grant_clearances_ground" CHECK ("grant_clearances"."ground" in ('consent', 'apart')),
	CONSTRAINT "grant_clearances_paper" CHECK ("grant_clearances"."ground" <> 'consent' or "grant_clearances"."file_id" is not null),
	CONSTRAINT "grant_clearances_other" CHECK ("grant_clearances"."contract_id" <> "grant_clearances"."earlier_contract_id")
);
--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD CONSTRAINT "grant_clearances_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD CONSTRAINT "grant_clearances_earlier_contract_id_contracts_id_fk" FOREIGN KEY ("earlier_contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD CONSTRAINT "grant_clearances_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD CONSTRAINT "grant_clearances_stated_by_user_id_fk" FOREIGN KEY ("stated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "grant_clearances_contract" ON "grant_clearances" USING btree ("contract_id","created_at");--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'owner_consented', 'grant_cleared', 'page_agreed', 'page_dropped', 'page_countersigned', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended', 'text_kept'));