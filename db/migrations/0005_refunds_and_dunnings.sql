CREATE TABLE "dunnings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"obligation_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"sent_on" date NOT NULL,
	"outstanding_fen" bigint NOT NULL,
	"sent_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"receipt_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"payer_org_id" uuid NOT NULL,
	"payee_org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"method" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"advance_fen" bigint NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"bank_serial" text,
	"bank_serial_key" text,
	"voucher_file_id" uuid,
	"paid_on" date NOT NULL,
	"provider_refund_id" text,
	"requested_by" uuid NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reject_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_provider_refund_id_unique" UNIQUE("provider_refund_id"),
	CONSTRAINT "refunds_kind" CHECK ("refunds"."kind" in ('refund', 'bounced')),
	CONSTRAINT "refunds_method" CHECK ("refunds"."method" in ('card', 'bank')),
	CONSTRAINT "refunds_state" CHECK ("refunds"."state" in ('open', 'confirmed', 'rejected', 'withdrawn', 'failed')),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_fen" > 0 and "refunds"."advance_fen" between 0 and "refunds"."amount_fen"),
	CONSTRAINT "refunds_bank_serial_key" CHECK (("refunds"."bank_serial" is null) = ("refunds"."bank_serial_key" is null))
);
--> statement-breakpoint
DROP INDEX "receipts_bank_serial";--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "bank_serial_key" text;--> statement-breakpoint
UPDATE "receipts" SET "bank_serial_key" = upper(regexp_replace(normalize("bank_serial", NFKC), '[^0-9A-Za-z]', '', 'g')) WHERE "bank_serial" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "is_advance_meant" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dunnings" ADD CONSTRAINT "dunnings_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunnings" ADD CONSTRAINT "dunnings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dunnings" ADD CONSTRAINT "dunnings_sent_by_user_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payer_org_id_organisations_id_fk" FOREIGN KEY ("payer_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payee_org_id_organisations_id_fk" FOREIGN KEY ("payee_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_voucher_file_id_files_id_fk" FOREIGN KEY ("voucher_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dunnings_day" ON "dunnings" USING btree ("obligation_id","sent_on");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_open" ON "refunds" USING btree ("receipt_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_bank_serial" ON "refunds" USING btree ("payer_org_id","bank_serial_key") WHERE state in ('open', 'confirmed') and bank_serial_key is not null;--> statement-breakpoint
CREATE INDEX "refunds_receipt" ON "refunds" USING btree ("receipt_id");--> statement-breakpoint
CREATE INDEX "refunds_obligation" ON "refunds" USING btree ("obligation_id");--> statement-breakpoint
CREATE INDEX "receipts_obligation" ON "receipts" USING btree ("obligation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_bank_serial" ON "receipts" USING btree ("payee_org_id","bank_serial_key") WHERE state <> 'rejected' and bank_serial_key is not null;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_bank_serial_key" CHECK (("receipts"."bank_serial" is null) = ("receipts"."bank_serial_key" is null));