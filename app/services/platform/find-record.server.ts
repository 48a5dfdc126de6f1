import { eq } from 'drizzle-orm';
import { isAppError } from '#app/domain/errors.ts';
import { readRecordNumber, type RecordSeries } from '#app/domain/record-number.ts';
import { achievements, contracts, deals, demands, events, receipts } from '#db/schema/index.ts';
import { getPublicAchievement } from '../achievements/queries.server.ts';
import { seeContract } from '../contracts/see-contract.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { reachDeal } from '../deals/reach-deal.server.ts';
import { getPublicDemand } from '../demands/queries.server.ts';
import { getPublicEvent } from '../events/public-queries.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { getOwnReceipt } from '../payments/own-receipt.server.ts';

/** Where the record stands that the words name by its number; null for other words and for what the person may not see. */
export async function findRecord(ctx: Context, words: string): Promise<string | null> {
  const named = readRecordNumber(words);
  if (named === null) return null;
  return finders[named.series]?.(ctx, named.no) ?? null;
}

type Finder = (ctx: Context, no: string) => Promise<string | null>;

const finders: Partial<Record<RecordSeries, Finder>> = {
  async achievement(ctx, no) {
    const shown = await orNull(async () => `/achievements/${(await getPublicAchievement(ctx, no)).no}`);
    if (shown !== null) return shown;
    const [row] = await ctx.db.select().from(achievements).where(eq(achievements.no, no));
    return row !== undefined && row.orgId === ctx.actor?.org?.orgId ? `/desk/achievements/${row.id}` : null;
  },
  async demand(ctx, no) {
    const [row] = await ctx.db.select().from(demands).where(eq(demands.no, no));
    if (row === undefined) return null;
    if (row.orgId === ctx.actor?.org?.orgId) return `/desk/demands/${row.id}`;
    return orNull(async () => `/demands/${(await getPublicDemand(ctx, no)).no}`);
  },
  event: (ctx, no) =>
    orNull(async () => {
      const [row] = await ctx.db.select({ id: events.id, orgId: events.orgId }).from(events).where(eq(events.no, no));
      if (row !== undefined && row.orgId === ctx.actor?.org?.orgId) return `/desk/events/${row.id}`;
      return `/events/${(await getPublicEvent(ctx, no)).event.no}`;
    }),
  deal: (ctx, no) =>
    seen(ctx, async (known) => {
      const [row] = await ctx.db.select({ id: deals.id }).from(deals).where(eq(deals.no, no));
      return row && `/desk/deals/${(await reachDeal(known, row.id)).deal.id}`;
    }),
  contract: (ctx, no) =>
    seen(ctx, async (known) => {
      const [row] = await ctx.db.select({ id: contracts.id }).from(contracts).where(eq(contracts.no, no));
      return row && `/desk/contracts/${(await seeContract(known, row.id)).contract.id}`;
    }),
  receipt: (ctx, no) =>
    seen(ctx, async (known) => {
      const [row] = await ctx.db.select({ id: receipts.id }).from(receipts).where(eq(receipts.no, no));
      return row && maySeeMoney(known) ? `/desk/receipts/${(await getOwnReceipt(known, row.id)).id}` : undefined;
    }),
};

const seen = (ctx: Context, find: (ctx: ActorContext) => Promise<string | undefined>): Promise<string | null> =>
  ctx.actor === null ? Promise.resolve(null) : orNull(() => find(ctx as ActorContext));

/** A refusal is nothing found: who may not see a record does not learn that it is there. */
async function orNull(find: () => Promise<string | undefined>): Promise<string | null> {
  try {
    return (await find()) ?? null;
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
