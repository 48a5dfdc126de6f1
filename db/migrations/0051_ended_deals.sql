-- What a deal's end now takes with it, for deals that ended before: invitations that nobody can answer any more, and tasks.
UPDATE "mandates" SET "state" = 'withdrawn'
WHERE "state" = 'invited' AND (
  "deal_id" IN (SELECT "id" FROM "deals" WHERE "state" IN ('completed', 'failed', 'declined', 'withdrawn', 'expired'))
  OR "deal_id" IN (SELECT "deal_id" FROM "contracts" WHERE "signed_at" IS NOT NULL)
);--> statement-breakpoint
UPDATE "deal_tasks" SET "ended_at" = now()
WHERE "done_at" IS NULL AND "ended_at" IS NULL
  AND "deal_id" IN (SELECT "id" FROM "deals" WHERE "state" IN ('completed', 'failed', 'declined', 'withdrawn', 'expired'));
