CREATE TABLE "commission_payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"share_id" uuid NOT NULL,
	"agreement_file_id" uuid NOT NULL,
	"invoice_no" text NOT NULL,
	"invoice_file_id" uuid NOT NULL,
	"voucher_no" text NOT NULL,
	"paid_on" date NOT NULL,
	"amount_fen" bigint NOT NULL,
	"paid_by" uuid NOT NULL,
	"paid_at" timestamp with time zone NOT NULL,
	CONSTRAINT "commission_payments_share_id_unique" UNIQUE("share_id"),
	CONSTRAINT "commission_payments_amount" CHECK ("commission_payments"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "statement_invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"paper_id" uuid NOT NULL,
	"row_no" integer NOT NULL,
	"invoice_no" text NOT NULL,
	"issued_on" date NOT NULL,
	"buyer" text NOT NULL,
	"item" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statement_papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"n" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "statement_papers_kind" CHECK ("statement_papers"."kind" in ('sealed', 'invoices'))
);
--> statement-breakpoint
CREATE TABLE "rule_confirmations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"value" text NOT NULL,
	"source" text NOT NULL,
	"confirmed_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contract_declarations" DROP CONSTRAINT "contract_declarations_event";--> statement-breakpoint
ALTER TABLE "distribution_shares" ADD COLUMN "is_main" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "commission_payments" ADD CONSTRAINT "commission_payments_share_id_distribution_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."distribution_shares"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commission_payments" ADD CONSTRAINT "commission_payments_agreement_file_id_files_id_fk" FOREIGN KEY ("agreement_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commission_payments" ADD CONSTRAINT "commission_payments_invoice_file_id_files_id_fk" FOREIGN KEY ("invoice_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commission_payments" ADD CONSTRAINT "commission_payments_paid_by_user_id_fk" FOREIGN KEY ("paid_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_invoices" ADD CONSTRAINT "statement_invoices_paper_id_statement_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."statement_papers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_papers" ADD CONSTRAINT "statement_papers_statement_id_royalty_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."royalty_statements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_papers" ADD CONSTRAINT "statement_papers_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_papers" ADD CONSTRAINT "statement_papers_added_by_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_confirmations" ADD CONSTRAINT "rule_confirmations_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "statement_invoices_row" ON "statement_invoices" USING btree ("paper_id","row_no");--> statement-breakpoint
CREATE INDEX "statement_invoices_no" ON "statement_invoices" USING btree ("invoice_no");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_papers_n" ON "statement_papers" USING btree ("statement_id","kind","n");--> statement-breakpoint
CREATE INDEX "statement_papers_file" ON "statement_papers" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "rule_confirmations_rule" ON "rule_confirmations" USING btree ("rule");--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_event" CHECK ("contract_declarations"."event" in ('suspend', 'resume', 'terminate', 'demand', 'cure', 'buy_out', 'end_by_agreement', 'extend_trial', 'lose_rights', 'first_sale'));