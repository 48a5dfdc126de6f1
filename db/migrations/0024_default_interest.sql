CREATE TABLE "interest_charges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"obligation_id" uuid NOT NULL,
	"until_on" date NOT NULL,
	"total_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"steps" jsonb NOT NULL,
	"charged_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "interest_charges_amount" CHECK ("interest_charges"."amount_fen" > 0 and "interest_charges"."amount_fen" <= "interest_charges"."total_fen")
);
--> statement-breakpoint
DROP INDEX "ledger_lines_account";--> statement-breakpoint
ALTER TABLE "interest_charges" ADD CONSTRAINT "interest_charges_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_charges" ADD CONSTRAINT "interest_charges_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_charges" ADD CONSTRAINT "interest_charges_charged_by_user_id_fk" FOREIGN KEY ("charged_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interest_charges_obligation" ON "interest_charges" USING btree ("obligation_id");--> statement-breakpoint
CREATE INDEX "payment_attempts_intent" ON "payment_attempts" USING btree ("payment_intent_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_book" ON "ledger_entries" USING btree ("org_id","occurred_at","id");