CREATE TABLE "told_report_days" (
	"contract_id" uuid NOT NULL,
	"period" text NOT NULL,
	"due_on" date NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	CONSTRAINT "told_report_days_contract_id_period_pk" PRIMARY KEY("contract_id","period")
);
--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "concluded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "told_report_days" ADD CONSTRAINT "told_report_days_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;