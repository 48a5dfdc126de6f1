ALTER TABLE "imports" ADD COLUMN "checked_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "checked_ppm" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "phase_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kept_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "samples" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "mapping_name" text;