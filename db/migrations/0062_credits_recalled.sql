ALTER TABLE "credit_uses" DROP CONSTRAINT "credit_uses_kind";--> statement-breakpoint
ALTER TABLE "credit_uses" DROP CONSTRAINT "credit_uses_amount";--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_kind" CHECK ("credit_uses"."kind" in ('set_off', 'waived', 'recalled'));--> statement-breakpoint
ALTER TABLE "credit_uses" ADD CONSTRAINT "credit_uses_amount" CHECK ("credit_uses"."amount_fen" > 0 or ("credit_uses"."kind" = 'set_off' and "credit_uses"."amount_fen" < 0));