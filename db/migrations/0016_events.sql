CREATE TABLE "event_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"achievement_id" uuid,
	"demand_id" uuid,
	"org_id" uuid NOT NULL,
	"asked_by_side" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"state" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reply_note" text DEFAULT '' NOT NULL,
	"minutes" integer DEFAULT 10 NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"session_id" uuid,
	"declared_by" uuid,
	"declared_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_items_state" CHECK ("event_items"."state" in ('proposed', 'accepted', 'declined', 'withdrawn', 'removed')),
	CONSTRAINT "event_items_kind" CHECK ("event_items"."kind" in ('achievement', 'demand')),
	CONSTRAINT "event_items_side" CHECK ("event_items"."asked_by_side" in ('organizer', 'owner')),
	CONSTRAINT "event_items_one" CHECK (("event_items"."kind" = 'achievement') = ("event_items"."achievement_id" is not null) and ("event_items"."kind" = 'demand') = ("event_items"."demand_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"private_pem" text NOT NULL,
	"public_pem" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"room" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_sessions_times" CHECK ("event_sessions"."starts_at" < "event_sessions"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "event_speakers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"name" text NOT NULL,
	"post" text NOT NULL,
	"unit" text NOT NULL,
	"consented_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"needs_approval" boolean DEFAULT false NOT NULL,
	"is_invite_only" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_tickets_kind" CHECK ("event_tickets"."kind" in ('leader', 'guest', 'expert', 'project', 'company', 'investor', 'broker', 'audience', 'media')),
	CONSTRAINT "event_tickets_seats" CHECK ("event_tickets"."taken" >= 0 and "event_tickets"."taken" <= "event_tickets"."capacity")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"theme" text DEFAULT '' NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"fields" text[] NOT NULL,
	"chains" text[] NOT NULL,
	"region_code" text NOT NULL,
	"mode" text NOT NULL,
	"venue" text DEFAULT '' NOT NULL,
	"map_url" text DEFAULT '' NOT NULL,
	"online_url" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"registration_ends_at" timestamp with time zone NOT NULL,
	"hosts" jsonb NOT NULL,
	"questions" jsonb NOT NULL,
	"companions_max" integer DEFAULT 0 NOT NULL,
	"takes_items" boolean DEFAULT true NOT NULL,
	"offer_hours" integer DEFAULT 24 NOT NULL,
	"series" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"is_sample" boolean DEFAULT false NOT NULL,
	"version_n" integer DEFAULT 1 NOT NULL,
	"submitted_by" uuid,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"review_note" text DEFAULT '' NOT NULL,
	"cancel_reason" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_no_unique" UNIQUE("no"),
	CONSTRAINT "events_state" CHECK ("events"."state" in ('draft', 'review', 'published', 'registration_closed', 'running', 'held', 'reported', 'closed', 'cancelled')),
	CONSTRAINT "events_kind" CHECK ("events"."kind" in ('salon', 'roadshow', 'promotion', 'matchmaking', 'academician', 'contest', 'investment')),
	CONSTRAINT "events_mode" CHECK ("events"."mode" in ('onsite', 'online', 'hybrid')),
	CONSTRAINT "events_times" CHECK ("events"."starts_at" < "events"."ends_at" and "events"."registration_ends_at" <= "events"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "event_attendees" (
	"registration_id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"name" text NOT NULL,
	"phone" text NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"post" text DEFAULT '' NOT NULL,
	"companions" jsonb NOT NULL,
	"answers" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_check_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"scan_key" uuid NOT NULL,
	"deed" text NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"steward_id" uuid,
	"user_id" uuid,
	CONSTRAINT "event_check_ins_scan_key_unique" UNIQUE("scan_key"),
	CONSTRAINT "event_check_ins_deed" CHECK ("event_check_ins"."deed" in ('in', 'out', 'undo')),
	CONSTRAINT "event_check_ins_method" CHECK ("event_check_ins"."method" in ('scan', 'list', 'door', 'paper')),
	CONSTRAINT "event_check_ins_outcome" CHECK ("event_check_ins"."outcome" in ('done', 'already_in', 'not_in', 'not_admitted'))
);
--> statement-breakpoint
CREATE TABLE "event_deals" (
	"deal_id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"item_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"overall" integer NOT NULL,
	"usefulness" integer NOT NULL,
	"organisation" integer NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_feedback_registration_id_unique" UNIQUE("registration_id"),
	CONSTRAINT "event_feedback_marks" CHECK ("event_feedback"."overall" between 1 and 5 and "event_feedback"."usefulness" between 1 and 5 and "event_feedback"."organisation" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "event_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_files_kind" CHECK ("event_files"."kind" in ('attendance', 'photo', 'minutes', 'plan', 'approval', 'material', 'poster'))
);
--> statement-breakpoint
CREATE TABLE "event_registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"user_id" uuid,
	"org_id" uuid,
	"registered_by" uuid NOT NULL,
	"state" text NOT NULL,
	"seats" integer DEFAULT 1 NOT NULL,
	"queued_at" timestamp with time zone,
	"reply_due_at" timestamp with time zone,
	"ticket_serial" integer DEFAULT 1 NOT NULL,
	"checked_in_at" timestamp with time zone,
	"checked_out_at" timestamp with time zone,
	"reply" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_registrations_state" CHECK ("event_registrations"."state" in ('asked', 'invited', 'pending', 'waitlisted', 'offered', 'registered', 'declined', 'lapsed', 'cancelled')),
	CONSTRAINT "event_registrations_seats" CHECK ("event_registrations"."seats" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "event_reports" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"summary" text NOT NULL,
	"figures" jsonb NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_by_org_id" uuid,
	"decided_at" timestamp with time zone,
	"return_note" text DEFAULT '' NOT NULL,
	"is_counted" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_steward_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"steward_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_steward_sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "event_stewards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"label" text NOT NULL,
	"link_hash" text NOT NULL,
	"pin_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_stewards_link_hash_unique" UNIQUE("link_hash")
);
--> statement-breakpoint
CREATE TABLE "event_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"item_id" uuid,
	"after_days" integer NOT NULL,
	"due_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"done_by" uuid,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_tasks_once" UNIQUE NULLS NOT DISTINCT("event_id","after_days","item_id")
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_session_id_event_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."event_sessions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_declared_by_user_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_keys" ADD CONSTRAINT "event_keys_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_sessions" ADD CONSTRAINT "event_sessions_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_speakers" ADD CONSTRAINT "event_speakers_session_id_event_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."event_sessions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_tickets" ADD CONSTRAINT "event_tickets_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_submitted_by_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_reviewed_by_user_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_attendees" ADD CONSTRAINT "event_attendees_registration_id_event_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."event_registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_attendees" ADD CONSTRAINT "event_attendees_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_check_ins" ADD CONSTRAINT "event_check_ins_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_check_ins" ADD CONSTRAINT "event_check_ins_registration_id_event_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_check_ins" ADD CONSTRAINT "event_check_ins_steward_id_event_stewards_id_fk" FOREIGN KEY ("steward_id") REFERENCES "public"."event_stewards"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_check_ins" ADD CONSTRAINT "event_check_ins_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_deals" ADD CONSTRAINT "event_deals_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_deals" ADD CONSTRAINT "event_deals_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_deals" ADD CONSTRAINT "event_deals_item_id_event_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."event_items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_feedback" ADD CONSTRAINT "event_feedback_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_feedback" ADD CONSTRAINT "event_feedback_registration_id_event_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."event_registrations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_files" ADD CONSTRAINT "event_files_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_files" ADD CONSTRAINT "event_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_files" ADD CONSTRAINT "event_files_item_id_event_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."event_items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_registrations" ADD CONSTRAINT "event_registrations_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_registrations" ADD CONSTRAINT "event_registrations_ticket_id_event_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."event_tickets"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_registrations" ADD CONSTRAINT "event_registrations_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_registrations" ADD CONSTRAINT "event_registrations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_registrations" ADD CONSTRAINT "event_registrations_registered_by_user_id_fk" FOREIGN KEY ("registered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reports" ADD CONSTRAINT "event_reports_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reports" ADD CONSTRAINT "event_reports_submitted_by_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reports" ADD CONSTRAINT "event_reports_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reports" ADD CONSTRAINT "event_reports_decided_by_org_id_organisations_id_fk" FOREIGN KEY ("decided_by_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_steward_sessions" ADD CONSTRAINT "event_steward_sessions_steward_id_event_stewards_id_fk" FOREIGN KEY ("steward_id") REFERENCES "public"."event_stewards"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_stewards" ADD CONSTRAINT "event_stewards_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_stewards" ADD CONSTRAINT "event_stewards_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_tasks" ADD CONSTRAINT "event_tasks_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_tasks" ADD CONSTRAINT "event_tasks_item_id_event_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."event_items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_tasks" ADD CONSTRAINT "event_tasks_done_by_user_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "event_items_achievement_once" ON "event_items" USING btree ("event_id","achievement_id") WHERE state in ('proposed', 'accepted');--> statement-breakpoint
CREATE UNIQUE INDEX "event_items_demand_once" ON "event_items" USING btree ("event_id","demand_id") WHERE state in ('proposed', 'accepted');--> statement-breakpoint
CREATE INDEX "event_items_event" ON "event_items" USING btree ("event_id","position");--> statement-breakpoint
CREATE INDEX "event_items_org" ON "event_items" USING btree ("org_id","state");--> statement-breakpoint
CREATE INDEX "event_sessions_event" ON "event_sessions" USING btree ("event_id","starts_at");--> statement-breakpoint
CREATE INDEX "event_speakers_session" ON "event_speakers" USING btree ("session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_tickets_once" ON "event_tickets" USING btree ("event_id","kind");--> statement-breakpoint
CREATE INDEX "events_org" ON "events" USING btree ("org_id","state");--> statement-breakpoint
CREATE INDEX "events_calendar" ON "events" USING btree ("state","starts_at");--> statement-breakpoint
CREATE INDEX "event_attendees_phone" ON "event_attendees" USING btree ("event_id","phone");--> statement-breakpoint
CREATE INDEX "event_check_ins_event" ON "event_check_ins" USING btree ("event_id","received_at");--> statement-breakpoint
CREATE INDEX "event_check_ins_registration" ON "event_check_ins" USING btree ("registration_id","at");--> statement-breakpoint
CREATE INDEX "event_deals_event" ON "event_deals" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "event_feedback_event" ON "event_feedback" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "event_files_event" ON "event_files" USING btree ("event_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "event_registrations_once" ON "event_registrations" USING btree ("event_id","user_id") WHERE state in ('invited', 'pending', 'waitlisted', 'offered', 'registered');--> statement-breakpoint
CREATE INDEX "event_registrations_event" ON "event_registrations" USING btree ("event_id","state");--> statement-breakpoint
CREATE INDEX "event_registrations_queue" ON "event_registrations" USING btree ("ticket_id","queued_at") WHERE state = 'waitlisted';--> statement-breakpoint
CREATE INDEX "event_registrations_user" ON "event_registrations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "event_steward_sessions_steward" ON "event_steward_sessions" USING btree ("steward_id");--> statement-breakpoint
CREATE INDEX "event_stewards_event" ON "event_stewards" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "event_tasks_open" ON "event_tasks" USING btree ("due_on");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event'));