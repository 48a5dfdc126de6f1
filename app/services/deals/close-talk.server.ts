import { orgOf } from '#app/domain/deal-access.ts';
import type { DeclineReason } from '#app/domain/deal.ts';
import type { Context, In } from '../context.server.ts';
import { followDeal } from '../demands/follow-deal.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { answerPair } from './answer-pair.server.ts';
import { endRoom } from './end-room.server.ts';
import { type Deal, moveDeal } from './load-deal.server.ts';

interface Closed {
  /** The side that ends it. */
  readonly orgId: string;
  readonly reason: DeclineReason;
  readonly note: string;
}

/** A held talk ends without a contract, with what was still to come in its room; the other side is told. */
export async function closeTalk(tx: In<Context>, deal: Deal, { orgId, reason, note }: Closed): Promise<Deal> {
  const row = await moveDeal(tx, deal, 'fail', { declineReason: reason, declineNote: note || null });
  await endRoom(tx, row);
  await followDeal(tx, row, 'resume');
  await answerPair(tx, row, 'declined', { orgId, reason });
  const other = orgOf(row, row.licensorOrgId === orgId ? 'licensee' : 'licensor');
  await notifyOrganisation(tx, other, ['officer'], { kind: 'deal.end', href: `/desk/deals/${row.id}` });
  return row;
}
