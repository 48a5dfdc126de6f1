ALTER TABLE "milestone_submissions" ADD COLUMN "answer_by" timestamp with time zone;--> statement-breakpoint
UPDATE "milestone_submissions" s SET "answer_by" = CASE
    WHEN m."state" = 'submitted' AND m."accept_due_at" IS NOT NULL AND s."outcome" IS NULL THEN m."accept_due_at"
    ELSE ((s."submitted_at" AT TIME ZONE 'Asia/Shanghai')::date + m."accept_within_days" + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' - interval '1 millisecond'
  END
  FROM "milestones" m WHERE m."id" = s."milestone_id";--> statement-breakpoint
ALTER TABLE "milestone_submissions" ALTER COLUMN "answer_by" SET NOT NULL;
