CREATE TABLE "listing_objections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"filed_by" uuid NOT NULL,
	"grounds" text NOT NULL,
	"state" text NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listing_objections_state" CHECK ("listing_objections"."state" in ('open', 'upheld', 'dismissed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"state" text NOT NULL,
	"modes" text[] NOT NULL,
	"pricing" text NOT NULL,
	"price_kind" text NOT NULL,
	"min_fen" bigint,
	"max_fen" bigint,
	"formula" text,
	"is_pay_later" boolean DEFAULT false NOT NULL,
	"trial_months" integer,
	"pay_trigger" text,
	"notice_first_on" date,
	"notice_last_on" date,
	"notice_ends_at" timestamp with time zone,
	"confirmed_on" date NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listings_state" CHECK ("listings"."state" in ('listed', 'disputed', 'stale', 'unlisted', 'withdrawn')),
	CONSTRAINT "listings_pricing" CHECK ("listings"."pricing" in ('agreed', 'exchange', 'auction')),
	CONSTRAINT "listings_price_kind" CHECK ("listings"."price_kind" in ('negotiable', 'fixed', 'range', 'formula'))
);
--> statement-breakpoint
CREATE TABLE "evaluation_experts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text NOT NULL,
	"declaration" text,
	"scores" jsonb,
	"comment" text,
	"invited_by" uuid NOT NULL,
	"answered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evaluation_experts_state" CHECK ("evaluation_experts"."state" in ('invited', 'joined', 'scored', 'recused'))
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"evaluator_org_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"conclusion" text,
	"report_file_id" uuid,
	"note" text,
	"issued_on" date,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evaluations_state" CHECK ("evaluations"."state" in ('requested', 'running', 'issued', 'declined', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "trl_assessments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"level" integer NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"assessed_by" uuid NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trl_assessments_state" CHECK ("trl_assessments"."state" in ('submitted', 'confirmed', 'returned', 'replaced'))
);
--> statement-breakpoint
CREATE TABLE "usage_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"effect" text NOT NULL,
	"rating" integer NOT NULL,
	"is_public" boolean NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"decision" text,
	"decided_by" uuid,
	"met_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_duties_kind" CHECK ("project_duties"."kind" in ('deposit', 'transfer')),
	CONSTRAINT "project_duties_state" CHECK ("project_duties"."state" in ('open', 'pleaded', 'met', 'exempted'))
);
--> statement-breakpoint
CREATE TABLE "provincial_projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"name" text NOT NULL,
	"unit_name" text NOT NULL,
	"org_id" uuid,
	"accepted_on" date NOT NULL,
	"funding_fen" bigint,
	"achievement_id" uuid,
	"entered_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provincial_projects_no_unique" UNIQUE("no")
);
--> statement-breakpoint
CREATE TABLE "secrecy_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"action" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"set_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "secrecy_rules_kind" CHECK ("secrecy_rules"."kind" in ('word', 'pattern')),
	CONSTRAINT "secrecy_rules_action" CHECK ("secrecy_rules"."action" in ('refuse', 'review'))
);
--> statement-breakpoint
CREATE TABLE "secrecy_stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_id" uuid NOT NULL,
	"org_id" uuid,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "achievements" ADD COLUMN "review_flags" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "listing_objections" ADD CONSTRAINT "listing_objections_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_objections" ADD CONSTRAINT "listing_objections_filed_by_user_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_objections" ADD CONSTRAINT "listing_objections_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_experts" ADD CONSTRAINT "evaluation_experts_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_experts" ADD CONSTRAINT "evaluation_experts_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluation_experts" ADD CONSTRAINT "evaluation_experts_invited_by_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_evaluator_org_id_organisations_id_fk" FOREIGN KEY ("evaluator_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_report_file_id_files_id_fk" FOREIGN KEY ("report_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_assessed_by_user_id_fk" FOREIGN KEY ("assessed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trl_assessments" ADD CONSTRAINT "trl_assessments_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_feedback" ADD CONSTRAINT "usage_feedback_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_feedback" ADD CONSTRAINT "usage_feedback_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_feedback" ADD CONSTRAINT "usage_feedback_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_feedback" ADD CONSTRAINT "usage_feedback_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_duties" ADD CONSTRAINT "project_duties_project_id_provincial_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."provincial_projects"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_duties" ADD CONSTRAINT "project_duties_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provincial_projects" ADD CONSTRAINT "provincial_projects_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provincial_projects" ADD CONSTRAINT "provincial_projects_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provincial_projects" ADD CONSTRAINT "provincial_projects_entered_by_user_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_rules" ADD CONSTRAINT "secrecy_rules_set_by_user_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_stops" ADD CONSTRAINT "secrecy_stops_rule_id_secrecy_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."secrecy_rules"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_stops" ADD CONSTRAINT "secrecy_stops_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrecy_stops" ADD CONSTRAINT "secrecy_stops_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listing_objections_listing" ON "listing_objections" USING btree ("listing_id");--> statement-breakpoint
CREATE UNIQUE INDEX "listings_one_live" ON "listings" USING btree ("achievement_id") WHERE state in ('listed', 'disputed', 'stale');--> statement-breakpoint
CREATE INDEX "listings_org" ON "listings" USING btree ("org_id","state","confirmed_on");--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_experts_once" ON "evaluation_experts" USING btree ("evaluation_id","user_id");--> statement-breakpoint
CREATE INDEX "evaluation_experts_user" ON "evaluation_experts" USING btree ("user_id","state");--> statement-breakpoint
CREATE INDEX "evaluations_achievement" ON "evaluations" USING btree ("achievement_id","state");--> statement-breakpoint
CREATE INDEX "evaluations_evaluator" ON "evaluations" USING btree ("evaluator_org_id","state");--> statement-breakpoint
CREATE INDEX "trl_assessments_achievement" ON "trl_assessments" USING btree ("achievement_id","created_at");--> statement-breakpoint
CREATE INDEX "usage_feedback_achievement" ON "usage_feedback" USING btree ("achievement_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "project_duties_once" ON "project_duties" USING btree ("project_id","kind");--> statement-breakpoint
CREATE INDEX "project_duties_due" ON "project_duties" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "provincial_projects_org" ON "provincial_projects" USING btree ("org_id","accepted_on");--> statement-breakpoint
CREATE UNIQUE INDEX "secrecy_rules_once" ON "secrecy_rules" USING btree ("kind","text");--> statement-breakpoint
CREATE INDEX "secrecy_stops_rule" ON "secrecy_stops" USING btree ("rule_id","at");