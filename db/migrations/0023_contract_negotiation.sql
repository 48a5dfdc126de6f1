CREATE TABLE "contract_clause_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"clause" text NOT NULL,
	"move" text NOT NULL,
	"side" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"moved_by" uuid NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contract_clause_moves_clause" CHECK ("contract_clause_moves"."clause" in ('kind', 'scope', 'term', 'delivery', 'trial', 'milestones', 'royalty', 'payment', 'results', 'confidentiality', 'dispute')),
	CONSTRAINT "contract_clause_moves_move" CHECK ("contract_clause_moves"."move" in ('proposed', 'accepted', 'kept', 'withdrawn')),
	CONSTRAINT "contract_clause_moves_side" CHECK ("contract_clause_moves"."side" in ('licensor', 'licensee'))
);
--> statement-breakpoint
CREATE TABLE "state_asset_filings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"valuation_no" text NOT NULL,
	"valuation_fen" bigint NOT NULL,
	"filed_with" text NOT NULL,
	"filed_on" date NOT NULL,
	"exchange" text NOT NULL,
	"certificate_no" text NOT NULL,
	"dealt_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entitlements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"share_ppm" integer,
	"term_years" integer,
	"holders" jsonb NOT NULL,
	"agreed_on" date NOT NULL,
	"notice_from" date NOT NULL,
	"notice_to" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "entitlements_kind" CHECK ("entitlements"."kind" in ('ownership', 'long_use')),
	CONSTRAINT "entitlements_notice" CHECK ("entitlements"."notice_to" >= "entitlements"."notice_from")
);
--> statement-breakpoint
ALTER TABLE "contract_amendments" DROP CONSTRAINT "contract_amendments_state";--> statement-breakpoint
ALTER TABLE "contract_clause_moves" ADD CONSTRAINT "contract_clause_moves_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_clause_moves" ADD CONSTRAINT "contract_clause_moves_moved_by_user_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD CONSTRAINT "state_asset_filings_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD CONSTRAINT "state_asset_filings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_asset_filings" ADD CONSTRAINT "state_asset_filings_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_clause_moves_version" ON "contract_clause_moves" USING btree ("contract_id","version_n");--> statement-breakpoint
CREATE INDEX "state_asset_filings_contract" ON "state_asset_filings" USING btree ("contract_id");--> statement-breakpoint
CREATE UNIQUE INDEX "entitlements_live" ON "entitlements" USING btree ("achievement_id") WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "contract_amendments" ADD CONSTRAINT "contract_amendments_state" CHECK ("contract_amendments"."state" in ('prepared', 'proposed', 'signed', 'refused', 'withdrawn'));