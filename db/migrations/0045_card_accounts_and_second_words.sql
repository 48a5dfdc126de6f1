CREATE TABLE "card_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"state" text NOT NULL,
	"account" text,
	"country" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"is_enabled" boolean DEFAULT false NOT NULL,
	"is_filed" boolean DEFAULT false NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"methods" text[] DEFAULT '{}'::text[] NOT NULL,
	"due" text[] DEFAULT '{}'::text[] NOT NULL,
	"disabled_reason" text,
	"asked_at" timestamp with time zone,
	"active_from" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"end_note" text,
	CONSTRAINT "card_accounts_account_unique" UNIQUE("account"),
	CONSTRAINT "card_accounts_state" CHECK ("card_accounts"."state" in ('opening', 'ready', 'held', 'active', 'ended', 'replaced'))
);
--> statement-breakpoint
DROP INDEX "distributions_live";--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "two_person_asked_fen" bigint;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "two_person_asked_by" uuid;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "two_person_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "card_methods" text[] DEFAULT '{"card","alipay","wechat_pay"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "ask_faults" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_attempts" ADD COLUMN "ask_fault" text;--> statement-breakpoint
ALTER TABLE "card_accounts" ADD CONSTRAINT "card_accounts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_accounts" ADD CONSTRAINT "card_accounts_proposed_by_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_accounts" ADD CONSTRAINT "card_accounts_approved_by_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_accounts_org" ON "card_accounts" USING btree ("org_id","proposed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "card_accounts_active" ON "card_accounts" USING btree ("org_id") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "card_accounts_under_way" ON "card_accounts" USING btree ("org_id") WHERE state in ('opening', 'ready', 'held');--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_two_person_asked_by_user_id_fk" FOREIGN KEY ("two_person_asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "distributions_under_way" ON "distributions" USING btree ("receipt_id") WHERE state in ('proposed', 'confirmed', 'publicity', 'approved');--> statement-breakpoint
CREATE INDEX "distributions_receipt" ON "distributions" USING btree ("receipt_id");--> statement-breakpoint
CREATE INDEX "payment_attempts_unsettled" ON "payment_attempts" USING btree ("asked_at") WHERE state in ('created', 'pending', 'expired', 'failed');--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_two_person_asked" CHECK (("organisations"."two_person_asked_fen" is null) = ("organisations"."two_person_asked_by" is null) and ("organisations"."two_person_asked_fen" is null) = ("organisations"."two_person_asked_at" is null));--> statement-breakpoint
INSERT INTO "card_accounts" ("id", "org_id", "state", "account", "country", "proposed_at", "is_enabled", "is_filed", "name", "methods", "active_from")
SELECT gen_random_uuid(), "id", 'active', "stripe_account_id", 'HK', now(), true, true, "name", "card_methods", now()
FROM "organisations" WHERE "stripe_account_id" IS NOT NULL;
