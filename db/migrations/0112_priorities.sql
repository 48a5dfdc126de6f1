CREATE TABLE "priority_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"inquiry_id" uuid NOT NULL,
	"name" text NOT NULL,
	"word" text NOT NULL,
	"user_id" uuid,
	"file_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "priority_answers_word" CHECK ("priority_answers"."word" in ('waives', 'claims', 'lapsed')),
	CONSTRAINT "priority_answers_way" CHECK (("priority_answers"."user_id" is null) <> ("priority_answers"."file_id" is null)),
	CONSTRAINT "priority_answers_reason" CHECK (("priority_answers"."word" = 'lapsed') = ("priority_answers"."reason" <> '')),
	CONSTRAINT "priority_answers_lapsed" CHECK ("priority_answers"."word" <> 'lapsed' or "priority_answers"."file_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "priority_inquiries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"version_n" integer NOT NULL,
	"people" jsonb NOT NULL,
	"until_on" date NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "priority_answers" ADD CONSTRAINT "priority_answers_inquiry_id_priority_inquiries_id_fk" FOREIGN KEY ("inquiry_id") REFERENCES "public"."priority_inquiries"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_answers" ADD CONSTRAINT "priority_answers_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_answers" ADD CONSTRAINT "priority_answers_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_answers" ADD CONSTRAINT "priority_answers_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_inquiries" ADD CONSTRAINT "priority_inquiries_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_inquiries" ADD CONSTRAINT "priority_inquiries_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "priority_inquiries" ADD CONSTRAINT "priority_inquiries_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "priority_answers_inquiry" ON "priority_answers" USING btree ("inquiry_id","answered_at");--> statement-breakpoint
CREATE INDEX "priority_answers_file" ON "priority_answers" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "priority_inquiries_version" ON "priority_inquiries" USING btree ("contract_id","version_n");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off', 'penalty_waiver', 'esign', 'posting', 'objection', 'entitlement', 'state_asset', 'priority'));