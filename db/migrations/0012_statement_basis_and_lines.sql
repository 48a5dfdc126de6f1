ALTER TABLE "royalty_statements" ADD COLUMN "basis" text DEFAULT 'actual' NOT NULL;--> statement-breakpoint
ALTER TABLE "royalty_statements" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "royalty_statements" ADD CONSTRAINT "royalty_statements_basis" CHECK ("royalty_statements"."basis" in ('actual', 'estimate'));