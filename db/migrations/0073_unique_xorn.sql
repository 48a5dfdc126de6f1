CREATE TABLE "evaluation_materials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"released_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluation_papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"value_key" text NOT NULL,
	"file_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evaluation_papers_value" CHECK ("evaluation_papers"."value_key" in ('scientific', 'technical', 'economic', 'social', 'cultural', 'potential'))
);
--> statement-breakpoint
ALTER TABLE "evaluation_experts" ADD COLUMN "reasons" jsonb;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "not_applicable" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluation_materials" ADD CONSTRAINT "evaluation_materials_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_materials" ADD CONSTRAINT "evaluation_materials_attachment_id_achievement_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."achievement_attachments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_materials" ADD CONSTRAINT "evaluation_materials_released_by_user_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_papers" ADD CONSTRAINT "evaluation_papers_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_papers" ADD CONSTRAINT "evaluation_papers_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_materials_once" ON "evaluation_materials" USING btree ("evaluation_id","attachment_id");--> statement-breakpoint
CREATE INDEX "evaluation_materials_attachment" ON "evaluation_materials" USING btree ("attachment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_papers_once" ON "evaluation_papers" USING btree ("evaluation_id","value_key");--> statement-breakpoint
CREATE INDEX "evaluation_papers_file" ON "evaluation_papers" USING btree ("file_id");