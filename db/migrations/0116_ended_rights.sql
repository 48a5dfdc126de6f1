ALTER TABLE "credits" DROP CONSTRAINT "credits_cause";--> statement-breakpoint
ALTER TABLE "contract_declarations" DROP CONSTRAINT "contract_declarations_event";--> statement-breakpoint
ALTER TABLE "contract_declarations" DROP CONSTRAINT "contract_declarations_ground";--> statement-breakpoint
ALTER TABLE "credits" ALTER COLUMN "statement_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "rights" jsonb;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "keeps_ppm" integer;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "stops" jsonb;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "revises" uuid;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD COLUMN "working" jsonb;--> statement-breakpoint
ALTER TABLE "credits" ADD COLUMN "declaration_id" uuid;--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_declaration_id_contract_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."contract_declarations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_cause" UNIQUE NULLS NOT DISTINCT("statement_id","declaration_id","milestone_id");--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_keeps" CHECK ("contract_declarations"."keeps_ppm" between 0 and 999999);--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_event" CHECK ("contract_declarations"."event" in ('suspend', 'resume', 'terminate', 'demand', 'cure', 'buy_out', 'end_by_agreement', 'extend_trial', 'lose_rights', 'restore_rights', 'first_sale'));--> statement-breakpoint
ALTER TABLE "contract_declarations" ADD CONSTRAINT "contract_declarations_ground" CHECK ("contract_declarations"."ground" in ('rights_changed', 'disputed', 'cause_gone', 'trial_exit', 'trial_silence', 'breach', 'rights_lost', 'rights_restored', 'agreed', 'by_law', 'by_terms'));--> statement-breakpoint
ALTER TABLE "credits" ADD CONSTRAINT "credits_one_cause" CHECK (num_nonnulls("credits"."statement_id", "credits"."declaration_id") = 1);