ALTER TABLE "auctions" ADD COLUMN "buyer_org_id" uuid;--> statement-breakpoint
ALTER TABLE "auctions" ADD COLUMN "deal_id" uuid;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_buyer_org_id_organisations_id_fk" FOREIGN KEY ("buyer_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;