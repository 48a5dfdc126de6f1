CREATE TABLE "bank_formats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"bank_name" text NOT NULL,
	"head_key" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bank_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"account_no" text NOT NULL,
	"row_no" integer NOT NULL,
	"booked_on" date NOT NULL,
	"direction" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"other_name" text NOT NULL,
	"other_account_no" text NOT NULL,
	"memo" text NOT NULL,
	"serial" text,
	"serial_key" text NOT NULL,
	"state" text NOT NULL,
	"receipt_id" uuid,
	"refund_id" uuid,
	"note" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_rows_state" CHECK ("bank_rows"."state" in ('open', 'matched', 'returned', 'ignored')),
	CONSTRAINT "bank_rows_direction" CHECK ("bank_rows"."direction" in ('in', 'out')),
	CONSTRAINT "bank_rows_amount" CHECK ("bank_rows"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "bank_statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"bank_name" text NOT NULL,
	"account_no" text NOT NULL,
	"state" text NOT NULL,
	"heads" jsonb NOT NULL,
	"samples" jsonb NOT NULL,
	"rows_new" integer DEFAULT 0 NOT NULL,
	"rows_known" integer DEFAULT 0 NOT NULL,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"first_on" date,
	"last_on" date,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_statements_state" CHECK ("bank_statements"."state" in ('mapping', 'stored', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "auditor_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"name" text NOT NULL,
	"firm" text NOT NULL,
	"phone" text NOT NULL,
	"reason" text NOT NULL,
	"token_hash" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	"code_hash" text,
	"code_until" timestamp with time zone,
	"code_tries" integer DEFAULT 0 NOT NULL,
	"session_hash" text,
	"session_until" timestamp with time zone,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auditor_grants_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "auditor_grants_time" CHECK ("auditor_grants"."ends_at" > "auditor_grants"."opens_at")
);
--> statement-breakpoint
CREATE TABLE "auditor_openings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"grant_id" uuid NOT NULL,
	"sight" text NOT NULL,
	"file_id" uuid,
	"address" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "auditor_openings_sight" CHECK ("auditor_openings"."sight" in ('code_sent', 'code_wrong', 'entered', 'terms', 'statements', 'evidence', 'receipts', 'file'))
);
--> statement-breakpoint
CREATE TABLE "statement_queries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"line" text NOT NULL,
	"question" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" text,
	"reply" text,
	"file_id" uuid,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "statement_queries_answer" CHECK ("statement_queries"."answer" in ('explained', 'restated', 'accepted'))
);
--> statement-breakpoint
ALTER TABLE "payee_accounts" DROP CONSTRAINT "payee_accounts_org_id_unique";--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "receipts" DROP CONSTRAINT "receipts_state";--> statement-breakpoint
ALTER TABLE "payee_accounts" DROP CONSTRAINT "payee_accounts_updated_by_user_id_fk";
--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "two_person_fen" bigint DEFAULT 50000000 NOT NULL;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "proposed_by" uuid;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "proposed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "approved_by" uuid;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "probe_fen" bigint;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "probe_sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "probe_sent_by" uuid;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "probe_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "probe_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "paper_file_id" uuid;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "verified_by" uuid;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "active_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD COLUMN "end_note" text;--> statement-breakpoint
-- Accounts from before stay in use; the next change of one goes by the new rules.
UPDATE "payee_accounts" SET "state" = 'active', "proposed_at" = "updated_at", "proposed_by" = "updated_by", "active_from" = "updated_at";--> statement-breakpoint
ALTER TABLE "payee_accounts" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payee_accounts" ALTER COLUMN "proposed_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "royalty_statements" ADD COLUMN "accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "royalty_statements" ADD COLUMN "accepted_by" uuid;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "payee_account_id" uuid;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "payee_account" jsonb;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "checked_by" uuid;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bank_formats" ADD CONSTRAINT "bank_formats_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_formats" ADD CONSTRAINT "bank_formats_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_rows" ADD CONSTRAINT "bank_rows_statement_id_bank_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_rows" ADD CONSTRAINT "bank_rows_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_rows" ADD CONSTRAINT "bank_rows_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_rows" ADD CONSTRAINT "bank_rows_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_rows" ADD CONSTRAINT "bank_rows_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD CONSTRAINT "auditor_grants_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD CONSTRAINT "auditor_grants_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD CONSTRAINT "auditor_grants_revoked_by_user_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD CONSTRAINT "auditor_grants_invited_by_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_openings" ADD CONSTRAINT "auditor_openings_grant_id_auditor_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."auditor_grants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_openings" ADD CONSTRAINT "auditor_openings_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_queries" ADD CONSTRAINT "statement_queries_statement_id_royalty_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."royalty_statements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_queries" ADD CONSTRAINT "statement_queries_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_queries" ADD CONSTRAINT "statement_queries_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_queries" ADD CONSTRAINT "statement_queries_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_formats_once" ON "bank_formats" USING btree ("org_id","head_key");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_rows_once" ON "bank_rows" USING btree ("org_id","account_no","serial_key","booked_on","direction","amount_fen");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_rows_receipt" ON "bank_rows" USING btree ("receipt_id") WHERE state = 'matched';--> statement-breakpoint
CREATE UNIQUE INDEX "bank_rows_refund" ON "bank_rows" USING btree ("refund_id") WHERE state = 'returned';--> statement-breakpoint
CREATE INDEX "bank_rows_org" ON "bank_rows" USING btree ("org_id","state","booked_on");--> statement-breakpoint
CREATE INDEX "bank_rows_statement" ON "bank_rows" USING btree ("statement_id","row_no");--> statement-breakpoint
CREATE INDEX "bank_statements_org" ON "bank_statements" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "auditor_grants_contract" ON "auditor_grants" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "auditor_openings_grant" ON "auditor_openings" USING btree ("grant_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_queries_n" ON "statement_queries" USING btree ("statement_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_queries_open" ON "statement_queries" USING btree ("statement_id") WHERE answer is null;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_approved_by_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_probe_sent_by_user_id_fk" FOREIGN KEY ("probe_sent_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_paper_file_id_files_id_fk" FOREIGN KEY ("paper_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_verified_by_user_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalty_statements" ADD CONSTRAINT "royalty_statements_accepted_by_user_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_payee_account_id_payee_accounts_id_fk" FOREIGN KEY ("payee_account_id") REFERENCES "public"."payee_accounts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_checked_by_user_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payee_accounts_org" ON "payee_accounts" USING btree ("org_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payee_accounts_active" ON "payee_accounts" USING btree ("org_id") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "payee_accounts_under_way" ON "payee_accounts" USING btree ("org_id") WHERE state in ('proposed', 'approved', 'probing', 'reviewing', 'held');--> statement-breakpoint
ALTER TABLE "payee_accounts" DROP COLUMN "updated_at";--> statement-breakpoint
ALTER TABLE "payee_accounts" DROP COLUMN "updated_by";--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share'));--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_state" CHECK ("payee_accounts"."state" in ('proposed', 'approved', 'probing', 'reviewing', 'held', 'active', 'failed', 'ended', 'replaced'));--> statement-breakpoint
ALTER TABLE "payee_accounts" ADD CONSTRAINT "payee_accounts_way" CHECK ("payee_accounts"."way" in ('probe', 'papers'));--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_state" CHECK ("receipts"."state" in ('claimed', 'checked', 'confirmed', 'rejected', 'returned'));--> statement-breakpoint
CREATE TRIGGER auditor_openings_append_only BEFORE UPDATE OR DELETE ON "auditor_openings" FOR EACH ROW EXECUTE FUNCTION refuse_change();
