CREATE TABLE "clearance_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"clearance_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"stated_by" uuid NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clearance_reviews_once" UNIQUE("clearance_id"),
	CONSTRAINT "clearance_reviews_outcome" CHECK ("clearance_reviews"."outcome" in ('approved', 'refused')),
	CONSTRAINT "clearance_reviews_four_eyes" CHECK ("clearance_reviews"."reviewed_by" <> "clearance_reviews"."stated_by"),
	CONSTRAINT "clearance_reviews_reason" CHECK ("clearance_reviews"."outcome" = 'approved' or "clearance_reviews"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "grant_clearances" DROP CONSTRAINT "grant_clearances_ground";--> statement-breakpoint
ALTER TABLE "grant_clearances" DROP CONSTRAINT "grant_clearances_paper";--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD COLUMN "is_paperless" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What was said before a paper was asked for is kept as it was.
UPDATE "grant_clearances" SET "is_paperless" = true WHERE "file_id" is null;--> statement-breakpoint
ALTER TABLE "clearance_reviews" ADD CONSTRAINT "clearance_reviews_clearance_id_grant_clearances_id_fk" FOREIGN KEY ("clearance_id") REFERENCES "public"."grant_clearances"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearance_reviews" ADD CONSTRAINT "clearance_reviews_stated_by_user_id_fk" FOREIGN KEY ("stated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearance_reviews" ADD CONSTRAINT "clearance_reviews_reviewed_by_user_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD CONSTRAINT "grant_clearances_ground" CHECK ("grant_clearances"."ground" in ('consent', 'apart', 'decided'));--> statement-breakpoint
ALTER TABLE "grant_clearances" ADD CONSTRAINT "grant_clearances_paper" CHECK ("grant_clearances"."file_id" is not null or ("grant_clearances"."is_paperless" and "grant_clearances"."ground" = 'apart'));--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'owner_consented', 'grant_cleared', 'clearance_approved', 'consent_confirmed', 'consent_denied', 'clearance_objected', 'page_agreed', 'page_dropped', 'page_countersigned', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended', 'text_kept'));