CREATE TABLE "auction_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auction_id" uuid NOT NULL,
	"confirmation_no" text NOT NULL,
	"buyer_name" text NOT NULL,
	"buyer_uscc" text,
	"price_fen" bigint NOT NULL,
	"confirmation_file_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"corrected_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_changes" ADD COLUMN "is_urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "concluded_contract_id" uuid;--> statement-breakpoint
ALTER TABLE "auctions" ADD COLUMN "buyer_uscc" text;--> statement-breakpoint
ALTER TABLE "auction_corrections" ADD CONSTRAINT "auction_corrections_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_corrections" ADD CONSTRAINT "auction_corrections_confirmation_file_id_files_id_fk" FOREIGN KEY ("confirmation_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_corrections" ADD CONSTRAINT "auction_corrections_corrected_by_user_id_fk" FOREIGN KEY ("corrected_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auction_corrections_auction" ON "auction_corrections" USING btree ("auction_id","created_at");--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_concluded_contract_id_contracts_id_fk" FOREIGN KEY ("concluded_contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_changes_turn" ON "search_changes" USING btree ("is_urgent" DESC NULLS FIRST,"id");--> statement-breakpoint
-- A listing that a contract ended names it from now on: of those that have ended, the contract signed on that day.
UPDATE "listings" l SET "concluded_contract_id" = (
  SELECT c."id" FROM "contracts" c
  WHERE c."achievement_id" = l."achievement_id" AND (c."signed_at" AT TIME ZONE 'Asia/Shanghai')::date = l."concluded_on"
  ORDER BY c."signed_at" DESC, c."id" DESC LIMIT 1)
WHERE l."concluded_by" = 'contract';--> statement-breakpoint
-- What a trade or an auction sold before a listing could end so ends now, as of that day, unless it is being sold again or the
-- buyer drew back.
WITH "results" AS (
  SELECT "listing_id", "deal_id", 'trade' AS "by", ("ended_at" AT TIME ZONE 'Asia/Shanghai')::date AS "on" FROM "trades" WHERE "state" = 'concluded' AND "ended_at" IS NOT NULL
  UNION ALL
  SELECT "listing_id", "deal_id", 'auction', "ended_on" FROM "auctions" WHERE "state" = 'sold' AND "ended_on" IS NOT NULL
), "last" AS (
  SELECT DISTINCT ON ("listing_id") r.* FROM "results" r
  WHERE NOT EXISTS (SELECT FROM "deals" d WHERE d."id" = r."deal_id" AND d."state" IN ('failed', 'declined', 'withdrawn', 'expired'))
  ORDER BY "listing_id", "on" DESC
), "sold" AS (
  UPDATE "listings" l SET "state" = 'concluded', "concluded_by" = "last"."by", "concluded_on" = "last"."on",
    "ended_at" = now(), "asked_contract_id" = NULL
  FROM "last"
  WHERE l."id" = "last"."listing_id" AND l."state" IN ('listed', 'disputed', 'stale')
    AND NOT EXISTS (SELECT FROM "trades" t WHERE t."listing_id" = l."id" AND t."state" IN ('announced', 'bidding', 'noticed'))
    AND NOT EXISTS (SELECT FROM "auctions" a WHERE a."listing_id" = l."id" AND a."state" = 'announced')
  RETURNING l."id", l."achievement_id"
), "dates" AS (
  UPDATE "deadlines" d SET "done_at" = now() FROM "sold"
  WHERE d."subject_type" = 'listing' AND d."subject_id" = "sold"."id" AND d."done_at" IS NULL
)
UPDATE "achievements" a SET "is_listed" = false FROM "sold" WHERE a."id" = "sold"."achievement_id";--> statement-breakpoint
-- What is sold leaves the lists of matches: each is looked at again.
INSERT INTO "search_changes" ("kind", "row_id", "is_urgent")
SELECT DISTINCT 'achievement', "achievement_id", true FROM "listings" WHERE "state" = 'concluded';--> statement-breakpoint
INSERT INTO "match_changes" ("kind", "row_id")
SELECT DISTINCT 'achievement', "achievement_id" FROM "listings" WHERE "state" = 'concluded';
