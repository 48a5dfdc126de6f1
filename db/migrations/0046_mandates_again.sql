DROP INDEX "mandates_once";--> statement-breakpoint
ALTER TABLE "deal_tasks" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mandates" ADD COLUMN "shares_with_id" uuid;--> statement-breakpoint
ALTER TABLE "mandates" ADD COLUMN "split_ppm" integer;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_shares_with_id_mandates_id_fk" FOREIGN KEY ("shares_with_id") REFERENCES "public"."mandates"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_live_once" ON "mandates" USING btree ("deal_id","broker_user_id") WHERE state in ('invited', 'sharing', 'active');