import { and, asc, count, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { mayOwn } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { contractableStates, isLost } from '#app/domain/deal-state.ts';
import { mayReadObjections } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { givenOf } from '#app/domain/listing-end.ts';
import { statesWith } from '#app/domain/machine.ts';
import type { Paper } from '#app/domain/paper.ts';
import { signSaleBy } from '#app/domain/sale-days.ts';
import { maySeeTrade, seesFloor, tradeReach } from '#app/domain/trade-access.ts';
import { depositReturnBy } from '#app/domain/trade-deposit.ts';
import { tradePaper } from '#app/domain/trade-paper.ts';
import { isGathering, resultTradeStates, tradeMachine } from '#app/domain/trade.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  deals,
  organisations,
  saleRequests,
  tradeApplications,
  tradeBids,
  tradeObjections,
  trades,
  users,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { objectorsOf } from '../objections/objectors.server.ts';
import { mayDecideObjection } from '../listings/own-listing.server.ts';
import { getShownAccount } from '../organisations/payee-account-queries.server.ts';
import { mayBid, mayRunTrade, type Trade } from './own-trade.server.ts';
import { listSaleRequests } from './sale-request-queries.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { depositCorrectionsOf } from './deposit-corrections.server.ts';
import { setOffClaimsOf, setOffReceiptsOf } from './deposit-set-offs.server.ts';
import { findSale } from './sales.server.ts';
import { standingOf } from './sale-standing.server.ts';
import { standingFor } from './signed-for-sale.server.ts';

/** When the approver agreed that a sale be undone; null while it was not. Its tables are written out, as the query joins others. */
const undoneAt = sql<Date | null>`(select asked.decided_at from sale_requests asked
  where asked.trade_id = trades.id and asked.kind = 'dissolve' and asked.state = 'granted')`.mapWith(
  saleRequests.decidedAt,
);

/** What everybody may read of a trade; the floor is not among it. */
const publicColumns = {
  id: trades.id,
  no: trades.no,
  state: trades.state,
  versionN: trades.versionN,
  object: trades.object,
  payTerms: trades.payTerms,
  qualification: trades.qualification,
  askFen: trades.askFen,
  stepFen: trades.stepFen,
  depositFen: trades.depositFen,
  announcedAt: trades.announcedAt,
  applyUntil: trades.applyUntil,
  biddingAt: trades.biddingAt,
  closesAt: trades.closesAt,
  openedAt: trades.openedAt,
  plannedClosesAt: trades.plannedClosesAt,
  lateBecause: trades.lateBecause,
  currentFen: trades.currentFen,
  bidN: trades.bidN,
  extensions: trades.extensions,
  priceFen: trades.priceFen,
  noticeUntil: trades.noticeUntil,
  endedAt: trades.endedAt,
  undoneAt,
  achievementNo: achievements.no,
  achievementName: achievements.name,
  isSample: achievements.isSample,
  orgId: trades.orgId,
  orgName: organisations.name,
};

const publicRows = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .select(publicColumns)
    .from(trades)
    .innerJoin(achievements, eq(achievements.id, trades.achievementId))
    .innerJoin(organisations, eq(organisations.id, trades.orgId));

/** Everybody may read the trade of a public record; of one that was withdrawn its two sides alone. */
const shown = and(eq(achievements.state, 'published'), listingShown);
const readableBy = (ctx: Context) => {
  const orgId = ctx.actor?.org?.orgId;
  if (orgId === undefined) return shown;
  const applied = ctx.db
    .select({ id: tradeApplications.tradeId })
    .from(tradeApplications)
    .where(eq(tradeApplications.orgId, orgId));
  return or(shown, eq(trades.orgId, orgId), inArray(trades.id, applied));
};

const withoutOwner = <Row extends { readonly orgId: string }>({ orgId: _seller, ...row }: Row) => row;

/** Trades that run, those that bid first, and the last ones that ended. */
export async function listPublicTrades(ctx: Pick<Context, 'db'>) {
  const live = statesWith(tradeMachine, 'live');
  const [running, ended] = await Promise.all([
    publicRows(ctx)
      .where(and(inArray(trades.state, live), shown))
      .orderBy(asc(trades.biddingAt), asc(trades.id))
      .limit(200),
    publicRows(ctx)
      .where(and(inArray(trades.state, ['concluded', 'performed', 'dissolved', 'failed', 'voided']), shown))
      .orderBy(desc(trades.endedAt), desc(trades.id))
      .limit(30),
  ]);
  return { running: running.map(withoutOwner), ended: ended.map(withoutOwner) };
}

/** The id of a trade that the reader may read, by its number. */
export async function findTradeId(ctx: Context, no: string): Promise<string> {
  const [row] = await publicRows(ctx).where(and(eq(trades.no, no), readableBy(ctx)));
  if (row === undefined) throw new AppError('not_found');
  return row.id;
}

/** One trade for everybody: bidders by their numbers, the winner by name once there is a result. */
export async function getPublicTrade(ctx: Context, no: string) {
  const [trade] = await publicRows(ctx).where(and(eq(trades.no, no), readableBy(ctx)));
  if (trade === undefined) throw new AppError('not_found');
  const orgId = ctx.actor?.org?.orgId ?? null;
  const [bids, own, [facts], objections, [qualified], corrected, calendar, setOffs] = await Promise.all([
    bidsOf(ctx, trade.id),
    orgId === null ? [] : ownApplications(ctx, trade.id, orgId),
    ctx.db
      .select({
        leaderId: trades.leaderId,
        winnerId: trades.winnerId,
        winnerName: organisations.name,
        n: tradeApplications.n,
        dealId: trades.dealId,
        dealState: deals.state,
      })
      .from(trades)
      .leftJoin(deals, eq(deals.id, trades.dealId))
      .leftJoin(tradeApplications, eq(tradeApplications.id, trades.winnerId))
      .leftJoin(organisations, eq(organisations.id, tradeApplications.orgId))
      .where(eq(trades.id, trade.id)),
    objectionsOf(ctx, trade),
    ctx.db
      .select({ n: count() })
      .from(tradeApplications)
      .where(and(eq(tradeApplications.tradeId, trade.id), eq(tradeApplications.state, 'qualified'))),
    orgId === null ? [] : depositCorrectionsOf(ctx, trade.id),
    workCalendar(ctx),
    orgId === null ? null : setOffReceiptsOf(ctx, trade.id),
  ]);
  const found = own.find(({ state }) => state !== 'withdrawn') ?? own[0];
  const application =
    found === undefined
      ? null
      : {
          ...found,
          corrections: corrected.filter(({ applicationId }) => applicationId === found.id),
          setOff: setOffs?.get(found.id) ?? null,
        };
  const isResult = resultTradeStates.includes(trade.state);
  const hasTalk = facts?.dealState != null && !isLost(facts.dealState);
  const isUnit = orgId === trade.orgId;
  const mayDraft = facts?.dealState != null && contractableStates.includes(facts.dealState);
  const isSide = isUnit || (application !== null && facts?.winnerId === application.id);
  // Who applied pays to the unit's verified account while he may still be let in; nobody else learns it here.
  const isToPay =
    application?.state === 'submitted' &&
    isGathering(trade, ctx.now()) &&
    trade.depositFen > 0n &&
    application.depositOn === null;
  const payTo = isToPay ? (await getShownAccount(ctx, trade.orgId)).account : null;
  return {
    ...trade,
    bids,
    // How many there are tells bidders with whom they reckon: said once bidding has begun.
    qualified: trade.state === 'announced' ? null : (qualified?.n ?? 0),
    winner: isResult && facts?.winnerName ? { name: facts.winnerName, n: facts.n ?? 0 } : null,
    objections,
    application: application && {
      ...application,
      returnBy: depositReturnBy({ trade: { ...trade, winnerId: facts?.winnerId ?? null }, application }, calendar),
    },
    payTo: payTo && { accountName: payTo.accountName, bankName: payTo.bankName, accountNo: payTo.accountNo },
    isLeading: application !== null && facts?.leaderId === application.id,
    isWinner: application !== null && isResult && facts?.winnerId === application.id,
    dealId: hasTalk && isSide ? facts.dealId : null,
    /** By when the two sign; null once they have, or where there is nothing to sign. */
    signBy:
      trade.state === 'concluded' && mayDraft && isSide && trade.endedAt ? signSaleBy(dayOf(trade.endedAt)) : null,
    isUnit,
    /** Has a page of it at the desk. */
    maySee: isUnit && ctx.actor !== null && maySeeTrade(ctx.actor),
    mayApply: ctx.actor !== null && mayBid(ctx.actor) && !isUnit,
    mayDecide: ctx.actor !== null && isUnit && mayDecideObjection(ctx.actor),
  };
}

/** The same for its page. */
export const publicTrade = async (ctx: Context, no: string) => withoutOwner(await getPublicTrade(ctx, no));

const ownApplications = (ctx: Pick<Context, 'db'>, tradeId: string, orgId: string) =>
  ctx.db
    .select({
      id: tradeApplications.id,
      n: tradeApplications.n,
      state: tradeApplications.state,
      decisionNote: tradeApplications.decisionNote,
      createdAt: tradeApplications.createdAt,
      paidOn: tradeApplications.paidOn,
      paidReference: tradeApplications.paidReference,
      depositOn: tradeApplications.depositOn,
      depositReference: tradeApplications.depositReference,
      depositReturnedOn: tradeApplications.depositReturnedOn,
      depositAppliedOn: tradeApplications.depositAppliedOn,
      depositForfeitedOn: tradeApplications.depositForfeitedOn,
      depositEndReference: tradeApplications.depositEndReference,
      depositEndNote: tradeApplications.depositEndNote,
    })
    .from(tradeApplications)
    .where(and(eq(tradeApplications.tradeId, tradeId), eq(tradeApplications.orgId, orgId)))
    .orderBy(desc(tradeApplications.createdAt));

const bidsOf = (ctx: Pick<Context, 'db'>, tradeId: string) =>
  ctx.db
    .select({
      n: tradeBids.n,
      bidder: tradeApplications.n,
      amountFen: tradeBids.amountFen,
      at: tradeBids.at,
      isExtending: tradeBids.isExtending,
    })
    .from(tradeBids)
    .innerJoin(tradeApplications, eq(tradeApplications.id, tradeBids.applicationId))
    .where(eq(tradeBids.tradeId, tradeId))
    .orderBy(desc(tradeBids.n))
    .limit(500);

/** Who handles them for the unit reads all of them, its others that there are some, who filed one his own. */
async function objectionsOf(ctx: Context, { id, orgId }: { id: string; orgId: string }) {
  if (ctx.actor === null) return [];
  const { userId } = ctx.actor;
  const isUnit = ctx.actor.org?.orgId === orgId;
  const isHandler = isUnit && mayReadObjections(ctx.actor);
  const rows = await ctx.db
    .select({ row: tradeObjections, by: users.name })
    .from(tradeObjections)
    .innerJoin(users, eq(users.id, tradeObjections.filedBy))
    .where(and(eq(tradeObjections.tradeId, id), isUnit ? undefined : eq(tradeObjections.filedBy, ctx.actor.userId)))
    .orderBy(desc(tradeObjections.createdAt));
  const objectorOf = await objectorsOf(
    ctx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, by }) => {
    const isMine = row.filedBy === userId;
    const isReadable = isHandler || isMine;
    return {
      id: row.id,
      state: row.state,
      grounds: isReadable ? row.grounds : null,
      decision: isReadable ? row.decision : null,
      decidedAt: row.decidedAt,
      createdAt: row.createdAt,
      ...objectorOf(row.id, by, isReadable),
      isMine,
    };
  });
}

