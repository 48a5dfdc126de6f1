CREATE TABLE "import_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"event" text NOT NULL,
	"state" text NOT NULL,
	"checks" text[] NOT NULL,
	"note" text,
	"decider_id" uuid NOT NULL,
	"record_ids" uuid[] NOT NULL,
	"rows" integer NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"moved_rows" integer DEFAULT 0 NOT NULL,
	"is_solo" boolean DEFAULT false NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_reviews_state" CHECK ("import_reviews"."state" in ('running', 'done', 'stopped')),
	CONSTRAINT "import_reviews_event" CHECK ("import_reviews"."event" in ('clear', 'publish', 'release'))
);
--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_state";--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "solo_review_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "solo_review_by" uuid;--> statement-breakpoint
ALTER TABLE "achievement_attachments" ADD COLUMN "reading" text DEFAULT 'part' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "import_reviews" ADD CONSTRAINT "import_reviews_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_reviews" ADD CONSTRAINT "import_reviews_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_reviews" ADD CONSTRAINT "import_reviews_decider_id_user_id_fk" FOREIGN KEY ("decider_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_reviews_import" ON "import_reviews" USING btree ("import_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "import_reviews_running" ON "import_reviews" USING btree ("import_id") WHERE state = 'running';--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_solo_review_by_user_id_fk" FOREIGN KEY ("solo_review_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_confirmed_by_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "achievement_versions_near_secret" ON "achievement_versions" USING btree ("achievement_id","n") WHERE ("achievement_versions"."data" @> '{"isDualUse": true}' or "achievement_versions"."data" ->> 'exportControl' is not null);--> statement-breakpoint
ALTER TABLE "achievement_attachments" ADD CONSTRAINT "achievement_attachments_reading" CHECK ("achievement_attachments"."reading" in ('whole', 'part', 'none'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_state" CHECK ("imports"."state" in ('checking', 'mapping', 'checked', 'running', 'waiting', 'releasing', 'done', 'undoing', 'undone', 'failed', 'cancelled'));