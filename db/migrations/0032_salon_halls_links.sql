ALTER TABLE "event_items" ADD COLUMN "presenter" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "event_meeting_plans" ADD COLUMN "travel_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_meeting_tables" ADD COLUMN "place" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "link" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "qr" text;