/** The unit's own trades, and those in which the organisation bids. */
export async function listOwnTrades(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayOwn(org.kind)) throw new AppError('forbidden');
  const applied = ctx.db
    .select({ id: tradeApplications.tradeId })
    .from(tradeApplications)
    .where(eq(tradeApplications.orgId, org.orgId));
  const rows = await publicRows(ctx)
    .where(or(eq(trades.orgId, org.orgId), inArray(trades.id, applied)))
    .orderBy(desc(trades.createdAt))
    .limit(200);
  // Its own page is for those who may read it; to everybody else of the unit it is what it is to the public.
  const isReader = maySeeTrade(ctx.actor);
  return rows.map(({ orgId, ...row }) => ({
    ...row,
    isSeller: orgId === org.orgId,
    isOwn: orgId === org.orgId && isReader,
  }));
}

/** A trade for those of the selling unit who may read it, each as far as he may: what is not for him is not in it. */
export async function getOwnTrade(ctx: ActorContext, id: string) {
  const reach = tradeReach(ctx.actor);
  if (reach === null) throw new AppError('not_found');
  const { floorFen, leaderId: _leader, ...trade } = await loadOwnTrade(ctx, id);
  const isWhole = reach !== 'deposits';
  const [applications, bids, objections, [achievement], [deal], requests, sale, corrected, calendar, setOffs] =
    await Promise.all([
      ctx.db
        .select({ row: tradeApplications, orgName: organisations.name, isSample: organisations.isSample })
        .from(tradeApplications)
        .innerJoin(organisations, eq(organisations.id, tradeApplications.orgId))
        .where(and(eq(tradeApplications.tradeId, id), isWhole ? undefined : hasPaid))
        .orderBy(asc(tradeApplications.createdAt)),
      isWhole ? bidsOf(ctx, id) : [],
      isWhole ? objectionsOf(ctx, trade) : [],
      ctx.db
        .select({ no: achievements.no, name: achievements.name })
        .from(achievements)
        .where(eq(achievements.id, trade.achievementId)),
      trade.dealId === null
        ? []
        : ctx.db
            .select({ id: deals.id, no: deals.no, state: deals.state })
            .from(deals)
            .where(eq(deals.id, trade.dealId)),
      isWhole ? listSaleRequests(ctx, { tradeId: id }) : [],
      trade.state === 'concluded' || trade.state === 'performed' ? findSale(ctx, 'trade', id) : null,
      depositCorrectionsOf(ctx, id),
      workCalendar(ctx),
      setOffReceiptsOf(ctx, id),
    ]);
  const standing = sale && (await standingOf(ctx, sale));
  // Of one that was performed elsewhere the contract is there.
  const contracts = sale && trade.state === 'concluded' ? await standingFor(ctx, sale) : null;
  return {
    trade,
    reach,
    /** 保留价, and whether there is one; null for who is not to know. */
    floor: seesFloor(reach, trade.endedAt !== null) ? { fen: floorFen } : null,
    achievement: achievement ?? { no: '', name: '' },
    deal: deal ?? null,
    applications: applications.map(({ row, orgName, isSample }) => ({
      ...row,
      ...(isWhole ? {} : { n: null, statement: null, decisionNote: null }),
      orgName,
      isSample,
      /** By when a deposit that secures nothing more goes back. */
      returnBy: depositReturnBy({ trade, application: row }, calendar),
      corrections: corrected.filter(({ applicationId }) => applicationId === row.id),
      /** The receipt by which it counts as paid. */
      setOff: setOffs.get(row.id) ?? null,
    })),
    /** Numbers of what the buyer signed for a sale that stands: what his deposit can be set off in. */
    contractNos: contracts?.map(({ no }) => no) ?? null,
    /** What of their price is still to be paid. */
    setOffClaims: await setOffClaimsOf(ctx, contracts?.map(({ no }) => no) ?? []),
    bids,
    objections,
    requests,
    /** By when the two sign; null once they have, or where there is nothing to sign. */
    signBy:
      trade.state === 'concluded' && standing === 'draft' && trade.endedAt ? signSaleBy(dayOf(trade.endedAt)) : null,
    /** What a contract elsewhere may have given of what was sold. */
    givenModes: sale === null ? [] : givenOf(sale.modes),
    standing,
    isOfficer: mayRunTrade(ctx.actor),
    mayDecide: mayDecideObjection(ctx.actor),
  };
}

