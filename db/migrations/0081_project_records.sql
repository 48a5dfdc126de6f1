CREATE TABLE "project_achievements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"achievement_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "provincial_projects" DROP CONSTRAINT "provincial_projects_achievement_id_achievements_id_fk";
--> statement-breakpoint
ALTER TABLE "project_duties" ADD COLUMN "reminded_on" date;--> statement-breakpoint
ALTER TABLE "project_duties" ADD COLUMN "dunned_on" date;--> statement-breakpoint
ALTER TABLE "project_achievements" ADD CONSTRAINT "project_achievements_project_id_provincial_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."provincial_projects"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_achievements" ADD CONSTRAINT "project_achievements_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "project_achievements_once" ON "project_achievements" USING btree ("project_id","achievement_id");--> statement-breakpoint
CREATE INDEX "project_achievements_achievement" ON "project_achievements" USING btree ("achievement_id");--> statement-breakpoint
-- The one record that a project was linked with stays.
INSERT INTO "project_achievements" ("id", "project_id", "achievement_id")
SELECT gen_random_uuid(), "id", "achievement_id" FROM "provincial_projects" WHERE "achievement_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "provincial_projects" DROP COLUMN "achievement_id";
