ALTER TABLE "objections" DROP CONSTRAINT "objections_state";--> statement-breakpoint
ALTER TABLE "bounty_objections" DROP CONSTRAINT "bounty_objections_state";--> statement-breakpoint
ALTER TABLE "listing_objections" DROP CONSTRAINT "listing_objections_state";--> statement-breakpoint
ALTER TABLE "trade_objections" DROP CONSTRAINT "trade_objections_state";--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_state" CHECK ("objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn', 'void'));--> statement-breakpoint
ALTER TABLE "bounty_objections" ADD CONSTRAINT "bounty_objections_state" CHECK ("bounty_objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn', 'void'));--> statement-breakpoint
ALTER TABLE "listing_objections" ADD CONSTRAINT "listing_objections_state" CHECK ("listing_objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn', 'void'));--> statement-breakpoint
ALTER TABLE "trade_objections" ADD CONSTRAINT "trade_objections_state" CHECK ("trade_objections"."state" in ('open', 'admitted', 'upheld', 'corrected', 'dismissed', 'in_review', 'confirmed', 'withdrawn', 'void'));