ALTER TABLE "auctions" DROP CONSTRAINT "auctions_state";--> statement-breakpoint
ALTER TABLE "auctions" DROP CONSTRAINT "auctions_sold";--> statement-breakpoint
ALTER TABLE "trades" DROP CONSTRAINT "trades_state";--> statement-breakpoint
ALTER TABLE "sale_requests" DROP CONSTRAINT "sale_requests_kind";--> statement-breakpoint
ALTER TABLE "sale_requests" ALTER COLUMN "auction_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "trades" ADD COLUMN "opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "trades" ADD COLUMN "planned_closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "trades" ADD COLUMN "late_because" text;--> statement-breakpoint
ALTER TABLE "sale_requests" ADD COLUMN "trade_id" uuid;--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_trade_id_trades_id_fk" FOREIGN KEY ("trade_id") REFERENCES "public"."trades"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sale_requests_open_trade" ON "sale_requests" USING btree ("trade_id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "sale_requests_trade" ON "sale_requests" USING btree ("trade_id","created_at");--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_state" CHECK ("auctions"."state" in ('announced', 'sold', 'performed', 'dissolved', 'unsold', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_sold" CHECK (("auctions"."state" in ('sold', 'performed', 'dissolved')) = ("auctions"."price_fen" is not null));--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_late" CHECK (num_nonnulls("trades"."opened_at", "trades"."planned_closes_at", "trades"."late_because") in (0, 3));--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_late_because" CHECK ("trades"."late_because" in ('objection', 'platform'));--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_state" CHECK ("trades"."state" in ('announced', 'bidding', 'noticed', 'concluded', 'performed', 'dissolved', 'failed', 'withdrawn', 'voided'));--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_of" CHECK (num_nonnulls("sale_requests"."auction_id", "sale_requests"."trade_id") = 1);--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_correct" CHECK ("sale_requests"."kind" <> 'correct' or "sale_requests"."auction_id" is not null);--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_kind" CHECK ("sale_requests"."kind" in ('correct', 'dissolve', 'perform'));