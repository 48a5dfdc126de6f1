-- The index can be made again from its rows: without postings every document is read as a fresh one, until the rebuild
-- that the newer cutter asks for has written them in their new form.
TRUNCATE "search_postings", "search_pairs", "search_rebuilds";--> statement-breakpoint
UPDATE "search_indexes" SET "built_num" = "base_num";--> statement-breakpoint
ALTER TABLE "search_postings" DROP COLUMN "nums";--> statement-breakpoint
ALTER TABLE "search_postings" DROP COLUMN "impacts";--> statement-breakpoint
ALTER TABLE "search_postings" ADD COLUMN "list" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search_postings" ALTER COLUMN "list" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "pairs" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Read for two hundred documents of every question: it stays in the row, where all else that is long leaves it.
ALTER TABLE "search_documents" ALTER COLUMN "pairs" SET STORAGE MAIN;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "facts" json;
