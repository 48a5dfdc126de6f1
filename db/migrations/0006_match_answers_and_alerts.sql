CREATE TABLE "match_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"demand_id" uuid NOT NULL,
	"demand_version_n" integer NOT NULL,
	"achievement_id" uuid NOT NULL,
	"achievement_version_n" integer NOT NULL,
	"answer" text,
	"reason" text,
	"rank" integer NOT NULL,
	"level" text NOT NULL,
	"score_ppm" integer NOT NULL,
	"weights_version" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"org_id" uuid NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "match_answers_answer" CHECK ("match_answers"."answer" in ('interested', 'contacted', 'declined', 'contracted'))
);
--> statement-breakpoint
CREATE TABLE "match_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"row_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_weights" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer,
	"base_version" integer,
	"weights" jsonb NOT NULL,
	"replay" jsonb,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_by" uuid,
	"applied_at" timestamp with time zone,
	CONSTRAINT "match_weights_version_unique" UNIQUE("version")
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"row_id" uuid NOT NULL,
	"seen" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follows_kind" CHECK ("follows"."kind" in ('achievement', 'demand'))
);
--> statement-breakpoint
CREATE TABLE "saved_search_hits" (
	"search_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_search_hits_search_id_row_id_pk" PRIMARY KEY("search_id","row_id")
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"path" text NOT NULL,
	"query" jsonb NOT NULL,
	"anchor" text NOT NULL,
	"paused_at" timestamp with time zone,
	"found_count" integer DEFAULT 0 NOT NULL,
	"last_found_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_searches_kind" CHECK ("saved_searches"."kind" in ('achievement', 'demand'))
);
--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "key_terms" jsonb;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "weights_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "backward_ppm" integer;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "answered_by_org" uuid;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_answers" ADD CONSTRAINT "match_answers_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_weights" ADD CONSTRAINT "match_weights_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_weights" ADD CONSTRAINT "match_weights_applied_by_user_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_search_hits" ADD CONSTRAINT "saved_search_hits_search_id_saved_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."saved_searches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "match_answers_pair" ON "match_answers" USING btree ("demand_id","achievement_id","answered_at");--> statement-breakpoint
CREATE INDEX "match_answers_at" ON "match_answers" USING btree ("answered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "follows_once" ON "follows" USING btree ("user_id","kind","row_id");--> statement-breakpoint
CREATE INDEX "follows_row" ON "follows" USING btree ("kind","row_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_searches_once" ON "saved_searches" USING btree ("user_id","path");--> statement-breakpoint
CREATE INDEX "saved_searches_anchor" ON "saved_searches" USING btree ("kind","anchor");--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_answered_by_org_organisations_id_fk" FOREIGN KEY ("answered_by_org") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "matches_backward" ON "matches" USING btree ("achievement_id") WHERE backward_ppm is null;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_answer" CHECK ("matches"."answer" in ('interested', 'contacted', 'declined', 'contracted'));--> statement-breakpoint
UPDATE "matches" SET "answer" = 'declined', "answered_at" = "computed_at" WHERE "dismissed_reason" IS NOT NULL;--> statement-breakpoint
INSERT INTO "match_weights" ("id", "version", "weights", "note", "applied_at") VALUES ('019a0000-0000-7000-8000-000000000001', 1, '{"factors": {"field": 300000, "trl": 200000, "price": 200000, "region": 100000, "mode": 100000, "ip": 100000}, "fitReach": 300000}', 'first weights', now());
