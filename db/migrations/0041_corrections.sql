CREATE TABLE "achievement_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"base_n" integer NOT NULL,
	"state" text NOT NULL,
	"saved_n" integer NOT NULL,
	"data" jsonb,
	"people" jsonb,
	"price_floor_fen" bigint,
	"review_flags" text[] DEFAULT '{}'::text[] NOT NULL,
	"note" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "achievement_corrections_state" CHECK ("achievement_corrections"."state" in ('draft', 'unit_review', 'office_review', 'returned', 'applied', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "achievement_corrections" ADD CONSTRAINT "achievement_corrections_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement_corrections" ADD CONSTRAINT "achievement_corrections_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievement_corrections" ADD CONSTRAINT "achievement_corrections_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "achievement_corrections_once" ON "achievement_corrections" USING btree ("achievement_id") WHERE "achievement_corrections"."state" in ('draft', 'unit_review', 'office_review', 'returned');--> statement-breakpoint
CREATE INDEX "achievement_corrections_org" ON "achievement_corrections" USING btree ("org_id","state");