CREATE TABLE "material_returns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"way" text NOT NULL,
	"done_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"stated_by" uuid NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"reason" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "material_returns_way" CHECK ("material_returns"."way" in ('returned', 'destroyed', 'both', 'none')),
	CONSTRAINT "material_returns_outcome" CHECK ("material_returns"."outcome" in ('confirmed', 'contested'))
);
--> statement-breakpoint
ALTER TABLE "material_returns" ADD CONSTRAINT "material_returns_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_returns" ADD CONSTRAINT "material_returns_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_returns" ADD CONSTRAINT "material_returns_stated_by_user_id_fk" FOREIGN KEY ("stated_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_returns" ADD CONSTRAINT "material_returns_answered_by_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "material_returns_n" ON "material_returns" USING btree ("contract_id","n");