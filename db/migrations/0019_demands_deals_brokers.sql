CREATE TABLE "demand_invites" (
	"demand_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demand_invites_demand_id_org_id_pk" PRIMARY KEY("demand_id","org_id")
);
--> statement-breakpoint
CREATE TABLE "demand_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"demand_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"org_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"body" text NOT NULL,
	"answer" text,
	"answer_to" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"became_version_n" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demand_questions_answer_to" CHECK ("demand_questions"."answer_to" in ('all', 'one')),
	CONSTRAINT "demand_questions_answered" CHECK (("demand_questions"."answer" is null) = ("demand_questions"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "deal_meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deal_id" uuid NOT NULL,
	"title" text NOT NULL,
	"place" text NOT NULL,
	"slots" jsonb NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"state" text NOT NULL,
	"minutes" text,
	"minutes_by" uuid,
	"org_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deal_meetings_state" CHECK ("deal_meetings"."state" in ('proposed', 'fixed', 'held', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "deal_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deal_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"org_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"terms" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"reject_reason" text,
	"contract_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deal_offers_state" CHECK ("deal_offers"."state" in ('open', 'accepted', 'countered', 'rejected', 'withdrawn', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "deal_reads" (
	"deal_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deal_reads_deal_id_user_id_pk" PRIMARY KEY("deal_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "deal_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deal_id" uuid NOT NULL,
	"title" text NOT NULL,
	"assignee_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bounties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"demand_id" uuid NOT NULL,
	"demand_version_n" integer NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"poster_org_id" uuid NOT NULL,
	"authority_org_id" uuid NOT NULL,
	"total_fen" bigint NOT NULL,
	"own_fen" bigint NOT NULL,
	"rate_ppm" integer NOT NULL,
	"conditions" text DEFAULT '' NOT NULL,
	"closes_on" date,
	"publicity_until_on" date,
	"drop_reason" text,
	"decision" text,
	"contract_id" uuid,
	"state" text NOT NULL,
	"posted_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bounties_no_unique" UNIQUE("no"),
	CONSTRAINT "bounties_state" CHECK ("bounties"."state" in ('collected', 'arguing', 'posted', 'judging', 'publicity', 'contracting', 'running', 'accepted', 'stopped', 'dropped')),
	CONSTRAINT "bounties_kind" CHECK ("bounties"."kind" in ('bounty', 'race')),
	CONSTRAINT "bounties_origin" CHECK ("bounties"."origin" in ('task', 'enterprise'))
);
--> statement-breakpoint
CREATE TABLE "bounty_experts" (
	"bounty_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"declared_at" timestamp with time zone,
	"conflict_org_ids" text[] NOT NULL,
	"conflict_note" text DEFAULT '' NOT NULL,
	"supports" boolean,
	"opinion" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bounty_experts_bounty_id_user_id_pk" PRIMARY KEY("bounty_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "bounty_gate_results" (
	"gate_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"passed" boolean NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "bounty_gate_results_gate_id_proposal_id_pk" PRIMARY KEY("gate_id","proposal_id")
);
--> statement-breakpoint
CREATE TABLE "bounty_gates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bounty_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"title" text NOT NULL,
	"due_on" date NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bounty_partners" (
	"bounty_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"share_fen" bigint NOT NULL,
	"agreed_at" timestamp with time zone,
	"agreed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bounty_partners_bounty_id_org_id_pk" PRIMARY KEY("bounty_id","org_id")
);
--> statement-breakpoint
CREATE TABLE "bounty_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bounty_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"data" jsonb NOT NULL,
	"budget_fen" bigint NOT NULL,
	"state" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bounty_proposals_state" CHECK ("bounty_proposals"."state" in ('submitted', 'withdrawn', 'shortlisted', 'awarded', 'eliminated', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "bounty_scores" (
	"proposal_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"feasibility" integer NOT NULL,
	"cost" integer NOT NULL,
	"team" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bounty_scores_proposal_id_user_id_pk" PRIMARY KEY("proposal_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "course_records" (
	"course_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"hours" integer NOT NULL,
	"mark" integer,
	"certificate_no" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_records_course_id_user_id_pk" PRIMARY KEY("course_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"level" text NOT NULL,
	"hours" integer NOT NULL,
	"held_on" date NOT NULL,
	"organiser_org_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_org_id" uuid NOT NULL,
	"broker_user_id" uuid NOT NULL,
	"broker_org_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"is_exclusive" boolean DEFAULT false NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"fee_ppm" integer,
	"fee_fen" bigint,
	"split_ppm" integer DEFAULT 1000000 NOT NULL,
	"tail_months" integer DEFAULT 12 NOT NULL,
	"conflict_note" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"replied_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engagements_state" CHECK ("engagements"."state" in ('invited', 'active', 'ended', 'declined', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "introductions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"broker_user_id" uuid NOT NULL,
	"broker_org_id" uuid NOT NULL,
	"achievement_id" uuid NOT NULL,
	"demand_id" uuid NOT NULL,
	"licensor_org_id" uuid NOT NULL,
	"licensee_org_id" uuid NOT NULL,
	"message" text NOT NULL,
	"state" text NOT NULL,
	"licensor_yes_at" timestamp with time zone,
	"licensee_yes_at" timestamp with time zone,
	"declined_by_org" uuid,
	"decline_reason" text,
	"deal_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "introductions_state" CHECK ("introductions"."state" in ('proposed', 'opened', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "key_units" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"listed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specialists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"served_org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by_org_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "specialists_kind" CHECK ("specialists"."kind" in ('envoy', 'commissioner'))
);
--> statement-breakpoint
CREATE TABLE "work_confirmations" (
	"mandate_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "work_confirmations_mandate_id_org_id_pk" PRIMARY KEY("mandate_id","org_id")
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"user_id" uuid NOT NULL,
	"area" text NOT NULL,
	"channel" text NOT NULL,
	"is_on" boolean NOT NULL,
	CONSTRAINT "notice_preferences_user_id_area_channel_pk" PRIMARY KEY("user_id","area","channel")
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"quiet_from" integer NOT NULL,
	"quiet_to" integer NOT NULL,
	"unsubscribe_token" text NOT NULL,
	CONSTRAINT "notice_settings_unsubscribe_token_unique" UNIQUE("unsubscribe_token"),
	CONSTRAINT "notice_settings_digest" CHECK ("notice_settings"."digest" in ('each', 'daily', 'none'))
);
--> statement-breakpoint
ALTER TABLE "demands" DROP CONSTRAINT "demands_state";--> statement-breakpoint
ALTER TABLE "deals" DROP CONSTRAINT "deals_state";--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "certificate_on" date;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "issuer" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "is_full_time" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "public_at" timestamp with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "conflict_org_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "conflict_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "checked_by" uuid;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "proofs" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "close_reason" text;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "close_note" text;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "split_from_id" uuid;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "review_note" text;--> statement-breakpoint
ALTER TABLE "deal_messages" ADD COLUMN "mentions" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "handler_id" uuid;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "may_offer" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "offered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "source_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "passed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "next_try_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "demand_invites" ADD CONSTRAINT "demand_invites_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_invites" ADD CONSTRAINT "demand_invites_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_invites" ADD CONSTRAINT "demand_invites_invited_by_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_meetings" ADD CONSTRAINT "deal_meetings_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_meetings" ADD CONSTRAINT "deal_meetings_minutes_by_user_id_fk" FOREIGN KEY ("minutes_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_meetings" ADD CONSTRAINT "deal_meetings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_meetings" ADD CONSTRAINT "deal_meetings_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_offers" ADD CONSTRAINT "deal_offers_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_offers" ADD CONSTRAINT "deal_offers_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_offers" ADD CONSTRAINT "deal_offers_author_id_user_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_offers" ADD CONSTRAINT "deal_offers_closed_by_user_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_reads" ADD CONSTRAINT "deal_reads_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_reads" ADD CONSTRAINT "deal_reads_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_tasks" ADD CONSTRAINT "deal_tasks_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_tasks" ADD CONSTRAINT "deal_tasks_assignee_id_user_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_tasks" ADD CONSTRAINT "deal_tasks_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_tasks" ADD CONSTRAINT "deal_tasks_done_by_user_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_tasks" ADD CONSTRAINT "deal_tasks_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_poster_org_id_organisations_id_fk" FOREIGN KEY ("poster_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_authority_org_id_organisations_id_fk" FOREIGN KEY ("authority_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_experts" ADD CONSTRAINT "bounty_experts_bounty_id_bounties_id_fk" FOREIGN KEY ("bounty_id") REFERENCES "public"."bounties"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_experts" ADD CONSTRAINT "bounty_experts_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_gate_results" ADD CONSTRAINT "bounty_gate_results_gate_id_bounty_gates_id_fk" FOREIGN KEY ("gate_id") REFERENCES "public"."bounty_gates"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_gate_results" ADD CONSTRAINT "bounty_gate_results_proposal_id_bounty_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."bounty_proposals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_gates" ADD CONSTRAINT "bounty_gates_bounty_id_bounties_id_fk" FOREIGN KEY ("bounty_id") REFERENCES "public"."bounties"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_gates" ADD CONSTRAINT "bounty_gates_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_partners" ADD CONSTRAINT "bounty_partners_bounty_id_bounties_id_fk" FOREIGN KEY ("bounty_id") REFERENCES "public"."bounties"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_partners" ADD CONSTRAINT "bounty_partners_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_partners" ADD CONSTRAINT "bounty_partners_agreed_by_user_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_proposals" ADD CONSTRAINT "bounty_proposals_bounty_id_bounties_id_fk" FOREIGN KEY ("bounty_id") REFERENCES "public"."bounties"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_proposals" ADD CONSTRAINT "bounty_proposals_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_proposals" ADD CONSTRAINT "bounty_proposals_submitted_by_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_scores" ADD CONSTRAINT "bounty_scores_proposal_id_bounty_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."bounty_proposals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_scores" ADD CONSTRAINT "bounty_scores_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_records" ADD CONSTRAINT "course_records_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_records" ADD CONSTRAINT "course_records_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_organiser_org_id_organisations_id_fk" FOREIGN KEY ("organiser_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_client_org_id_organisations_id_fk" FOREIGN KEY ("client_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_broker_user_id_user_id_fk" FOREIGN KEY ("broker_user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_broker_org_id_organisations_id_fk" FOREIGN KEY ("broker_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_invited_by_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_broker_user_id_user_id_fk" FOREIGN KEY ("broker_user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_broker_org_id_organisations_id_fk" FOREIGN KEY ("broker_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_licensor_org_id_organisations_id_fk" FOREIGN KEY ("licensor_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_licensee_org_id_organisations_id_fk" FOREIGN KEY ("licensee_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_declined_by_org_organisations_id_fk" FOREIGN KEY ("declined_by_org") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_units" ADD CONSTRAINT "key_units_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_units" ADD CONSTRAINT "key_units_listed_by_user_id_fk" FOREIGN KEY ("listed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specialists" ADD CONSTRAINT "specialists_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specialists" ADD CONSTRAINT "specialists_served_org_id_organisations_id_fk" FOREIGN KEY ("served_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specialists" ADD CONSTRAINT "specialists_by_org_id_organisations_id_fk" FOREIGN KEY ("by_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_confirmations" ADD CONSTRAINT "work_confirmations_mandate_id_mandates_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandates"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_confirmations" ADD CONSTRAINT "work_confirmations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_confirmations" ADD CONSTRAINT "work_confirmations_confirmed_by_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_invites_org" ON "demand_invites" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "demand_questions_demand" ON "demand_questions" USING btree ("demand_id","created_at");--> statement-breakpoint
CREATE INDEX "deal_meetings_deal" ON "deal_meetings" USING btree ("deal_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "deal_offers_n" ON "deal_offers" USING btree ("deal_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "deal_offers_one_open" ON "deal_offers" USING btree ("deal_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "deal_tasks_deal" ON "deal_tasks" USING btree ("deal_id","created_at");--> statement-breakpoint
CREATE INDEX "deal_tasks_assignee" ON "deal_tasks" USING btree ("assignee_id","due_on") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "bounties_demand" ON "bounties" USING btree ("demand_id");--> statement-breakpoint
CREATE INDEX "bounties_state_at" ON "bounties" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "bounty_experts_user" ON "bounty_experts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bounty_gates_n" ON "bounty_gates" USING btree ("bounty_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "bounty_proposals_once" ON "bounty_proposals" USING btree ("bounty_id","org_id");--> statement-breakpoint
CREATE INDEX "engagements_broker" ON "engagements" USING btree ("broker_user_id","state");--> statement-breakpoint
CREATE INDEX "engagements_client" ON "engagements" USING btree ("client_org_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "introductions_pair" ON "introductions" USING btree ("broker_user_id","achievement_id","demand_id");--> statement-breakpoint
CREATE INDEX "introductions_parties" ON "introductions" USING btree ("licensor_org_id","licensee_org_id");--> statement-breakpoint
CREATE INDEX "specialists_user" ON "specialists" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_checked_by_user_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demands" ADD CONSTRAINT "demands_merged_into_id_demands_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demands" ADD CONSTRAINT "demands_split_from_id_demands_id_fk" FOREIGN KEY ("split_from_id") REFERENCES "public"."demands"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demands" ADD CONSTRAINT "demands_entered_by_user_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_handler_id_user_id_fk" FOREIGN KEY ("handler_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_unpassed" ON "notices" USING btree ("created_at") WHERE passed_at is null;--> statement-breakpoint
ALTER TABLE "demands" ADD CONSTRAINT "demands_state" CHECK ("demands"."state" in ('draft', 'review', 'published', 'in_talks', 'expired', 'solved', 'closed'));--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_state" CHECK ("deals"."state" in ('requested', 'talking', 'diligence', 'contracting', 'performing', 'completed', 'failed', 'declined', 'withdrawn', 'expired'));--> statement-breakpoint
UPDATE "notices" SET "passed_at" = "created_at" WHERE "passed_at" IS NULL;
--> statement-breakpoint
ALTER TABLE "achievements" DROP CONSTRAINT "achievements_state";--> statement-breakpoint
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_state" CHECK ("achievements"."state" in ('draft', 'unit_review', 'office_review', 'returned', 'published', 'withdrawn'));