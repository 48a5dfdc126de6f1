CREATE TABLE "consent_confirmations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"clearance_id" uuid NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_confirmations_once" UNIQUE("clearance_id")
);
--> statement-breakpoint
ALTER TABLE "signing_evidence" DROP CONSTRAINT "signing_evidence_kind";--> statement-breakpoint
ALTER TABLE "consent_confirmations" ADD CONSTRAINT "consent_confirmations_clearance_id_grant_clearances_id_fk" FOREIGN KEY ("clearance_id") REFERENCES "public"."grant_clearances"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_confirmations" ADD CONSTRAINT "consent_confirmations_confirmed_by_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_evidence" ADD CONSTRAINT "signing_evidence_kind" CHECK ("signing_evidence"."kind" in ('frozen', 'owner_consented', 'grant_cleared', 'consent_confirmed', 'consent_denied', 'page_agreed', 'page_dropped', 'page_countersigned', 'signed', 'scan', 'scan_confirmed', 'scan_refused', 'esign_agreed', 'esign_opened', 'esign_signed', 'esign_kept', 'esign_ended', 'esign_given_up', 'esign_late', 'concluded', 'amended', 'text_kept'));