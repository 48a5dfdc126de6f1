CREATE TABLE "achievement_attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"added_by" uuid NOT NULL,
	"cleared_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "achievement_attachments_kind" CHECK ("achievement_attachments"."kind" in ('evaluation', 'ip_certificate', 'test_report', 'user_certificate', 'novelty_search', 'co_owner_consent', 'picture', 'other'))
);
--> statement-breakpoint
ALTER TABLE "event_files" ADD COLUMN "cleared_by" uuid;--> statement-breakpoint
ALTER TABLE "event_files" ADD COLUMN "cleared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "achievement_attachments" ADD CONSTRAINT "achievement_attachments_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement_attachments" ADD CONSTRAINT "achievement_attachments_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement_attachments" ADD CONSTRAINT "achievement_attachments_added_by_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "achievement_attachments_achievement" ON "achievement_attachments" USING btree ("achievement_id","created_at");--> statement-breakpoint
CREATE INDEX "achievement_attachments_file" ON "achievement_attachments" USING btree ("file_id");--> statement-breakpoint
ALTER TABLE "event_files" ADD CONSTRAINT "event_files_cleared_by_user_id_fk" FOREIGN KEY ("cleared_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;