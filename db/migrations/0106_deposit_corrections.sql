CREATE TABLE "deposit_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"way" text NOT NULL,
	"ended_on" date NOT NULL,
	"reference" text,
	"note" text,
	"ended_by" uuid,
	"reason" text NOT NULL,
	"corrected_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deposit_corrections_way" CHECK ("deposit_corrections"."way" in ('return', 'apply', 'forfeit'))
);
--> statement-breakpoint
ALTER TABLE "deposit_corrections" ADD CONSTRAINT "deposit_corrections_application_id_trade_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."trade_applications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_corrections" ADD CONSTRAINT "deposit_corrections_ended_by_user_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposit_corrections" ADD CONSTRAINT "deposit_corrections_corrected_by_user_id_fk" FOREIGN KEY ("corrected_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deposit_corrections_application" ON "deposit_corrections" USING btree ("application_id","created_at");--> statement-breakpoint
CREATE TRIGGER deposit_corrections_append_only BEFORE UPDATE OR DELETE ON "deposit_corrections" FOR EACH ROW EXECUTE FUNCTION refuse_change();
