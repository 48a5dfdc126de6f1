ALTER TABLE "card_accounts" ADD COLUMN "filed_by" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "card_accounts" ADD COLUMN "approve_note" text DEFAULT '' NOT NULL;