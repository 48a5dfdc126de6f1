CREATE TABLE "sale_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auction_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"file_id" uuid,
	"confirmation_no" text,
	"buyer_name" text,
	"buyer_uscc" text,
	"price_fen" bigint,
	"asked_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "sale_requests_kind" CHECK ("sale_requests"."kind" in ('correct', 'dissolve')),
	CONSTRAINT "sale_requests_state" CHECK ("sale_requests"."state" in ('asked', 'granted', 'refused', 'recalled')),
	CONSTRAINT "sale_requests_facts" CHECK (("sale_requests"."kind" = 'correct') = (num_nonnulls("sale_requests"."confirmation_no", "sale_requests"."buyer_name", "sale_requests"."price_fen") = 3)),
	CONSTRAINT "sale_requests_paper" CHECK ("sale_requests"."kind" = 'correct' or "sale_requests"."file_id" is not null),
	CONSTRAINT "sale_requests_four_eyes" CHECK ("sale_requests"."state" <> 'granted' or ("sale_requests"."decided_by" is not null and "sale_requests"."decided_by" <> "sale_requests"."asked_by"))
);
--> statement-breakpoint
ALTER TABLE "auctions" DROP CONSTRAINT "auctions_state";--> statement-breakpoint
ALTER TABLE "auctions" DROP CONSTRAINT "auctions_sold";--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_auction_id_auctions_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auctions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_asked_by_user_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_decided_by_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sale_requests_open" ON "sale_requests" USING btree ("auction_id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "sale_requests_auction" ON "sale_requests" USING btree ("auction_id","created_at");--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_state" CHECK ("auctions"."state" in ('announced', 'sold', 'dissolved', 'unsold', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_sold" CHECK (("auctions"."state" in ('sold', 'dissolved')) = ("auctions"."price_fen" is not null));