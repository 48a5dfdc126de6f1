import { sql } from 'drizzle-orm';
import type { Remark, ReviewLevel, ReviewOutcome } from '#app/domain/review.ts';
import { reviewDecisions } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { newIds } from '../new-ids.ts';

interface Judgement {
  readonly versionN: number;
  readonly level: ReviewLevel;
  readonly outcome: ReviewOutcome;
  readonly checks?: readonly string[];
  readonly note?: string | undefined;
}

interface Decision extends Judgement {
  readonly achievementId: string;
  readonly remarks?: readonly Remark[];
}

/** Keeps what a reviewer decided, on which version and by which points. */
export async function recordDecision(tx: In<ActorContext>, decision: Decision): Promise<void> {
  const { org, userId } = tx.actor;
  if (org === null) throw new Error('a reviewer works for an organisation');
  await tx.db.insert(reviewDecisions).values({
    ...decision,
    checks: [...(decision.checks ?? [])],
    note: decision.note || null,
    remarks: [...(decision.remarks ?? [])],
    deciderId: userId,
    orgId: org.orgId,
    at: tx.now(),
  });
}

/** The same decision on many records at once, carried out by a job: who decided is named. */
export async function recordDecisions(
  tx: In<Context>,
  decision: Judgement & { readonly deciderId: string; readonly orgId: string },
  achievementIds: readonly string[],
): Promise<void> {
  const { versionN, level, outcome, checks = [], note, deciderId, orgId } = decision;
  await tx.db.execute(sql`
    insert into review_decisions (id, achievement_id, version_n, level, outcome, checks, note, remarks, decider_id, org_id, at)
    select given.decision, given.id, ${versionN}::int, ${level}, ${outcome}, 
      array(select jsonb_array_elements_text(${JSON.stringify(checks)}::jsonb)),
      ${note || null}, '[]', ${deciderId}::uuid, ${orgId}::uuid, ${tx.now().toISOString()}::timestamptz
    from unnest(${`{${achievementIds.join(',')}}`}::uuid[], ${newIds(achievementIds.length)}::uuid[]) as given (id, decision)`);
}
