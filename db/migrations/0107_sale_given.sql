ALTER TABLE "sale_requests" ADD COLUMN "given" text;--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_given" CHECK ("sale_requests"."given" in ('ASSIGN', 'LIC_EXC', 'LIC_SOLE', 'LIC_NON'));--> statement-breakpoint
ALTER TABLE "sale_requests" ADD CONSTRAINT "sale_requests_performed" CHECK ("sale_requests"."given" is null or "sale_requests"."kind" = 'perform');