CREATE TABLE "owner_consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"entitlement_id" uuid NOT NULL,
	"name" text NOT NULL,
	"share_ppm" integer NOT NULL,
	"user_id" uuid,
	"file_id" uuid,
	"recorded_by" uuid NOT NULL,
	"consented_at" timestamp with time zone NOT NULL,
	CONSTRAINT "owner_consents_way" CHECK (("owner_consents"."user_id" is null) <> ("owner_consents"."file_id" is null))
);
--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "entitlements" ADD COLUMN "unit_acts_alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "owner_consents" ADD CONSTRAINT "owner_consents_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_consents" ADD CONSTRAINT "owner_consents_entitlement_id_entitlements_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_consents" ADD CONSTRAINT "owner_consents_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_consents" ADD CONSTRAINT "owner_consents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_consents" ADD CONSTRAINT "owner_consents_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "owner_consents_once" ON "owner_consents" USING btree ("contract_id","version_n","entitlement_id","name");--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'owner_consented', 'page_agreed', 'page_dropped', 'page_countersigned', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended', 'text_kept'));