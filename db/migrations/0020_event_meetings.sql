CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"version_n" integer NOT NULL,
	"state" text NOT NULL,
	"levels" text[] NOT NULL,
	"level" text NOT NULL,
	"waiting_since" timestamp with time zone NOT NULL,
	"reg_no" text,
	"registered_on" date,
	"registered_by" text,
	"note" text,
	"asked_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registrations_reg_no_unique" UNIQUE("reg_no"),
	CONSTRAINT "registrations_state" CHECK ("registrations"."state" in ('reviewing', 'returned', 'registered', 'withdrawn', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "review_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"level" text NOT NULL,
	"outcome" text NOT NULL,
	"checks" text[] NOT NULL,
	"note" text,
	"remarks" jsonb NOT NULL,
	"decider_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_decisions_level" CHECK ("review_decisions"."level" in ('secrecy', 'office', 'city', 'province')),
	CONSTRAINT "review_decisions_outcome" CHECK ("review_decisions"."outcome" in ('pass', 'return'))
);
--> statement-breakpoint
CREATE TABLE "review_paths" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid,
	"region_code" text,
	"levels" text[] NOT NULL,
	"set_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_paths_org_id_unique" UNIQUE("org_id"),
	CONSTRAINT "review_paths_region_code_unique" UNIQUE("region_code")
);
--> statement-breakpoint
CREATE TABLE "event_meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"slot_id" uuid NOT NULL,
	"table_id" uuid NOT NULL,
	"state" text NOT NULL,
	"is_fixed" boolean DEFAULT false NOT NULL,
	"deal_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_meetings_state" CHECK ("event_meetings"."state" in ('planned', 'held', 'missed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "event_meeting_people" (
	"registration_id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"takes_part" boolean DEFAULT true NOT NULL,
	"is_online" boolean DEFAULT false NOT NULL,
	"limit_own" integer,
	"away_slots" uuid[] NOT NULL,
	"seeks" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_meeting_plans" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"slot_minutes" integer NOT NULL,
	"gap_minutes" integer NOT NULL,
	"rest_minutes" integer NOT NULL,
	"limit_each" integer NOT NULL,
	"limits_by_kind" jsonb NOT NULL,
	"reply_hours" integer NOT NULL,
	"requests_end_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_meeting_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"pair_key" text NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"achievement_id" uuid,
	"demand_id" uuid,
	"reasons" jsonb,
	"value" integer NOT NULL,
	"reply_due_at" timestamp with time zone,
	"replied_at" timestamp with time zone,
	"reply_note" text DEFAULT '' NOT NULL,
	"asked_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_meeting_requests_state" CHECK ("event_meeting_requests"."state" in ('draft', 'suggested', 'pending', 'accepted', 'declined', 'withdrawn', 'expired')),
	CONSTRAINT "event_meeting_requests_origin" CHECK ("event_meeting_requests"."origin" in ('asked', 'suggested')),
	CONSTRAINT "event_meeting_requests_two" CHECK ("event_meeting_requests"."from_id" <> "event_meeting_requests"."to_id")
);
--> statement-breakpoint
CREATE TABLE "event_meeting_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"progress_ppm" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"started_by" uuid NOT NULL,
	"finished_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_meeting_runs_state" CHECK ("event_meeting_runs"."state" in ('queued', 'running', 'ready', 'failed', 'published', 'replaced'))
);
--> statement-breakpoint
CREATE TABLE "event_meeting_sides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"slot_id" uuid,
	"late_minutes" integer,
	"is_absent" boolean DEFAULT false NOT NULL,
	"outcome" text,
	"rated_at" timestamp with time zone,
	"rated_by" uuid,
	CONSTRAINT "event_meeting_sides_outcome" CHECK ("event_meeting_sides"."outcome" in ('not_held', 'no_interest', 'informed', 'possible', 'intent'))
);
--> statement-breakpoint
CREATE TABLE "event_meeting_slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	CONSTRAINT "event_meeting_slots_times" CHECK ("event_meeting_slots"."starts_at" < "event_meeting_slots"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "event_meeting_tables" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"position" integer NOT NULL,
	"url" text DEFAULT '' NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	CONSTRAINT "event_meeting_tables_kind" CHECK ("event_meeting_tables"."kind" in ('table', 'video'))
);
--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_decider_id_user_id_fk" FOREIGN KEY ("decider_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_paths" ADD CONSTRAINT "review_paths_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_paths" ADD CONSTRAINT "review_paths_set_by_user_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_request_id_event_meeting_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."event_meeting_requests"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_from_id_event_registrations_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_to_id_event_registrations_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_slot_id_event_meeting_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."event_meeting_slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_table_id_event_meeting_tables_id_fk" FOREIGN KEY ("table_id") REFERENCES "public"."event_meeting_tables"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meetings" ADD CONSTRAINT "event_meetings_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_people" ADD CONSTRAINT "event_meeting_people_registration_id_event_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_people" ADD CONSTRAINT "event_meeting_people_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_plans" ADD CONSTRAINT "event_meeting_plans_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_requests" ADD CONSTRAINT "event_meeting_requests_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_requests" ADD CONSTRAINT "event_meeting_requests_from_id_event_registrations_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_requests" ADD CONSTRAINT "event_meeting_requests_to_id_event_registrations_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_requests" ADD CONSTRAINT "event_meeting_requests_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_requests" ADD CONSTRAINT "event_meeting_requests_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_requests" ADD CONSTRAINT "event_meeting_requests_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_runs" ADD CONSTRAINT "event_meeting_runs_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_runs" ADD CONSTRAINT "event_meeting_runs_started_by_user_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_sides" ADD CONSTRAINT "event_meeting_sides_meeting_id_event_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."event_meetings"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_sides" ADD CONSTRAINT "event_meeting_sides_registration_id_event_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_sides" ADD CONSTRAINT "event_meeting_sides_slot_id_event_meeting_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."event_meeting_slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_sides" ADD CONSTRAINT "event_meeting_sides_rated_by_user_id_fk" FOREIGN KEY ("rated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_slots" ADD CONSTRAINT "event_meeting_slots_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_meeting_tables" ADD CONSTRAINT "event_meeting_tables_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_once" ON "registrations" USING btree ("achievement_id");--> statement-breakpoint
CREATE INDEX "registrations_work" ON "registrations" USING btree ("state","level","waiting_since");--> statement-breakpoint
CREATE INDEX "review_decisions_achievement" ON "review_decisions" USING btree ("achievement_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meetings_request" ON "event_meetings" USING btree ("request_id") WHERE state <> 'cancelled';--> statement-breakpoint
CREATE UNIQUE INDEX "event_meetings_table" ON "event_meetings" USING btree ("slot_id","table_id") WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX "event_meetings_event" ON "event_meetings" USING btree ("event_id","state");--> statement-breakpoint
CREATE INDEX "event_meetings_deal" ON "event_meetings" USING btree ("deal_id");--> statement-breakpoint
CREATE INDEX "event_meeting_people_event" ON "event_meeting_people" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_requests_pair" ON "event_meeting_requests" USING btree ("event_id","pair_key") WHERE state in ('pending', 'accepted', 'suggested');--> statement-breakpoint
CREATE INDEX "event_meeting_requests_event" ON "event_meeting_requests" USING btree ("event_id","state");--> statement-breakpoint
CREATE INDEX "event_meeting_requests_to" ON "event_meeting_requests" USING btree ("to_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_runs_n" ON "event_meeting_runs" USING btree ("event_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_runs_one" ON "event_meeting_runs" USING btree ("event_id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_sides_once" ON "event_meeting_sides" USING btree ("meeting_id","registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_sides_slot" ON "event_meeting_sides" USING btree ("registration_id","slot_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_slots_open" ON "event_meeting_slots" USING btree ("event_id","starts_at") WHERE is_open;--> statement-breakpoint
CREATE UNIQUE INDEX "event_meeting_tables_label" ON "event_meeting_tables" USING btree ("event_id","label");