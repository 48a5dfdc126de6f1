CREATE TABLE "publicity_postings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publicity_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"place" text NOT NULL,
	"url" text NOT NULL,
	"posted_on" date NOT NULL,
	"file_id" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publicity_postings_place" CHECK ("publicity_postings"."place" in ('oa', 'website', 'board'))
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "objections" DROP CONSTRAINT "objections_state";--> statement-breakpoint
ALTER TABLE "bounty_objections" DROP CONSTRAINT "bounty_objections_state";--> statement-breakpoint
ALTER TABLE "listing_objections" DROP CONSTRAINT "listing_objections_state";--> statement-breakpoint
ALTER TABLE "trade_objections" DROP CONSTRAINT "trade_objections_state";--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "objection_review_days" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "admitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "review_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "review_grounds" text;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "review_decision" text;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "reviewed_by" uuid;--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "reviewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "publicity_postings" ADD CONSTRAINT "publicity_postings_publicity_id_publicities_id_fk" FOREIGN KEY ("publicity_id") REFERENCES "public"."publicities"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publicity_postings" ADD CONSTRAINT "publicity_postings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publicity_postings" ADD CONSTRAINT "publicity_postings_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publicity_postings" ADD CONSTRAINT "publicity_postings_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publicity_postings_publicity" ON "publicity_postings" USING btree ("publicity_id");--> statement-breakpoint
CREATE INDEX "publicity_postings_file" ON "publicity_postings" USING btree ("file_id");--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_reviewed_by_user_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off', 'esign', 'posting'));--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_state" CHECK ("objections"."state" in ('open', 'admitted', 'upheld', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "bounty_objections" ADD CONSTRAINT "bounty_objections_state" CHECK ("bounty_objections"."state" in ('open', 'admitted', 'upheld', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "listing_objections" ADD CONSTRAINT "listing_objections_state" CHECK ("listing_objections"."state" in ('open', 'admitted', 'upheld', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "trade_objections" ADD CONSTRAINT "trade_objections_state" CHECK ("trade_objections"."state" in ('open', 'admitted', 'upheld', 'dismissed', 'in_review', 'confirmed', 'withdrawn'));--> statement-breakpoint
INSERT INTO "deadlines" ("id", "subject_type", "subject_id", "kind", "org_id", "due_at", "created_at")
  SELECT gen_random_uuid(), 'objection', o."id", 'decide', p."org_id", o."created_at" + interval '25 days', o."created_at"
    FROM "objections" o JOIN "publicities" p ON p."id" = o."publicity_id" WHERE o."state" = 'open'
  ON CONFLICT DO NOTHING;
