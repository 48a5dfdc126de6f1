CREATE TABLE "objection_papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"objection_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "objections" DROP CONSTRAINT "objections_state";--> statement-breakpoint
ALTER TABLE "contract_clause_moves" DROP CONSTRAINT "contract_clause_moves_clause";--> statement-breakpoint
ALTER TABLE "bounty_objections" DROP CONSTRAINT "bounty_objections_state";--> statement-breakpoint
ALTER TABLE "listing_objections" DROP CONSTRAINT "listing_objections_state";--> statement-breakpoint
ALTER TABLE "trade_objections" DROP CONSTRAINT "trade_objections_state";--> statement-breakpoint
DROP INDEX "publicities_version";--> statement-breakpoint
ALTER TABLE "objection_papers" ADD CONSTRAINT "objection_papers_objection_id_objections_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_papers" ADD CONSTRAINT "objection_papers_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "objection_papers_objection" ON "objection_papers" USING btree ("objection_id");--> statement-breakpoint
CREATE INDEX "objection_papers_file" ON "objection_papers" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "publicities_version" ON "publicities" USING btree ("contract_id","contract_version_n") WHERE "publicities"."state" <> 'cancelled';--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off', 'esign', 'posting', 'objection'));--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_state" CHECK ("objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "contract_clause_moves" ADD CONSTRAINT "contract_clause_moves_clause" CHECK ("contract_clause_moves"."clause" in ('kind', 'rights', 'scope', 'term', 'delivery', 'trial', 'milestones', 'royalty', 'payment', 'security', 'results', 'confidentiality', 'dispute', 'own'));--> statement-breakpoint
ALTER TABLE "bounty_objections" ADD CONSTRAINT "bounty_objections_state" CHECK ("bounty_objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "listing_objections" ADD CONSTRAINT "listing_objections_state" CHECK ("listing_objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "trade_objections" ADD CONSTRAINT "trade_objections_state" CHECK ("trade_objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));