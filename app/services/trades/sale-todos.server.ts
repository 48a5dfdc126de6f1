import { and, asc, eq } from 'drizzle-orm';
import { isSecondOfSale, mayDecideSale, saleRequestLabels } from '#app/domain/sale-request.ts';
import { achievements, auctions, saleRequests } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';

/** What was asked of the unit's sales and waits for an approver, as rows of the desk. */
export async function listSaleTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayDecideSale(ctx.actor)) return [];
  const rows = await ctx.db
    .select({ request: saleRequests, listingId: auctions.listingId, title: achievements.name })
    .from(saleRequests)
    .innerJoin(auctions, eq(auctions.id, saleRequests.auctionId))
    .innerJoin(achievements, eq(achievements.id, auctions.achievementId))
    .where(and(eq(auctions.orgId, ctx.actor.org?.orgId ?? ''), eq(saleRequests.state, 'asked')))
    .orderBy(asc(saleRequests.createdAt))
    .limit(20);
  return rows.map(({ request, listingId, title }) => ({
    id: `sale.decide:${request.id}`,
    kind: 'sale.decide',
    title,
    detail: saleRequestLabels[request.kind],
    href: `/desk/listings/${listingId}/auction`,
    amountFen: null,
    dueAt: null,
    isMine: isSecondOfSale(ctx.actor, request),
  }));
}
