-- Posting lists are dense numbers: compressing them costs time and saves nothing.
ALTER TABLE "search_postings" ALTER COLUMN "nums" SET STORAGE EXTERNAL, ALTER COLUMN "impacts" SET STORAGE EXTERNAL;
