ALTER TABLE "event_files" DROP CONSTRAINT "event_files_kind";--> statement-breakpoint
ALTER TABLE "event_files" ADD COLUMN "audience" text;--> statement-breakpoint
CREATE UNIQUE INDEX "event_files_slides_once" ON "event_files" USING btree ("item_id") WHERE kind = 'slides';--> statement-breakpoint
ALTER TABLE "event_files" ADD CONSTRAINT "event_files_slides" CHECK (("event_files"."kind" = 'slides') = ("event_files"."audience" is not null) and ("event_files"."kind" <> 'slides' or "event_files"."item_id" is not null));--> statement-breakpoint
ALTER TABLE "event_files" ADD CONSTRAINT "event_files_kind" CHECK ("event_files"."kind" in ('attendance', 'photo', 'minutes', 'plan', 'approval', 'material', 'poster', 'slides'));