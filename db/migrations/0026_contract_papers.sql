CREATE TABLE "authority_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"holder_name" text NOT NULL,
	"holder_id" uuid,
	"scope" text NOT NULL,
	"contract_id" uuid,
	"limit_fen" bigint,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"file_id" uuid NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "authority_letters_days" CHECK ("authority_letters"."starts_on" <= "authority_letters"."ends_on"),
	CONSTRAINT "authority_letters_limit" CHECK ("authority_letters"."limit_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "contract_registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"state" text NOT NULL,
	"data" jsonb NOT NULL,
	"deal_fen" bigint NOT NULL,
	"technical_fen" bigint NOT NULL,
	"office" text,
	"submitted_on" date,
	"decide_by" date,
	"office_note" text,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contract_registrations_state" CHECK ("contract_registrations"."state" in ('prepared', 'submitted', 'supplementing', 'registered', 'refused', 'withdrawn', 'cancelled')),
	CONSTRAINT "contract_registrations_sums" CHECK ("contract_registrations"."technical_fen" between 0 and "contract_registrations"."deal_fen")
);
--> statement-breakpoint
CREATE TABLE "registration_results" (
	"id" uuid PRIMARY KEY NOT NULL,
	"registration_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"registration_no" text NOT NULL,
	"registered_on" date NOT NULL,
	"deal_fen" bigint NOT NULL,
	"technical_fen" bigint NOT NULL,
	"file_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registration_results_sums" CHECK ("registration_results"."technical_fen" between 0 and "registration_results"."deal_fen")
);
--> statement-breakpoint
CREATE TABLE "scan_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"side" text NOT NULL,
	"outcome" text NOT NULL,
	"scan_sha256" text NOT NULL,
	"last_scan_id" uuid NOT NULL,
	"signer_name" text,
	"authority" text,
	"letter_id" uuid,
	"sealed_on" date,
	"reason" text,
	"answered_by" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "scan_answers_side" CHECK ("scan_answers"."side" in ('licensor', 'licensee')),
	CONSTRAINT "scan_answers_outcome" CHECK ("scan_answers"."outcome" in ('confirmed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "invoice_profiles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"bank_name" text DEFAULT '' NOT NULL,
	"account_no" text DEFAULT '' NOT NULL,
	"email" text NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoice_profiles_org_id_unique" UNIQUE("org_id")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"seller_org_id" uuid NOT NULL,
	"buyer_org_id" uuid NOT NULL,
	"colour" text NOT NULL,
	"red_of_id" uuid,
	"kind" text NOT NULL,
	"invoice_no" text NOT NULL,
	"issued_on" date NOT NULL,
	"total_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL,
	"treatment" text NOT NULL,
	"basis" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"file_id" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_colour" CHECK ("invoices"."colour" in ('blue', 'red')),
	CONSTRAINT "invoices_kind" CHECK ("invoices"."kind" in ('ordinary', 'special')),
	CONSTRAINT "invoices_sums" CHECK ("invoices"."total_fen" > 0 and "invoices"."tax_fen" between 0 and "invoices"."total_fen"),
	CONSTRAINT "invoices_red" CHECK (("invoices"."colour" = 'red') = ("invoices"."red_of_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "distribution_payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"distribution_id" uuid NOT NULL,
	"voucher_no" text NOT NULL,
	"paid_on" date NOT NULL,
	"gross_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL,
	"is_reduced" boolean NOT NULL,
	"tax_note" text NOT NULL,
	"paid_by" uuid NOT NULL,
	"paid_at" timestamp with time zone NOT NULL,
	"tax_declared_on" date,
	"tax_serial" text,
	"declared_by" uuid,
	CONSTRAINT "distribution_payouts_distribution_id_unique" UNIQUE("distribution_id"),
	CONSTRAINT "distribution_payouts_sums" CHECK ("distribution_payouts"."tax_fen" between 0 and "distribution_payouts"."gross_fen")
);
--> statement-breakpoint
CREATE TABLE "distribution_publicities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"distribution_id" uuid NOT NULL,
	"working_days" integer NOT NULL,
	"contact" text NOT NULL,
	"started_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"notice" jsonb,
	"sha256" text,
	CONSTRAINT "distribution_publicities_distribution_id_unique" UNIQUE("distribution_id")
);
--> statement-breakpoint
CREATE TABLE "share_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"share_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"answered_by" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "share_answers_share_id_unique" UNIQUE("share_id"),
	CONSTRAINT "share_answers_outcome" CHECK ("share_answers"."outcome" in ('agreed', 'objected'))
);
--> statement-breakpoint
CREATE TABLE "share_payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"share_id" uuid NOT NULL,
	"gross_fen" bigint NOT NULL,
	"taxable_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL,
	CONSTRAINT "share_payouts_share_id_unique" UNIQUE("share_id"),
	CONSTRAINT "share_payouts_sums" CHECK ("share_payouts"."tax_fen" between 0 and "share_payouts"."taxable_fen" and "share_payouts"."taxable_fen" between 0 and "share_payouts"."gross_fen")
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "distributions" DROP CONSTRAINT "distributions_state";--> statement-breakpoint
ALTER TABLE "authority_letters" ADD CONSTRAINT "authority_letters_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_letters" ADD CONSTRAINT "authority_letters_holder_id_user_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_letters" ADD CONSTRAINT "authority_letters_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_letters" ADD CONSTRAINT "authority_letters_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_letters" ADD CONSTRAINT "authority_letters_uploaded_by_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_letters" ADD CONSTRAINT "authority_letters_revoked_by_user_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_registrations" ADD CONSTRAINT "contract_registrations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_registrations" ADD CONSTRAINT "contract_registrations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_registrations" ADD CONSTRAINT "contract_registrations_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_results" ADD CONSTRAINT "registration_results_registration_id_contract_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."contract_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_results" ADD CONSTRAINT "registration_results_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_results" ADD CONSTRAINT "registration_results_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scan_answers" ADD CONSTRAINT "scan_answers_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scan_answers" ADD CONSTRAINT "scan_answers_letter_id_authority_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."authority_letters"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scan_answers" ADD CONSTRAINT "scan_answers_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_profiles" ADD CONSTRAINT "invoice_profiles_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_profiles" ADD CONSTRAINT "invoice_profiles_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_seller_org_id_organisations_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_buyer_org_id_organisations_id_fk" FOREIGN KEY ("buyer_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_red_of_id_invoices_id_fk" FOREIGN KEY ("red_of_id") REFERENCES "public"."invoices"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distribution_payouts" ADD CONSTRAINT "distribution_payouts_distribution_id_distributions_id_fk" FOREIGN KEY ("distribution_id") REFERENCES "public"."distributions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distribution_payouts" ADD CONSTRAINT "distribution_payouts_paid_by_user_id_fk" FOREIGN KEY ("paid_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distribution_payouts" ADD CONSTRAINT "distribution_payouts_declared_by_user_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distribution_publicities" ADD CONSTRAINT "distribution_publicities_distribution_id_distributions_id_fk" FOREIGN KEY ("distribution_id") REFERENCES "public"."distributions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_answers" ADD CONSTRAINT "share_answers_share_id_distribution_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."distribution_shares"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_answers" ADD CONSTRAINT "share_answers_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_answers" ADD CONSTRAINT "share_answers_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_payouts" ADD CONSTRAINT "share_payouts_share_id_distribution_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."distribution_shares"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authority_letters_org" ON "authority_letters" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_registrations_live" ON "contract_registrations" USING btree ("contract_id") WHERE state not in ('refused', 'withdrawn', 'cancelled');--> statement-breakpoint
CREATE UNIQUE INDEX "registration_results_n" ON "registration_results" USING btree ("registration_id","n");--> statement-breakpoint
CREATE INDEX "scan_answers_version" ON "scan_answers" USING btree ("contract_id","version_n");--> statement-breakpoint
CREATE UNIQUE INDEX "scan_answers_confirmed" ON "scan_answers" USING btree ("contract_id","version_n","side","scan_sha256") WHERE outcome = 'confirmed';--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_no" ON "invoices" USING btree ("invoice_no");--> statement-breakpoint
CREATE INDEX "invoices_obligation" ON "invoices" USING btree ("obligation_id");--> statement-breakpoint
CREATE INDEX "invoices_contract" ON "invoices" USING btree ("contract_id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share'));--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'concluded', 'amended'));--> statement-breakpoint
ALTER TABLE "distributions" ADD CONSTRAINT "distributions_state" CHECK ("distributions"."state" in ('proposed', 'confirmed', 'publicity', 'approved', 'returned', 'distributed', 'paid', 'tax_declared'));