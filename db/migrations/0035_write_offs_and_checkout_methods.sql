CREATE TABLE "write_off_collections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"cause" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "write_off_collections_cause" CHECK ("write_off_collections"."cause" in ('receipt', 'credit', 'refund_undone')),
	CONSTRAINT "write_off_collections_amount" CHECK ("write_off_collections"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "write_offs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"state" text NOT NULL,
	"document_file_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"return_note" text,
	CONSTRAINT "write_offs_reason" CHECK ("write_offs"."reason" in ('bankrupt', 'dissolved', 'unenforceable', 'time_barred', 'other')),
	CONSTRAINT "write_offs_state" CHECK ("write_offs"."state" in ('proposed', 'approved', 'returned', 'withdrawn')),
	CONSTRAINT "write_offs_amount" CHECK ("write_offs"."amount_fen" > 0),
	CONSTRAINT "write_offs_four_eyes" CHECK ("write_offs"."state" <> 'approved' or "write_offs"."decided_by" <> "write_offs"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "methods" text[] DEFAULT '{"card"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "write_off_collections" ADD CONSTRAINT "write_off_collections_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_off_collections" ADD CONSTRAINT "write_off_collections_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_document_file_id_files_id_fk" FOREIGN KEY ("document_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "write_off_collections_cause_once" ON "write_off_collections" USING btree ("cause","cause_id");--> statement-breakpoint
CREATE INDEX "write_off_collections_obligation" ON "write_off_collections" USING btree ("obligation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "write_offs_open" ON "write_offs" USING btree ("obligation_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "write_offs_obligation" ON "write_offs" USING btree ("obligation_id");--> statement-breakpoint
CREATE INDEX "write_offs_org" ON "write_offs" USING btree ("org_id","state");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off'));