ALTER TABLE "allocations" DROP CONSTRAINT "allocations_amount";--> statement-breakpoint
DROP INDEX "allocations_once";--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "kind" text DEFAULT 'arrived' NOT NULL;--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "cause_id" uuid;--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "allocations" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "allocations_cause_once" ON "allocations" USING btree ("cause_id") WHERE cause_id is not null;--> statement-breakpoint
CREATE INDEX "allocations_receipt" ON "allocations" USING btree ("receipt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "allocations_once" ON "allocations" USING btree ("receipt_id","obligation_id") WHERE kind = 'arrived';--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_kind" CHECK ("allocations"."kind" in ('arrived', 'placed', 'taken_back'));--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_cause" CHECK (("allocations"."kind" = 'taken_back') = ("allocations"."cause_id" is not null));--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_amount" CHECK ("allocations"."amount_fen" <> 0 and ("allocations"."kind" = 'taken_back') = ("allocations"."amount_fen" < 0));