import { asc, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { allowed } from '#app/domain/machine.ts';
import { distributionMachine, enteredDistributionStates } from '#app/domain/distribution.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { isTaxReduced, rewardConditions, taxableOf } from '#app/domain/reward-tax.ts';
import { shareSteps } from '#app/domain/share-steps.ts';
import {
  contracts,
  distributionPayouts,
  distributionPublicities,
  distributions,
  distributionShares,
  organisations,
  receipts,
  sharePayouts,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';
import { commissionsOf } from './commissions-of.server.ts';
import { rewardFactsOf } from './reward-facts.server.ts';
import type { RewardNotice } from './start-reward-publicity.server.ts';
import { teamLines } from './team-answers.server.ts';

/** The steps of a distribution for its unit: all of it for its people of money, the frozen reward list for every member. */
export async function distributionPage(ctx: ActorContext, id: string) {
  const [head] = await ctx.db
    .select({ row: distributions, receiptNo: receipts.no, contractNo: contracts.no, title: contracts.title })
    .from(distributions)
    .innerJoin(receipts, eq(receipts.id, distributions.receiptId))
    .innerJoin(contracts, eq(contracts.id, distributions.contractId))
    .where(eq(distributions.id, id));
  if (head === undefined || head.row.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  const { row } = head;
  const [publicity] = await ctx.db
    .select()
    .from(distributionPublicities)
    .where(eq(distributionPublicities.distributionId, id));
  const seesAll = maySeeMoney(ctx);
  if (!seesAll && publicity?.startedAt == null) throw new AppError('not_found');
  const today = dayOf(ctx.now());
  return {
    id,
    state: row.state,
    receiptNo: head.receiptNo,
    contractNo: head.contractNo,
    title: head.title,
    publicity: publicity?.startedAt ? shownPublicity({ ...publicity, startedAt: publicity.startedAt }) : null,
    today,
    all: seesAll ? await stepsOf(ctx, row, today) : null,
  };
}

/** The reward list in its frozen words. */
function shownPublicity({
  workingDays,
  contact,
  startedAt,
  endsAt,
  sha256,
  notice,
}: typeof distributionPublicities.$inferSelect & { startedAt: Date }) {
  const { net = '', people = [] } = (notice ?? {}) as Partial<RewardNotice>;
  return { workingDays, contact, startedAt, endsAt, sha256, net, people };
}

/** Every line of a distribution in its order. */
const shareLines = (ctx: ActorContext, distributionId: string) =>
  ctx.db
    .select({
      kind: distributionShares.kind,
      label: distributionShares.label,
      amountFen: distributionShares.amountFen,
      isMain: distributionShares.isMain,
    })
    .from(distributionShares)
    .where(eq(distributionShares.distributionId, distributionId))
    .orderBy(asc(distributionShares.position));

async function stepsOf(ctx: ActorContext, row: DistributionRow, today: string) {
  const [team, payouts, commissions, shares] = await Promise.all([
    teamLines(ctx, row.id),
    ctx.db.select().from(distributionPayouts).where(eq(distributionPayouts.distributionId, row.id)),
    commissionsOf(ctx, row),
    shareLines(ctx, row.id),
  ]);
  const facts = { ...(await rewardFactsOf(ctx, row)), paidOn: payouts[0]?.paidOn ?? today };
  const isReduced = isTaxReduced(facts);
  const deeds = allowed(distributionMachine, row.state, ['finance']);
  const isEntered = enteredDistributionStates.some((state) => state === row.state);
  return {
    receiptId: row.receiptId,
    shares,
    netFen: row.netFen,
    teamPpm: row.teamPpm,
    floorPpm: row.floorPpm,
    floorSource: row.floorSource,
    team: team.map((line) => ({ ...line, taxableFen: taxableOf(line.amountFen, isReduced) })),
    payout: payouts[0] ?? null,
    conditions: rewardConditions(facts),
    isReduced,
    mayRecord:
      row.state === 'proposed' && mayDoMoney(ctx.actor, 'propose') && team.some(({ outcome }) => outcome === null),
    mayPayOut: team.length > 0 && deeds.includes('payOut') && mayDoMoney(ctx.actor, 'payOut'),
    commissions,
    isEntered,
    mayPayCommission: isEntered && mayDoMoney(ctx.actor, 'payCommission'),
    mayDeclare: deeds.includes('declareTax') && mayDoMoney(ctx.actor, 'declareTax'),
  };
}

/** A rewarded person's own share, whatever his role: how it came about, what is taxed, what he may answer. */
export async function sharePage(ctx: ActorContext, shareId: string) {
  const [head] = await ctx.db
    .select({
      share: distributionShares,
      row: distributions,
      receiptNo: receipts.no,
      receivedAt: receipts.confirmedAt,
      contractNo: contracts.no,
      title: contracts.title,
      unit: organisations.name,
      isSample: organisations.isSample,
      paid: sharePayouts,
      payout: distributionPayouts,
    })
    .from(distributionShares)
    .innerJoin(distributions, eq(distributions.id, distributionShares.distributionId))
    .innerJoin(receipts, eq(receipts.id, distributions.receiptId))
    .innerJoin(contracts, eq(contracts.id, distributions.contractId))
    .innerJoin(organisations, eq(organisations.id, distributions.orgId))
    .leftJoin(sharePayouts, eq(sharePayouts.shareId, distributionShares.id))
    .leftJoin(distributionPayouts, eq(distributionPayouts.distributionId, distributions.id))
    .where(eq(distributionShares.id, shareId));
  if (head === undefined || head.share.userId !== ctx.actor.userId || head.share.kind !== 'person') {
    throw new AppError('not_found');
  }
  const { row, share, receivedAt, ...rest } = head;
  const facts = await rewardFactsOf(ctx, row);
  const conditions = rewardConditions({ ...facts, paidOn: head.payout?.paidOn ?? dayOf(ctx.now()) });
  // What was paid was taxed as it was then.
  const isReduced = head.payout?.isReduced ?? conditions.every(({ isMet }) => isMet);
  const taxable = { reducedFen: taxableOf(share.amountFen, true), fullFen: share.amountFen, isReduced };
  const own = (await teamLines(ctx, row.id)).find(({ id }) => id === shareId);
  return {
    ...rest,
    share,
    state: row.state,
    receivedOn: receivedAt && dayOf(receivedAt),
    floorSource: row.floorSource,
    amountFen: share.amountFen,
    // The other people's parts stay here: the steps have sums alone.
    steps: shareSteps({
      ...row,
      lines: await shareLines(ctx, row.id),
      amountFen: share.amountFen,
      taxable,
      paid: head.paid,
    }),
    conditions,
    taxable,
    answer: own?.outcome ? { outcome: own.outcome, note: own.note ?? '', answeredAt: own.answeredAt } : null,
    mayAnswer: row.state === 'proposed' && own?.outcome == null,
  };
}
