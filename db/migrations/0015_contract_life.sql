CREATE TABLE "contract_amendments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"base_version_n" integer NOT NULL,
	"version_n" integer NOT NULL,
	"effective_on" date NOT NULL,
	"reason" text NOT NULL,
	"side" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answer_reason" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "contract_amendments_side" CHECK ("contract_amendments"."side" in ('licensor', 'licensee')),
	CONSTRAINT "contract_amendments_state" CHECK ("contract_amendments"."state" in ('proposed', 'signed', 'refused', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "contract_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deal_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"base_version_n" integer,
	"form" jsonb NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"items" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "signed_scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"side" text NOT NULL,
	"file_id" uuid NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signed_scans_side" CHECK ("signed_scans"."side" in ('licensor', 'licensee'))
);
--> statement-breakpoint
CREATE TABLE "signing_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"previous_sha256" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'signed', 'scan', 'scan_confirmed', 'concluded', 'amended'))
);
--> statement-breakpoint
CREATE TABLE "trial_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"side" text NOT NULL,
	"conclusion" text NOT NULL,
	"findings" text NOT NULL,
	"file_id" uuid,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	"is_confirmed" boolean,
	"remark" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "trial_reports_side" CHECK ("trial_reports"."side" in ('licensor', 'licensee')),
	CONSTRAINT "trial_reports_conclusion" CHECK ("trial_reports"."conclusion" in ('reached', 'partly', 'missed'))
);
--> statement-breakpoint
CREATE TABLE "trials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"state" text NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"decide_by" date,
	"extended_on" date,
	"decided_on" date,
	"decided_how" text,
	"decided_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trials_state" CHECK ("trials"."state" in ('delivering', 'handed_in', 'running', 'deciding', 'converted', 'exited', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "contract_declarations" DROP CONSTRAINT "contract_declarations_event";--> statement-breakpoint
ALTER TABLE "contract_declarations" DROP CONSTRAINT "contract_declarations_ground";--> statement-breakpoint
ALTER TABLE "contracts" DROP CONSTRAINT "contracts_state";--> statement-breakpoint
ALTER TABLE "milestones" DROP CONSTRAINT "milestones_state";--> statement-breakpoint
ALTER TABLE "contract_declarations" ALTER COLUMN "declared_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "effective_on" date;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "answer_reason" text;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "dispute_reason" text;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "disputed_side" text;--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "disputed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "way" text DEFAULT 'page' NOT NULL;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "authority" text;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "authority_file_id" uuid;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "opens_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_drafts" ADD CONSTRAINT "contract_drafts_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_drafts" ADD CONSTRAINT "contract_drafts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_drafts" ADD CONSTRAINT "contract_drafts_updated_by_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_submitted_by_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_scans" ADD CONSTRAINT "signed_scans_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_scans" ADD CONSTRAINT "signed_scans_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_scans" ADD CONSTRAINT "signed_scans_uploaded_by_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_reports" ADD CONSTRAINT "trial_reports_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_reports" ADD CONSTRAINT "trial_reports_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_reports" ADD CONSTRAINT "trial_reports_filed_by_user_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_reports" ADD CONSTRAINT "trial_reports_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trials" ADD CONSTRAINT "trials_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trials" ADD CONSTRAINT "trials_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_amendments_version" ON "contract_amendments" USING btree ("contract_id","version_n");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_drafts_once" ON "contract_drafts" USING btree ("deal_id","org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_n" ON "deliveries" USING btree ("contract_id","n");--> statement-breakpoint
CREATE INDEX "signed_scans_version" ON "signed_scans" USING btree ("contract_id","version_n");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_evidence_n" ON "signing_evidence" USING btree ("contract_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "trial_reports_n" ON "trial_reports" USING btree ("contract_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "trials_contract" ON "trials" USING btree ("contract_id");--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_authority_file_id_files_id_fk" FOREIGN KEY ("authority_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_event" CHECK ("contract_declarations"."event" in ('suspend', 'resume', 'terminate', 'demand', 'cure', 'buy_out', 'end_by_agreement', 'extend_trial', 'lose_rights'));--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_ground" CHECK ("contract_declarations"."ground" in ('rights_changed', 'disputed', 'cause_gone', 'trial_exit', 'trial_silence', 'breach', 'rights_lost', 'agreed', 'by_law', 'by_terms'));--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_state" CHECK ("contracts"."state" in ('draft', 'offered', 'agreed', 'publicity', 'signing', 'signed', 'performing', 'defaulted', 'suspended', 'settled', 'closed', 'terminated', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_state" CHECK ("milestones"."state" in ('pending', 'submitted', 'rejected', 'disputed', 'accepted', 'frozen', 'settled', 'cancelled'));--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_way" CHECK ("signatures"."way" in ('page', 'paper'));--> statement-breakpoint
-- What vouches for a signature is never rewritten.
CREATE TRIGGER signing_evidence_append_only BEFORE UPDATE OR DELETE ON "signing_evidence" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER signing_evidence_no_truncate BEFORE TRUNCATE ON "signing_evidence" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
