CREATE TABLE "contract_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"text" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "contract_texts" ADD CONSTRAINT "contract_texts_version_fk" FOREIGN KEY ("contract_id","n") REFERENCES "public"."contract_versions"("contract_id","n") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_texts_n" ON "contract_texts" USING btree ("contract_id","n");--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended', 'text_kept'));--> statement-breakpoint
-- Words that were put to somebody are never rewritten.
CREATE TRIGGER contract_texts_append_only BEFORE UPDATE OR DELETE ON "contract_texts" FOR EACH ROW EXECUTE FUNCTION refuse_change();
