import { and, asc, eq, notInArray, or } from 'drizzle-orm';
import { endedContractStates } from '#app/domain/contract-machine.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { signSaleBy } from '#app/domain/sale-days.ts';
import { isSecondOfSale, mayDecideSale, saleRequestLabels } from '#app/domain/sale-request.ts';
import { achievements, auctions, contracts, saleRequests, trades } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { isSaleQuestioned } from './own-sale.server.ts';
import { mayBid, mayRunTrade, titleOf } from './own-trade.server.ts';
import { standingOf } from './sale-standing.server.ts';
import { saleHref, salesToSign, salesWithoutTalk } from './sales.server.ts';

/** What the unit's sales in public want of an approver or an officer, as rows of the desk. */
export async function listSaleTodos(ctx: ActorContext): Promise<Todo[]> {
  return [...(await requestTodos(ctx)), ...(await contractTodos(ctx)), ...(await fallenTodos(ctx))];
}

const row = (given: Pick<Todo, 'id' | 'kind' | 'title' | 'detail' | 'href' | 'isMine'> & Partial<Todo>): Todo => ({
  amountFen: null,
  dueAt: null,
  ...given,
});

/** What was asked of a sale and waits for an approver. */
async function requestTodos(ctx: ActorContext): Promise<Todo[]> {
  if (!mayDecideSale(ctx.actor)) return [];
  const asked = await ctx.db
    .select({ request: saleRequests, listingId: auctions.listingId, title: achievements.name })
    .from(saleRequests)
    .leftJoin(auctions, eq(auctions.id, saleRequests.auctionId))
    .leftJoin(trades, eq(trades.id, saleRequests.tradeId))
    .innerJoin(achievements, or(eq(achievements.id, auctions.achievementId), eq(achievements.id, trades.achievementId)))
    .where(and(eq(achievements.orgId, ctx.actor.org?.orgId ?? ''), eq(saleRequests.state, 'asked')))
    .orderBy(asc(saleRequests.createdAt))
    .limit(20);
  return asked.map(({ request, listingId, title }) => {
    const { id, kind, auctionId, tradeId } = request;
    return row({
      id: `sale.decide:${id}`,
      kind: 'sale.decide',
      title,
      detail: saleRequestLabels[kind],
      href: saleHref({
        way: tradeId === null ? 'auction' : 'trade',
        id: tradeId ?? auctionId ?? '',
        listingId: listingId ?? '',
      }),
      isMine: isSecondOfSale(ctx.actor, request),
    });
  });
}

/** Sales whose contract is still to be signed, with the day by which, for both sides. */
async function contractTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !(mayRunTrade(ctx.actor) || mayBid(ctx.actor))) return [];
  const todos: Todo[] = [];
  for (const sale of await salesToSign(ctx, orgId)) {
    if (!['begin', 'draft'].includes(await standingOf(ctx, sale))) continue;
    if (await isSaleQuestioned(ctx, { way: sale.way, row: sale })) continue;
    todos.push(
      row({
        id: `sale.sign:${sale.id}`,
        kind: 'sale.sign',
        title: await titleOf(ctx, sale),
        detail: sale.no,
        amountFen: sale.priceFen,
        dueAt: endOfDay(signSaleBy(dayOf(sale.soldAt))),
        href: sale.deal === null ? saleHref(sale) : await contractHref(ctx, sale.deal.id),
        isMine: true,
      }),
    );
  }
  return todos.slice(0, 20);
}

/** The contract that lies before the two, else where it is drafted. */
async function contractHref(ctx: ActorContext, dealId: string): Promise<string> {
  const isLive = and(eq(contracts.dealId, dealId), notInArray(contracts.state, [...endedContractStates]));
  const [contract] = await ctx.db.select({ id: contracts.id }).from(contracts).where(isLive).limit(1);
  return contract === undefined ? `/desk/deals/${dealId}/contract` : `/desk/contracts/${contract.id}`;
}

/** Sales whose buyer's talk ended before he signed for what he bought, of which nothing is asked yet. */
async function fallenTodos(ctx: ActorContext): Promise<Todo[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !mayRunTrade(ctx.actor)) return [];
  const todos: Todo[] = [];
  for (const sale of await salesWithoutTalk(ctx, orgId)) {
    if ((await standingOf(ctx, sale)) !== 'fallen') continue;
    if (await isSaleQuestioned(ctx, { way: sale.way, row: sale })) continue;
    const title = await titleOf(ctx, sale);
    todos.push(
      row({ id: `sale.end:${sale.id}`, kind: 'sale.end', title, detail: sale.no, href: saleHref(sale), isMine: true }),
    );
  }
  return todos.slice(0, 20);
}
