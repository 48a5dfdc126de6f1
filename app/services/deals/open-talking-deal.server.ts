import type { DealState } from '#app/domain/deal.ts';
import { dealMachine } from '#app/domain/deal.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { deals } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { coverDeal } from '../brokers/cover-deal.server.ts';
import type { Context, In } from '../context.server.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import { answerPair } from './answer-pair.server.ts';
import type { Deal } from './load-deal.server.ts';

interface OpenTalkingDeal {
  readonly achievementId: string;
  /** The version that the two speak about. */
  readonly achievementVersionN: number;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
  readonly demandId: string | null;
  readonly origin: Deal['origin'];
  /** The row it came from. */
  readonly sourceId: string | null;
  readonly purpose: string;
  readonly askedBy: string;
  /** Who gave the second yes; null where time did. */
  readonly repliedBy: string | null;
  /** Whose word the match of the two hears. */
  readonly saidByOrgId: string;
  readonly deed: string;
}

const talking: DealState = nextState(dealMachine, dealMachine.initial, 'accept');

/**
 * A deal that needs no request, because both sides have said yes already: by a broker's pairing, at a meeting, in a trade, by an
 * award. Who holds the achievement's row has looked that the two have no open deal. Brokers who introduced the two keep their
 * mandate, whichever way they came together (反跳单, Civil Code art. 965).
 */
export async function openTalkingDeal(
  tx: In<Context>,
  { saidByOrgId, deed, ...given }: OpenTalkingDeal,
): Promise<Deal> {
  // An enterprise owns and buys: nobody makes a contract with himself.
  if (given.licensorOrgId === given.licenseeOrgId) throw new AppError('conflict');
  const [no = ''] = await nextNumber(tx, 'deal');
  const now = tx.now();
  const [deal] = await tx.db
    .insert(deals)
    .values({
      ...given,
      no,
      state: talking,
      // Nobody is asked, so no broker is told that nobody answers.
      mayOffer: false,
      replyDueAt: now,
      repliedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (deal === undefined) throw new AppError('conflict');
  const { id: subjectId, achievementVersionN: versionN, licensorOrgId } = deal;
  const byTime = deal.repliedBy === null ? { orgId: licensorOrgId } : {};
  await audit(tx, { deed, subjectType: 'deal', subjectId, versionN, ...byTime });
  await answerPair(tx, deal, 'contacted', { orgId: saidByOrgId });
  await followDeal(tx, deal, 'talk');
  await coverDeal(tx, deal);
  return deal;
}
