import type { Remark, ReviewLevel, ReviewOutcome } from '#app/domain/review.ts';
import { reviewDecisions } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';

interface Decision {
  readonly achievementId: string;
  readonly versionN: number;
  readonly level: ReviewLevel;
  readonly outcome: ReviewOutcome;
  readonly checks?: readonly string[];
  readonly note?: string | undefined;
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
