CREATE TABLE "import_mappings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"name" text NOT NULL,
	"heads_key" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "export_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"state" text NOT NULL,
	"purpose" text NOT NULL,
	"query" text NOT NULL,
	"rows" integer NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"valid_until_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "export_applications_state" CHECK ("export_applications"."state" in ('asked', 'approved', 'refused', 'withdrawn', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "export_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid,
	"user_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"format" text NOT NULL,
	"query" text NOT NULL,
	"rows" integer NOT NULL,
	"sent_rows" integer DEFAULT 0 NOT NULL,
	"application_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "export_logs_scope" CHECK ("export_logs"."scope" in ('own', 'others')),
	CONSTRAINT "export_logs_format" CHECK ("export_logs"."format" in ('xlsx', 'csv', 'jsonl'))
);
--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_state_word";--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_state";--> statement-breakpoint
ALTER TABLE "import_rows" ALTER COLUMN "data" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "achievement_people" ADD COLUMN "unit" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "achievement_people" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "achievements" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "achievements" ADD COLUMN "price_floor_fen" bigint;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "name_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "reg_no" text;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "team" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "duplicate" text;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "choice" text;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "version_n" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "imported_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "updated_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "skipped_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "on_duplicate" text DEFAULT 'skip' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "heads" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "mapping" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "notes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_applications" ADD CONSTRAINT "export_applications_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_applications" ADD CONSTRAINT "export_applications_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_applications" ADD CONSTRAINT "export_applications_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_logs" ADD CONSTRAINT "export_logs_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_logs" ADD CONSTRAINT "export_logs_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_logs" ADD CONSTRAINT "export_logs_application_id_export_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."export_applications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_once" ON "import_mappings" USING btree ("org_id","heads_key");--> statement-breakpoint
CREATE INDEX "export_applications_org" ON "export_applications" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "export_applications_waiting" ON "export_applications" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "export_logs_user" ON "export_logs" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "export_logs_application" ON "export_logs" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "achievements_import" ON "achievements" USING btree ("import_id");--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_duplicate" CHECK ("import_rows"."duplicate" in ('no', 'reg_no', 'name', 'patent', 'near', 'file', 'foreign'));--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_choice" CHECK ("import_rows"."choice" in ('skip', 'merge', 'new'));--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_state_word" CHECK ("import_rows"."state" in ('valid', 'invalid', 'duplicate', 'imported', 'updated', 'skipped', 'undone'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_on_duplicate" CHECK ("imports"."on_duplicate" in ('skip', 'merge', 'new'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_state" CHECK ("imports"."state" in ('checking', 'mapping', 'checked', 'running', 'done', 'undoing', 'undone', 'failed', 'cancelled'));--> statement-breakpoint
UPDATE "import_rows" SET "name" = coalesce("data" -> 'achievement' ->> 'name', "data" ->> 'name', '');--> statement-breakpoint
UPDATE "imports" SET "imported_rows" = (SELECT count(*) FROM "import_rows" r WHERE r."import_id" = "imports"."id" AND r."state" = 'imported') WHERE "state" in ('done', 'running');--> statement-breakpoint
-- Rows are stored in another shape now: what was not finished is read again; what it had stored becomes a duplicate.
UPDATE "imports" SET "state" = 'checking', "started_at" = NULL WHERE "state" in ('checked', 'running');--> statement-breakpoint
UPDATE "import_rows" SET "data" = NULL;--> statement-breakpoint
ALTER TABLE "import_rows" SET (toast_tuple_target = 8160);
