CREATE TABLE "claim_pauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"obligation_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claim_pauses_days" CHECK ("claim_pauses"."from_on" < "claim_pauses"."to_on")
);
--> statement-breakpoint
ALTER TABLE "claim_pauses" ADD CONSTRAINT "claim_pauses_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_pauses_obligation" ON "claim_pauses" USING btree ("obligation_id");