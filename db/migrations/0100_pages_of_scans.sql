ALTER TABLE "signed_scans" ADD COLUMN "pages" integer;--> statement-breakpoint
ALTER TABLE "signed_scans" ADD COLUMN "text_pages" integer;