DROP INDEX "approval_chains_live";--> statement-breakpoint
ALTER TABLE "approval_chains" ADD COLUMN "contract_kind" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_chains_live" ON "approval_chains" USING btree ("org_id","contract_kind","from_fen") WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "approval_chains" ADD CONSTRAINT "approval_chains_kind" CHECK ("approval_chains"."contract_kind" in ('all', 'pay_later', 'licence', 'transfer', 'development', 'consulting', 'service'));