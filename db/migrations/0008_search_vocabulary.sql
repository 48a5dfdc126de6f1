CREATE TABLE "search_rebuilds" (
	"kind" text PRIMARY KEY NOT NULL,
	"gen" integer NOT NULL,
	"cutter" integer NOT NULL,
	"last_num" integer NOT NULL,
	"seq" bigint NOT NULL,
	"docs" integer NOT NULL,
	"average_len" double precision NOT NULL,
	"next_base" integer,
	"passes" integer NOT NULL,
	"done_passes" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"kind" text NOT NULL,
	"word" text NOT NULL,
	"keywords" integer NOT NULL,
	"orgs" integer NOT NULL,
	"titles" integer NOT NULL,
	"pinyin" text NOT NULL,
	"initials" text NOT NULL,
	CONSTRAINT "search_words_kind_word_pk" PRIMARY KEY("kind","word")
);
--> statement-breakpoint
CREATE TABLE "synonym_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "synonym_version" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_documents" ALTER COLUMN "document" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "cutter" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "title_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "next_num" integer;--> statement-breakpoint
CREATE INDEX "search_words_word" ON "search_words" USING btree ("kind","word" collate "C");--> statement-breakpoint
CREATE INDEX "search_words_reverse" ON "search_words" USING btree ("kind",reverse("word") collate "C");--> statement-breakpoint
CREATE INDEX "search_words_pinyin" ON "search_words" USING btree ("kind",replace("pinyin", ' ', '') collate "C");--> statement-breakpoint
CREATE INDEX "search_words_initials" ON "search_words" USING btree ("kind","initials" collate "C");--> statement-breakpoint
CREATE INDEX "search_documents_title" ON "search_documents" USING btree ("kind","title_key" collate "C");