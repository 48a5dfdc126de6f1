import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { statesWith } from '#app/domain/machine.ts';
import { hasLapsed, isGathering, tradeMachine } from '#app/domain/trade.ts';
import { depositReturnBy, depositStand } from '#app/domain/trade-deposit.ts';
import { achievements, organisations, tradeApplications, tradeObjections, trades } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Todo } from '../desk/todo.ts';
import { mayDecideObjection } from '../listings/own-listing.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { mayBid, mayRunTrade } from './own-trade.server.ts';

/** What a trade wants of its unit and of those who bid in it, as rows of the desk. */
export async function listTradeTodos(ctx: ActorContext): Promise<Todo[]> {
  const { actor } = ctx;
  const isDecider = mayRunTrade(actor) || mayDecideObjection(actor);
  // An enterprise bids in the trades of others and runs its own.
  return [
    ...(mayBid(actor) ? await bidderTodos(ctx) : []),
    ...(mayRunTrade(actor) ? await unitTodos(ctx) : []),
    ...(isDecider ? await objectionTodos(ctx) : []),
  ];
}

const columns = { trade: trades, application: tradeApplications, name: achievements.name, orgName: organisations.name };

const applicationsIn = (ctx: ActorContext) =>
  ctx.db
    .select(columns)
    .from(tradeApplications)
    .innerJoin(trades, eq(trades.id, tradeApplications.tradeId))
    .innerJoin(achievements, eq(achievements.id, trades.achievementId))
    .innerJoin(organisations, eq(organisations.id, tradeApplications.orgId));

const todoOf = (
  { trade, application, name }: { trade: typeof trades.$inferSelect; application: { id: string }; name: string },
  given: Pick<Todo, 'kind' | 'detail' | 'href'> & Partial<Todo>,
): Todo => ({
  id: `${given.kind}:${application.id}`,
  title: name,
  amountFen: null,
  dueAt: given.kind === 'trade.qualify' ? trade.biddingAt : null,
  isMine: true,
  ...given,
});

/** Applicants to judge before bidding begins, and deposits to find or to give back. */
async function unitTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await applicationsIn(ctx)
    .where(eq(trades.orgId, ctx.actor.org?.orgId ?? ''))
    .orderBy(asc(trades.biddingAt), asc(tradeApplications.createdAt))
    .limit(500);
  const calendar = await workCalendar(ctx);
  return rows
    .flatMap((row) => {
      const { trade, application, orgName } = row;
      const href = `/desk/trades/${trade.id}`;
      const stand = depositStand(application, { trade: trade.state, isWinner: trade.winnerId === application.id });
      const isOut =
        application.state === 'withdrawn' ||
        application.state === 'refused' ||
        hasLapsed(application.state, trade, ctx.now());
      const isOpen =
        stand === 'due' ||
        stand === 'winner' ||
        stand === 'fallen' ||
        (stand === 'claimed' && (isOut || trade.endedAt !== null));
      return [
        ...(application.state === 'submitted' && isGathering(trade, ctx.now())
          ? [todoOf(row, { kind: 'trade.qualify', detail: orgName, href })]
          : []),
        ...(isOpen
          ? [
              todoOf(row, {
                kind: 'trade.deposit',
                detail: orgName,
                href,
                amountFen: trade.depositFen,
                dueAt: endOfDayOf(depositReturnBy(row, calendar)),
              }),
            ]
          : []),
      ];
    })
    .slice(0, 20);
}

const endOfDayOf = (day: Day | null): Date | null => (day === null ? null : endOfDay(day));

/** Deposits to pay, the hours in which it can bid, and deposits that should have come back. */
const bidderTodos = async (ctx: ActorContext): Promise<Todo[]> => [
  ...(await biddingTodos(ctx)),
  ...(await owedTodos(ctx)),
];

/** What the unit should have given back by yesterday: until then there is nothing to do about it. */
async function owedTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await applicationsIn(ctx)
    .where(
      and(
        eq(tradeApplications.orgId, ctx.actor.org?.orgId ?? ''),
        isNotNull(trades.endedAt),
        isNotNull(tradeApplications.depositOn),
        isNull(tradeApplications.depositReturnedOn),
        isNull(tradeApplications.depositAppliedOn),
        isNull(tradeApplications.depositForfeitedOn),
      ),
    )
    .orderBy(asc(trades.endedAt))
    .limit(20);
  if (rows.length === 0) return [];
  const calendar = await workCalendar(ctx);
  return rows.flatMap((row) => {
    const by = depositReturnBy(row, calendar);
    if (by === null || by >= dayOf(ctx.now())) return [];
    const { trade } = row;
    const at = { detail: trade.no, href: `/trades/${trade.no}`, amountFen: trade.depositFen };
    return [todoOf(row, { ...at, kind: 'trade.owed', dueAt: endOfDay(by) })];
  });
}

async function biddingTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await applicationsIn(ctx)
    .where(
      and(
        eq(tradeApplications.orgId, ctx.actor.org?.orgId ?? ''),
        inArray(trades.state, statesWith(tradeMachine, 'live')),
        or(eq(tradeApplications.state, 'submitted'), eq(tradeApplications.state, 'qualified')),
      ),
    )
    .orderBy(asc(trades.biddingAt))
    .limit(20);
  return rows.flatMap((row) => {
    const { trade, application } = row;
    const at = { detail: trade.no, href: `/trades/${trade.no}` };
    const isUnpaid = trade.depositFen > 0n && application.depositOn === null && application.paidOn === null;
    if (trade.state === 'announced' && isUnpaid) {
      return [todoOf(row, { ...at, kind: 'trade.pay', amountFen: trade.depositFen, dueAt: trade.applyUntil })];
    }
    const bids = application.state === 'qualified' && (trade.state === 'announced' || trade.state === 'bidding');
    return bids ? [todoOf(row, { ...at, kind: 'trade.bid', dueAt: trade.closesAt })] : [];
  });
}

async function objectionTodos(ctx: ActorContext): Promise<Todo[]> {
  const rows = await ctx.db
    .select({ objection: tradeObjections, trade: trades, name: achievements.name })
    .from(tradeObjections)
    .innerJoin(trades, eq(trades.id, tradeObjections.tradeId))
    .innerJoin(achievements, eq(achievements.id, trades.achievementId))
    .where(and(eq(trades.orgId, ctx.actor.org?.orgId ?? ''), eq(tradeObjections.state, 'open')))
    .orderBy(asc(tradeObjections.createdAt))
    .limit(20);
  return rows.map(({ objection, trade, name }) =>
    todoOf(
      { trade, application: objection, name },
      {
        kind: 'trade.answer',
        detail: trade.no,
        href: `/desk/trades/${trade.id}`,
        isMine: mayDecideObjection(ctx.actor),
      },
    ),
  );
}
