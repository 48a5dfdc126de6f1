CREATE TABLE "contract_declarations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"event" text NOT NULL,
	"side" text NOT NULL,
	"ground" text NOT NULL,
	"reason" text NOT NULL,
	"declared_by" uuid NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contract_declarations_event" CHECK ("contract_declarations"."event" in ('suspend', 'resume', 'terminate')),
	CONSTRAINT "contract_declarations_side" CHECK ("contract_declarations"."side" in ('licensor', 'licensee')),
	CONSTRAINT "contract_declarations_ground" CHECK ("contract_declarations"."ground" in ('rights_changed', 'disputed', 'cause_gone', 'trial_exit', 'breach', 'rights_lost', 'agreed', 'by_law'))
);
--> statement-breakpoint
ALTER TABLE "contracts" DROP CONSTRAINT "contracts_state";--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_declared_by_user_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_declarations_contract" ON "contract_declarations" USING btree ("contract_id");--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_state" CHECK ("contracts"."state" in ('draft', 'offered', 'agreed', 'publicity', 'signing', 'signed', 'performing', 'suspended', 'settled', 'closed', 'terminated', 'withdrawn'));