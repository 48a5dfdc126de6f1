CREATE TABLE "card_disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"receipt_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"provider_dispute_id" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"evidence_by" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_disputes_provider_dispute_id_unique" UNIQUE("provider_dispute_id"),
	CONSTRAINT "card_disputes_state" CHECK ("card_disputes"."state" in ('open', 'won', 'lost')),
	CONSTRAINT "card_disputes_amount" CHECK ("card_disputes"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "credit_uses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"reason" text,
	"decided_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credit_uses_kind" CHECK ("credit_uses"."kind" in ('set_off', 'waived')),
	CONSTRAINT "credit_uses_amount" CHECK ("credit_uses"."amount_fen" > 0),
	CONSTRAINT "credit_uses_waived" CHECK (("credit_uses"."kind" = 'waived') = ("credit_uses"."decided_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "credits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"label" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credits_statement_id_unique" UNIQUE("statement_id"),
	CONSTRAINT "credits_amount" CHECK ("credits"."amount_fen" > 0)
);
--> statement-breakpoint
ALTER TABLE "obligations" DROP CONSTRAINT "obligations_kind";--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_kind";--> statement-breakpoint
ALTER TABLE "refunds" ALTER COLUMN "requested_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "card_disputes" ADD CONSTRAINT "card_disputes_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_disputes" ADD CONSTRAINT "card_disputes_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_statement_id_royalty_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."royalty_statements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_disputes_receipt" ON "card_disputes" USING btree ("receipt_id");--> statement-breakpoint
CREATE INDEX "credit_uses_obligation" ON "credit_uses" USING btree ("obligation_id");--> statement-breakpoint
CREATE INDEX "credit_uses_contract" ON "credit_uses" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "credits_contract" ON "credits" USING btree ("contract_id");--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_kind" CHECK ("obligations"."kind" in ('milestone', 'royalty', 'interest', 'commission', 'credit_return'));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_kind" CHECK ("refunds"."kind" in ('refund', 'bounced', 'dispute'));--> statement-breakpoint
CREATE TRIGGER credits_append_only BEFORE UPDATE OR DELETE ON "credits" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER credit_uses_append_only BEFORE UPDATE OR DELETE ON "credit_uses" FOR EACH ROW EXECUTE FUNCTION refuse_change();
