CREATE TABLE "achievement_patents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"number" text NOT NULL,
	"added_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "patents" DROP CONSTRAINT "patents_number_unique";--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "is_listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "is_provincial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "rights" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "prices" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "paid_on" date;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "paid_reference" text;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "deposit_applied_on" date;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "deposit_forfeited_on" date;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "deposit_end_reference" text;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "deposit_end_note" text;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD COLUMN "deposit_ended_by" uuid;--> statement-breakpoint
ALTER TABLE "patents" ADD COLUMN "org_id" uuid;--> statement-breakpoint
ALTER TABLE "patents" ADD COLUMN "granted_on" date;--> statement-breakpoint
ALTER TABLE "patents" ADD COLUMN "paid_until_on" date;--> statement-breakpoint
ALTER TABLE "patents" ADD COLUMN "loaded_by" uuid;--> statement-breakpoint
ALTER TABLE "achievement_patents" ADD CONSTRAINT "achievement_patents_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement_patents" ADD CONSTRAINT "achievement_patents_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement_patents" ADD CONSTRAINT "achievement_patents_added_by_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "achievement_patents_once" ON "achievement_patents" USING btree ("achievement_id","number");--> statement-breakpoint
CREATE INDEX "achievement_patents_number" ON "achievement_patents" USING btree ("org_id","number");--> statement-breakpoint
ALTER TABLE "trade_applications" ADD CONSTRAINT "trade_applications_deposit_ended_by_user_id_fk" FOREIGN KEY ("deposit_ended_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patents" ADD CONSTRAINT "patents_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patents" ADD CONSTRAINT "patents_loaded_by_user_id_fk" FOREIGN KEY ("loaded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "patents_of_operator" ON "patents" USING btree ("number") WHERE org_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "patents_of_unit" ON "patents" USING btree ("org_id","number") WHERE org_id is not null;--> statement-breakpoint
CREATE INDEX "patents_number" ON "patents" USING btree ("number","as_of");--> statement-breakpoint
ALTER TABLE "trade_applications" ADD CONSTRAINT "trade_applications_deposit_end" CHECK (num_nonnulls("trade_applications"."deposit_returned_on", "trade_applications"."deposit_applied_on", "trade_applications"."deposit_forfeited_on") <= ("trade_applications"."deposit_on" is not null)::int);--> statement-breakpoint
ALTER TABLE "patents" ADD CONSTRAINT "patents_type" CHECK ("patents"."type" in ('invention', 'utility_model', 'design'));--> statement-breakpoint
ALTER TABLE "patents" ADD CONSTRAINT "patents_status" CHECK ("patents"."status" in ('pending', 'granted', 'pledged', 'refused', 'withdrawn', 'ceased', 'invalid'));--> statement-breakpoint
-- Every public record is put into the index again: it has more to be filtered by.
INSERT INTO "search_changes" ("kind", "row_id") SELECT 'achievement', "id" FROM "achievements" WHERE "state" = 'published';
