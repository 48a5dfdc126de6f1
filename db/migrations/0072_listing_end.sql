ALTER TABLE "listings" DROP CONSTRAINT "listings_state";--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "concluded_by" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "concluded_on" date;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "asked_contract_id" uuid;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_asked_contract_id_contracts_id_fk" FOREIGN KEY ("asked_contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_concluded_by" CHECK ("listings"."concluded_by" in ('trade', 'auction', 'contract'));--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_concluded" CHECK (("listings"."state" = 'concluded') = ("listings"."concluded_by" is not null) and ("listings"."concluded_by" is null) = ("listings"."concluded_on" is null));--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_state" CHECK ("listings"."state" in ('listed', 'disputed', 'stale', 'concluded', 'unlisted', 'withdrawn'));