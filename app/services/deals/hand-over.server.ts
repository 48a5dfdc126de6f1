import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import { orgOf, otherSide, requesterSide } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { deals, memberships } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { announceRoom } from './announce-room.server.ts';
import { type Deal, partyDeal } from './load-deal.server.ts';

/** The asked side hands a request to the colleague who knows the matter: an officer of the same organisation. The clock runs on. */
export async function handOver(ctx: ActorContext, input: { id: string; userId: string }): Promise<Deal> {
  const { deal, side } = await partyDeal(ctx, input.id, 'handOver');
  if (side !== otherSide(requesterSide(deal))) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const [colleague] = await tx.db
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(
        and(
          eq(memberships.orgId, orgOf(deal, side)),
          eq(memberships.userId, input.userId),
          isNull(memberships.endedAt),
          arrayContains(memberships.roles, ['officer']),
        ),
      );
    if (colleague === undefined) throw new AppError('invalid', { says: '请选本单位的一位经办人。' }, 'userId');
    const [row] = await tx.db
      .update(deals)
      .set({ handlerId: colleague.userId, updatedAt: tx.now() })
      .where(and(eq(deals.id, deal.id), eq(deals.state, 'requested')))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'deal.hand_over', subjectType: 'deal', subjectId: row.id });
    await notifyPeople(tx, [colleague.userId], { kind: 'deal.hand_over', href: `/desk/deals/${row.id}` });
    await announceRoom(tx, row.id);
    return row;
  });
}
