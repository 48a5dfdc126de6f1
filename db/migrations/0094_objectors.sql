CREATE TABLE "objectors" (
	"objection_id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"contact" text,
	"settled_at" timestamp with time zone,
	"erased_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "objectors_erased" CHECK (("objectors"."erased_at" is null) = ("objectors"."name" is not null) and ("objectors"."name" is null) = ("objectors"."contact" is null))
);
--> statement-breakpoint
ALTER TABLE "objections" ADD COLUMN "review_end" text;--> statement-breakpoint
CREATE INDEX "objectors_settled" ON "objectors" USING btree ("settled_at") WHERE erased_at is null and settled_at is not null;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_review_end" CHECK ("objections"."review_end" in ('waived', 'lapsed'));