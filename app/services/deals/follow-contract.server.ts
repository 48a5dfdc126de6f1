import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { deals, mandates } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { followBounty } from '../bounties/follow-bounty.server.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { answerPair } from './answer-pair.server.ts';
import { endInvitations } from './end-invitations.server.ts';
import { endRoom } from './end-room.server.ts';
import { moveDeal } from './load-deal.server.ts';

/** Moves the deal along with its contract, in the contract's own transaction. */
export async function followContract(
  tx: In<Context>,
  dealId: string,
  event: 'propose' | 'resume' | 'sign' | 'complete' | 'fail',
): Promise<void> {
  const [deal] = await tx.db.select().from(deals).where(eq(deals.id, dealId)).for('update');
  if (deal === undefined) throw new AppError('not_found');
  // Paid once and opened again by a refund: the contract may still be terminated, its deal stays completed.
  if (deal.state === 'completed' && event === 'fail') return;
  const moved = await moveDeal(tx, deal, event);
  if (event === 'complete' || event === 'fail') await endRoom(tx, moved);
  if (event === 'sign' || event === 'resume' || event === 'fail') await followBounty(tx, dealId, event);
  if (event !== 'sign') return;
  await endInvitations(tx, eq(mandates.dealId, moved.id));
  await answerPair(tx, moved, 'contracted', { orgId: moved.licenseeOrgId });
  await followDeal(tx, moved, 'solve');
}
