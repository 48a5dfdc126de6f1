-- Documents of the search are written anew from the rows: of 摘要公开 they hold the summary only, and say 缺少可比指标.
INSERT INTO "search_changes" ("kind", "row_id") SELECT 'achievement', "id" FROM "achievements" WHERE "state" = 'published';
