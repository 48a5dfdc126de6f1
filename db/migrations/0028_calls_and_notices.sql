CREATE TABLE "bounty_objections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bounty_id" uuid NOT NULL,
	"filed_by" uuid NOT NULL,
	"grounds" text NOT NULL,
	"state" text NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bounty_objections_state" CHECK ("bounty_objections"."state" in ('open', 'upheld', 'dismissed', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_channel";--> statement-breakpoint
ALTER TABLE "bounties" DROP CONSTRAINT "bounties_state";--> statement-breakpoint
DROP INDEX "bounties_demand";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "digest_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "digested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "template" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "template_params" jsonb;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "area" text;--> statement-breakpoint
ALTER TABLE "bounties" ADD COLUMN "poster_choice_id" uuid;--> statement-breakpoint
ALTER TABLE "bounties" ADD COLUMN "poster_opinion" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bounties" ADD COLUMN "deal_id" uuid;--> statement-breakpoint
ALTER TABLE "bounties" ADD COLUMN "subsidy_fen" bigint;--> statement-breakpoint
ALTER TABLE "bounties" ADD COLUMN "acceptance" jsonb;--> statement-breakpoint
ALTER TABLE "bounties" ADD COLUMN "is_diligent" boolean;--> statement-breakpoint
ALTER TABLE "bounty_gates" ADD COLUMN "kind" text NOT NULL;--> statement-breakpoint
ALTER TABLE "bounty_proposals" ADD COLUMN "achievement_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD COLUMN "wechat_id" text;--> statement-breakpoint
ALTER TABLE "bounty_objections" ADD CONSTRAINT "bounty_objections_bounty_id_bounties_id_fk" FOREIGN KEY ("bounty_id") REFERENCES "public"."bounties"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_objections" ADD CONSTRAINT "bounty_objections_filed_by_user_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_objections" ADD CONSTRAINT "bounty_objections_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bounty_objections_bounty" ON "bounty_objections" USING btree ("bounty_id");--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bounty_proposals" ADD CONSTRAINT "bounty_proposals_achievement_id_achievements_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_undigested" ON "notices" USING btree ("digest_at") WHERE digest_at is not null and digested_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "bounties_demand" ON "bounties" USING btree ("demand_id") WHERE state <> 'dropped';--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_channel" CHECK ("outbox"."channel" in ('mail', 'sms', 'wechat'));--> statement-breakpoint
ALTER TABLE "bounties" ADD CONSTRAINT "bounties_state" CHECK ("bounties"."state" in ('collected', 'arguing', 'posted', 'judging', 'racing', 'publicity', 'contracting', 'running', 'accepted', 'stopped', 'dropped'));--> statement-breakpoint
ALTER TABLE "bounty_gates" ADD CONSTRAINT "bounty_gates_kind" CHECK ("bounty_gates"."kind" in ('gate', 'milestone'));