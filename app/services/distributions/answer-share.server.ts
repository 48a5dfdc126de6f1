import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { ShareOutcome } from '#app/domain/share-answer.ts';
import { distributionShares, shareAnswers } from '#db/schema/index.ts';
import { type ActorContext, inTransaction, isUniqueViolation } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { setReceiptDeadline } from './due-distribution.server.ts';
import { moveDistribution } from './move-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';
import { lockProposed, settleTeam } from './team-answers.server.ts';

interface AnswerInput {
  readonly shareId: string;
  readonly outcome: ShareOutcome;
  readonly note: string;
}

/** A rewarded person agrees to his share, or objects: then the proposal goes back with his reason. Nobody else's share is found. */
export async function answerShare(
  ctx: ActorContext,
  { shareId, outcome, note }: AnswerInput,
): Promise<DistributionRow> {
  const [share] = await ctx.db.select().from(distributionShares).where(eq(distributionShares.id, shareId));
  if (share === undefined || share.userId !== ctx.actor.userId || share.kind !== 'person') {
    throw new AppError('not_found');
  }
  try {
    return await inTransaction(ctx, async (tx) => {
      const row = await lockProposed(tx, share.distributionId);
      await tx.db
        .insert(shareAnswers)
        .values({ shareId, outcome, note, answeredBy: tx.actor.userId, answeredAt: tx.now() });
      if (outcome === 'agreed') return settleTeam(tx, row);
      const returned = await moveDistribution(tx, row, 'object', { returnNote: `${share.label}不同意：${note}` });
      await setReceiptDeadline(tx, row);
      await notifyPeople(tx, [row.proposedBy], {
        kind: 'distribution.return',
        href: `/desk/receipts/${row.receiptId}`,
      });
      return returned;
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError('state_changed') : error;
  }
}