/** Said so, or found on the account. */
const hasPaid = or(isNotNull(tradeApplications.paidOn), isNotNull(tradeApplications.depositOn));

async function loadOwnTrade(ctx: ActorContext, id: string): Promise<Trade> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) throw new AppError('not_found');
  const [trade] = await ctx.db
    .select()
    .from(trades)
    .where(and(eq(trades.id, id), eq(trades.orgId, orgId)));
  if (trade === undefined) throw new AppError('not_found');
  return trade;
}

/** The minutes of a trade that has a result, for the two sides of it. */
export async function tradePaperOf(ctx: ActorContext, id: string): Promise<Paper> {
  const [found] = await ctx.db
    .select({ trade: trades, achievement: achievements, seller: organisations })
    .from(trades)
    .innerJoin(achievements, eq(achievements.id, trades.achievementId))
    .innerJoin(organisations, eq(organisations.id, trades.orgId))
    .where(eq(trades.id, id));
  const [winner] = await ctx.db
    .select({ orgId: organisations.id, name: organisations.name, n: tradeApplications.n })
    .from(tradeApplications)
    .innerJoin(organisations, eq(organisations.id, tradeApplications.orgId))
    .where(eq(tradeApplications.id, found?.trade.winnerId ?? nobody));
  const reader = ctx.actor.org?.orgId;
  if (found === undefined || winner === undefined || (reader !== found.trade.orgId && reader !== winner.orgId))
    throw new AppError('not_found');
  const { trade, achievement, seller } = found;
  const { state } = trade;
  if (!(resultTradeStates.includes(state) || state === 'dissolved')) throw new AppError('not_found');
  const [bids, qualified, objections] = await Promise.all([
    bidsOf(ctx, id),
    ctx.db.$count(tradeApplications, and(eq(tradeApplications.tradeId, id), eq(tradeApplications.state, 'qualified'))),
    ctx.db.$count(tradeObjections, eq(tradeObjections.tradeId, id)),
  ]);
  return tradePaper({
    ...trade,
    achievement: { no: achievement.no, name: achievement.name, versionN: trade.versionN },
    seller: seller.name,
    winner: { name: winner.name, n: winner.n ?? 0 },
    priceFen: trade.priceFen ?? 0n,
    closedAt: trade.closesAt,
    noticeUntil: trade.noticeUntil ?? trade.closesAt,
    qualified,
    bids: bids.toReversed().map((bid) => ({ ...bid, bidder: bid.bidder ?? 0 })),
    objections,
    outcome: state === 'noticed' || state === 'dissolved' ? state : 'sold',
    isSample: achievement.isSample,
  });
}

/** The id of no application: UUIDs are made with version 7. */
const nobody = '00000000-0000-0000-0000-000000000000';
