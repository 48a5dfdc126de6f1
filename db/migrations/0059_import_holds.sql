ALTER TABLE "imports" ADD COLUMN "mapped_by" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "screened_by" text;--> statement-breakpoint
ALTER TABLE "import_reviews" ADD COLUMN "held_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_mapped_by_user_id_fk" FOREIGN KEY ("mapped_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;