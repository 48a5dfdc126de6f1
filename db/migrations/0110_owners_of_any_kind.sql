ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "policy_set" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "policy_set_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "policy_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD COLUMN "filing_file_id" uuid;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD COLUMN "certificate_file_id" uuid;--> statement-breakpoint
ALTER TABLE "entitlements" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "distributions" ADD COLUMN "floor_binds" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD CONSTRAINT "state_asset_filings_filing_file_id_files_id_fk" FOREIGN KEY ("filing_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD CONSTRAINT "state_asset_filings_certificate_file_id_files_id_fk" FOREIGN KEY ("certificate_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off', 'penalty_waiver', 'esign', 'posting', 'objection', 'entitlement', 'state_asset'));--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_policy_set" CHECK ("organisations"."policy_set" in ('national', 'gansu'));--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_two_sides" CHECK ("deals"."licensor_org_id" <> "deals"."licensee_org_id");--> statement-breakpoint
-- An enterprise never set a scheme: the usual 70 % of a university is not its word.
UPDATE "organisations" SET "team_ppm" = 0 WHERE "kind" = 'enterprise';
