ALTER TABLE "card_accounts" ADD COLUMN "payout" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "achievement_attachments" ADD COLUMN "flags" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
UPDATE "imports" SET "confirmed_by" = (SELECT "actor_id" FROM "audit_lines" WHERE "subject_type" = 'import' AND "subject_id" = "imports"."id" AND "deed" = 'import.confirm' ORDER BY "at" DESC LIMIT 1) WHERE "confirmed_by" IS NULL;
