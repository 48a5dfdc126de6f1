ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "credit_uses" DROP CONSTRAINT "credit_uses_kind";--> statement-breakpoint
ALTER TABLE "credit_uses" DROP CONSTRAINT "credit_uses_waived";--> statement-breakpoint
ALTER TABLE "write_off_collections" DROP CONSTRAINT "write_off_collections_cause";--> statement-breakpoint
ALTER TABLE "credit_uses" ADD COLUMN "document_file_id" uuid;--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_document_file_id_files_id_fk" FOREIGN KEY ("document_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('import', 'paper', 'evidence', 'voucher', 'statement', 'message', 'attachment', 'event', 'approval', 'bank_statement', 'account_paper', 'room', 'auction', 'scan', 'letter', 'registration', 'invoice', 'share', 'write_off', 'penalty_waiver', 'esign', 'posting', 'objection'));--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_document" CHECK (("credit_uses"."kind" = 'penalty_waived') = ("credit_uses"."document_file_id" is not null));--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_kind" CHECK ("credit_uses"."kind" in ('set_off', 'waived', 'recalled', 'penalty_waived'));--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_waived" CHECK (("credit_uses"."kind" in ('waived', 'penalty_waived')) = ("credit_uses"."decided_by" is not null));--> statement-breakpoint
ALTER TABLE "write_off_collections" ADD CONSTRAINT "write_off_collections_cause" CHECK ("write_off_collections"."cause" in ('receipt', 'credit', 'refund_undone', 'waived'));