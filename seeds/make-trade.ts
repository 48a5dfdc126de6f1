import type { ListingTerms } from '#app/domain/listing-input.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import type { TradeTerms } from '#app/domain/trade-input.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { listAchievement } from '#app/services/listings/list-achievement.server.ts';
import { applyToTrade } from '#app/services/trades/apply-to-trade.server.ts';
import { qualifyApplication } from '#app/services/trades/decide-application.server.ts';
import { openTrade } from '#app/services/trades/open-trade.server.ts';
import type { Trade, TradeApplication } from '#app/services/trades/own-trade.server.ts';
import type { Database } from '#db/client.server.ts';
import { asActor, makeAchievement, makeOrganisation, makePerson } from './make.ts';

const day = 86_400_000;

/** Ask 58 万元, steps of 1, deposit of 5; applications for six days, bidding for an hour on the eighth. */
export const tradeTerms = (now: Date, given: Partial<TradeTerms> = {}): TradeTerms => ({
  object: '普通许可，中国境内，五年，马铃薯淀粉加工领域。',
  payTerms: '签约后 15 日内一次付清。',
  qualification: '从事淀粉加工的企业，近三年没有行政处罚。',
  askFen: 58_000_000n,
  stepFen: 1_000_000n,
  depositFen: 5_000_000n,
  floorFen: null,
  applyUntil: new Date(now.getTime() + 6 * day),
  biddingAt: new Date(now.getTime() + 8 * day),
  closesAt: new Date(now.getTime() + 8 * day + 3_600_000),
  resultDays: 5,
  ...given,
});

/** Listed at a fixed price, to be sold by 挂牌交易. */
export const exchangeTerms: ListingTerms = listingInput(7).parse({
  modes: ['LIC_NON'],
  pricing: 'exchange',
  priceKind: 'fixed',
  min: '58',
});

interface Bidder {
  readonly ctx: ActorContext;
  readonly application: TradeApplication;
}

/** A 挂牌交易 in its notice, with so many qualified bidders. */
export async function makeTrade(
  ctx: Context,
  bidders: number,
  given: Partial<TradeTerms> = {},
): Promise<{ trade: Trade; officer: ActorContext; approver: ActorContext; bidders: Bidder[] }> {
  const db = ctx.db as Database;
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const approver = await asActor(ctx, await makePerson(db, unit, ['approver']));
  const { id } = await makeAchievement(db, unit, person);
  const listing = await listAchievement(officer, { id, terms: exchangeTerms });
  const trade = await openTrade(officer, { listingId: listing.id, terms: tradeTerms(ctx.now(), given) });
  const made: Bidder[] = [];
  for (let n = 0; n < bidders; n += 1) {
    const company = await makeOrganisation(db, { kind: 'enterprise' });
    const bidder = await asActor(ctx, await makePerson(db, company, ['officer']));
    const { id: applicationId } = await applyToTrade(bidder, {
      tradeId: trade.id,
      statement: '本公司年加工马铃薯 20 万吨。',
    });
    const application = await qualifyApplication(officer, {
      tradeId: trade.id,
      applicationId,
      depositOn: '2026-11-20',
      depositReference: `LS${n}`,
    });
    made.push({ ctx: bidder, application });
  }
  return { trade, officer, approver, bidders: made };
}
