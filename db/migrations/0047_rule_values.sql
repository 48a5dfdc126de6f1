CREATE TABLE "rule_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"from_on" date NOT NULL,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_values_key" CHECK ("rule_values"."key" in ('publicityDays', 'fixedFen', 'salesPpm', 'profitPpm', 'lowPpm', 'highPpm', 'dearLowPpm', 'dearHighPpm', 'latePenaltyPpmPerDay', 'latePenaltyCapPpm', 'acceptWithinDays', 'gansuFloorPpm'))
);
--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD COLUMN "agreed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD COLUMN "agreed_by" uuid;--> statement-breakpoint
ALTER TABLE "rule_values" ADD CONSTRAINT "rule_values_set_by_user_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_values_of_key" ON "rule_values" USING btree ("key","from_on");--> statement-breakpoint
ALTER TABLE "auditor_grants" ADD CONSTRAINT "auditor_grants_agreed_by_user_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER rule_values_append_only BEFORE UPDATE OR DELETE ON "rule_values" FOR EACH ROW EXECUTE FUNCTION refuse_change();
