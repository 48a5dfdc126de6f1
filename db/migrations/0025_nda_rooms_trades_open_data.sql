CREATE TABLE "nda_acceptances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"nda_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"address" text,
	"accepted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ndas" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deal_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"edition" text NOT NULL,
	"text" text NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"org_id" uuid NOT NULL,
	"proposed_by" uuid NOT NULL,
	"active_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ndas_state" CHECK ("ndas"."state" in ('proposed', 'active', 'ended', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "room_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deal_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"created_by" uuid NOT NULL,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_documents_state" CHECK ("room_documents"."state" in ('shared', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "room_openings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"nda_id" uuid,
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"address" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auctions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"state" text NOT NULL,
	"house" text NOT NULL,
	"licence_no" text NOT NULL,
	"place" text NOT NULL,
	"notice_on" date NOT NULL,
	"viewing_from_on" date NOT NULL,
	"viewing_to_on" date NOT NULL,
	"sale_on" date NOT NULL,
	"notice_file_id" uuid NOT NULL,
	"confirmation_no" text,
	"buyer_name" text,
	"price_fen" bigint,
	"confirmation_file_id" uuid,
	"ended_on" date,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auctions_state" CHECK ("auctions"."state" in ('announced', 'sold', 'unsold', 'withdrawn')),
	CONSTRAINT "auctions_sold" CHECK (("auctions"."state" = 'sold') = ("auctions"."price_fen" is not null))
);
--> statement-breakpoint
CREATE TABLE "trade_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trade_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"n" integer,
	"state" text NOT NULL,
	"statement" text NOT NULL,
	"applied_by" uuid NOT NULL,
	"deposit_on" date,
	"deposit_reference" text,
	"deposit_returned_on" date,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trade_applications_state" CHECK ("trade_applications"."state" in ('submitted', 'qualified', 'refused', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "trade_bids" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trade_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"application_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"is_extending" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trade_objections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trade_id" uuid NOT NULL,
	"filed_by" uuid NOT NULL,
	"grounds" text NOT NULL,
	"state" text NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trade_objections_state" CHECK ("trade_objections"."state" in ('open', 'upheld', 'dismissed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "trades" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"listing_id" uuid NOT NULL,
	"achievement_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"state" text NOT NULL,
	"object" text NOT NULL,
	"pay_terms" text NOT NULL,
	"qualification" text NOT NULL,
	"ask_fen" bigint NOT NULL,
	"step_fen" bigint NOT NULL,
	"deposit_fen" bigint NOT NULL,
	"floor_fen" bigint,
	"announced_at" timestamp with time zone NOT NULL,
	"apply_until" timestamp with time zone NOT NULL,
	"bidding_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"result_days" integer NOT NULL,
	"current_fen" bigint,
	"leader_id" uuid,
	"bid_n" integer DEFAULT 0 NOT NULL,
	"extensions" integer DEFAULT 0 NOT NULL,
	"price_fen" bigint,
	"winner_id" uuid,
	"notice_until" timestamp with time zone,
	"deal_id" uuid,
	"ended_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trades_no_unique" UNIQUE("no"),
	CONSTRAINT "trades_state" CHECK ("trades"."state" in ('announced', 'bidding', 'noticed', 'concluded', 'failed', 'withdrawn', 'voided')),
	CONSTRAINT "trades_times" CHECK ("trades"."apply_until" <= "trades"."bidding_at" and "trades"."bidding_at" < "trades"."closes_at"),
	CONSTRAINT "trades_sums" CHECK ("trades"."ask_fen" > 0 and "trades"."step_fen" > 0 and "trades"."deposit_fen" >= 0),
	CONSTRAINT "trades_bid" CHECK (("trades"."current_fen" is null) = ("trades"."leader_id" is null))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"rows_a_day" integer,
	"key_sha256" text,
	"hint" text,
	"issued_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_state" CHECK ("api_keys"."state" in ('asked', 'approved', 'refused', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "api_usage" (
	"reader" text NOT NULL,
	"day" date NOT NULL,
	"rows" integer NOT NULL,
	CONSTRAINT "api_usage_reader_day_pk" PRIMARY KEY("reader","day")
);
--> statement-breakpoint
CREATE TABLE "organisation_patents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"number" text NOT NULL,
	"added_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"type" text NOT NULL,
	"owner" text NOT NULL,
	"status" text NOT NULL,
	"filed_on" date,
	"expires_on" date,
	"source" text NOT NULL,
	"as_of" date NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "patents_number_unique" UNIQUE("number")
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "deals" DROP CONSTRAINT "deals_origin";--> statement-breakpoint
ALTER TABLE "nda_acceptances" ADD CONSTRAINT "nda_acceptances_nda_id_ndas_id_fk" FOREIGN KEY ("nda_id") REFERENCES "public"."ndas"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nda_acceptances" ADD CONSTRAINT "nda_acceptances_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nda_acceptances" ADD CONSTRAINT "nda_acceptances_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ndas" ADD CONSTRAINT "ndas_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ndas" ADD CONSTRAINT "ndas_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ndas" ADD CONSTRAINT "ndas_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ndas" ADD CONSTRAINT "ndas_ended_by_user_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_documents" ADD CONSTRAINT "room_documents_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_documents" ADD CONSTRAINT "room_documents_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_documents" ADD CONSTRAINT "room_documents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_documents" ADD CONSTRAINT "room_documents_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_documents" ADD CONSTRAINT "room_documents_withdrawn_by_user_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_openings" ADD CONSTRAINT "room_openings_document_id_room_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."room_documents"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_openings" ADD CONSTRAINT "room_openings_nda_id_ndas_id_fk" FOREIGN KEY ("nda_id") REFERENCES "public"."ndas"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_openings" ADD CONSTRAINT "room_openings_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_openings" ADD CONSTRAINT "room_openings_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_notice_file_id_files_id_fk" FOREIGN KEY ("notice_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_confirmation_file_id_files_id_fk" FOREIGN KEY ("confirmation_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD CONSTRAINT "trade_applications_trade_id_trades_id_fk" FOREIGN KEY ("trade_id") REFERENCES "public"."trades"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD CONSTRAINT "trade_applications_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD CONSTRAINT "trade_applications_applied_by_user_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_applications" ADD CONSTRAINT "trade_applications_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_bids" ADD CONSTRAINT "trade_bids_trade_id_trades_id_fk" FOREIGN KEY ("trade_id") REFERENCES "public"."trades"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_bids" ADD CONSTRAINT "trade_bids_application_id_trade_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."trade_applications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_bids" ADD CONSTRAINT "trade_bids_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_objections" ADD CONSTRAINT "trade_objections_trade_id_trades_id_fk" FOREIGN KEY ("trade_id") REFERENCES "public"."trades"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_objections" ADD CONSTRAINT "trade_objections_filed_by_user_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trade_objections" ADD CONSTRAINT "trade_objections_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_leader_id_trade_applications_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."trade_applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_winner_id_trade_applications_id_fk" FOREIGN KEY ("winner_id") REFERENCES "public"."trade_applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_patents" ADD CONSTRAINT "organisation_patents_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_patents" ADD CONSTRAINT "organisation_patents_added_by_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "nda_acceptances_once" ON "nda_acceptances" USING btree ("nda_id","org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ndas_n" ON "ndas" USING btree ("deal_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "ndas_one_standing" ON "ndas" USING btree ("deal_id") WHERE state in ('proposed', 'active');--> statement-breakpoint
CREATE INDEX "room_documents_deal" ON "room_documents" USING btree ("deal_id","created_at");--> statement-breakpoint
CREATE INDEX "room_openings_document" ON "room_openings" USING btree ("document_id","at");--> statement-breakpoint
CREATE INDEX "room_openings_user" ON "room_openings" USING btree ("user_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "auctions_one_live" ON "auctions" USING btree ("achievement_id") WHERE state = 'announced';--> statement-breakpoint
CREATE INDEX "auctions_org" ON "auctions" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "trade_applications_once" ON "trade_applications" USING btree ("trade_id","org_id") WHERE state <> 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "trade_applications_n" ON "trade_applications" USING btree ("trade_id","n");--> statement-breakpoint
CREATE INDEX "trade_applications_org" ON "trade_applications" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "trade_bids_n" ON "trade_bids" USING btree ("trade_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "trade_bids_amount" ON "trade_bids" USING btree ("trade_id","amount_fen");--> statement-breakpoint
CREATE INDEX "trade_objections_trade" ON "trade_objections" USING btree ("trade_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trades_one_live" ON "trades" USING btree ("achievement_id") WHERE state in ('announced', 'bidding', 'noticed');--> statement-breakpoint
CREATE INDEX "trades_org" ON "trades" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "trades_state_at" ON "trades" USING btree ("state","bidding_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_sha256" ON "api_keys" USING btree ("key_sha256") WHERE key_sha256 is not null;--> statement-breakpoint
CREATE INDEX "api_keys_org" ON "api_keys" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "api_keys_waiting" ON "api_keys" USING btree ("state","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_patents_once" ON "organisation_patents" USING btree ("org_id","number");--> statement-breakpoint
CREATE INDEX "organisation_patents_number" ON "organisation_patents" USING btree ("number");--> statement-breakpoint
CREATE INDEX "achievement_people_public" ON "achievement_people" USING btree ("name") WHERE is_public;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'room', 'auction'));--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_origin" CHECK ("deals"."origin" in ('search', 'match', 'salon', 'broker', 'demand', 'trade'));--> statement-breakpoint
CREATE TRIGGER trade_bids_append_only BEFORE UPDATE OR DELETE ON "trade_bids" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER nda_acceptances_append_only BEFORE UPDATE OR DELETE ON "nda_acceptances" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER room_openings_append_only BEFORE UPDATE OR DELETE ON "room_openings" FOR EACH ROW EXECUTE FUNCTION refuse_change();
