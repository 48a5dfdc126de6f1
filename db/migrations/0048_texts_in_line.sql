-- A record is some 2.3 KB of JSON, just above what PostgreSQL begins to compress and to move aside: most of the time to store
-- an import went there, for a third of the space. In line, as written, up to half a page; rows on their way a whole one.
ALTER TABLE "import_rows" SET (toast_tuple_target = 8160);--> statement-breakpoint
ALTER TABLE "achievement_versions" SET (toast_tuple_target = 4080);
