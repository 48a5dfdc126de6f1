CREATE TABLE "broker_units" (
	"broker_user_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broker_units_broker_user_id_org_id_pk" PRIMARY KEY("broker_user_id","org_id")
);
--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "state" text DEFAULT 'listed' NOT NULL;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "pending" jsonb;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "review_note" text;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "reviewed_by" uuid;--> statement-breakpoint
ALTER TABLE "brokers" ADD COLUMN "reviewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mandates" ADD COLUMN "fee_fen" bigint;--> statement-breakpoint
ALTER TABLE "course_records" ADD COLUMN "certificate_on" date;--> statement-breakpoint
ALTER TABLE "course_records" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "place" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "key_units" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "specialists" ADD COLUMN "sent_by" uuid;--> statement-breakpoint
ALTER TABLE "specialists" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "specialists" ADD COLUMN "end_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "broker_units" ADD CONSTRAINT "broker_units_broker_user_id_user_id_fk" FOREIGN KEY ("broker_user_id") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broker_units" ADD CONSTRAINT "broker_units_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broker_units" ADD CONSTRAINT "broker_units_confirmed_by_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broker_units_org" ON "broker_units" USING btree ("org_id");--> statement-breakpoint
ALTER TABLE "brokers" ADD CONSTRAINT "brokers_reviewed_by_user_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_records" ADD CONSTRAINT "course_records_recorded_by_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specialists" ADD CONSTRAINT "specialists_sent_by_user_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_records_user" ON "course_records" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "brokers" ADD CONSTRAINT "brokers_state" CHECK ("brokers"."state" in ('filed', 'returned', 'listed', 'renewing', 'struck'));