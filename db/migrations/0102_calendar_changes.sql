CREATE TABLE "calendar_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"days" jsonb NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "calendar_changes_kind" CHECK ("calendar_changes"."kind" in ('set', 'drop')),
	CONSTRAINT "calendar_changes_state" CHECK ("calendar_changes"."state" in ('proposed', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "calendar_changes_four_eyes" CHECK ("calendar_changes"."state" <> 'approved' or ("calendar_changes"."decided_by" is not null and "calendar_changes"."decided_by" <> "calendar_changes"."proposed_by"))
);
--> statement-breakpoint
ALTER TABLE "calendar_changes" ADD CONSTRAINT "calendar_changes_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_changes" ADD CONSTRAINT "calendar_changes_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;