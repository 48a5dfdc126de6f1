import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { contractableStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import { endsTrade } from '#app/domain/listing-end.ts';
import { auctions, deals, trades } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { findLiveListingOf } from '../listings/own-listing.server.ts';
import { liveTradeStates } from './own-trade.server.ts';

type Reader = Pick<Context, 'db'>;

interface ToSign {
  readonly contract: Pick<Contract, 'id' | 'achievementId' | 'dealId'>;
  readonly versionN: number;
  /** The signed version that it changes; null for the contract itself. */
  readonly baseVersionN: number | null;
}

/** Whether signing this version takes its achievement off the market. */
export async function takesOffMarket(ctx: Reader, { contract, versionN, baseVersionN }: ToSign): Promise<boolean> {
  const termsOf = async (n: number) => termsFromJson((await getVersion(ctx, contract.id, n)).data.terms);
  return endsTrade(await termsOf(versionN), baseVersionN === null ? null : await termsOf(baseVersionN));
}

/**
 * Nobody signs away what is being sold in public (促进科技成果转化法 art. 18): not while a trade runs or a house has announced it, nor
 * while its buyer drafts the contract; the buyer's own contract goes through. The listing is held, under which trades are announced.
 */
export async function refuseBesideTrade(tx: In<Context>, version: ToSign): Promise<void> {
  if (!(await takesOffMarket(tx, version))) return;
  await findLiveListingOf(tx, version.contract.achievementId);
  const says = await saleBeside(tx, version.contract);
  if (says !== null) throw new AppError('invalid', { says });
}

async function saleBeside(ctx: Reader, { achievementId, dealId }: ToSign['contract']): Promise<string | null> {
  const [running] = await ctx.db
    .select({ no: trades.no })
    .from(trades)
    .where(and(eq(trades.achievementId, achievementId), inArray(trades.state, liveTradeStates)));
  if (running !== undefined)
    return `这项成果正在挂牌交易（${running.no}），这份合同一签就没有可以卖的了。竞价开始前可以先撤回交易公告，否则等交易有了结果再签。`;
  const announced = and(eq(auctions.achievementId, achievementId), eq(auctions.state, 'announced'));
  if ((await ctx.db.$count(auctions, announced)) > 0)
    return '这项成果有拍卖公告，这份合同一签就没有可以卖的了。请先撤回拍卖委托，或者等拍卖有了结果再签。';
  const no = await resultBeside(ctx, achievementId, dealId);
  if (no === null) return null;
  return `这项成果已在公开交易中成交（${no}），成交方正在与完成单位起草合同。那份合同签完，或者那项洽谈结束以后，才能与别人签。`;
}

/** The number of a result whose buyer still talks with the seller in another deal; null where there is none. */
async function resultBeside(ctx: Reader, achievementId: string, dealId: string): Promise<string | null> {
  const isElsewhere = and(ne(deals.id, dealId), inArray(deals.state, [...contractableStates]));
  const [trade] = await ctx.db
    .select({ no: trades.no })
    .from(trades)
    .innerJoin(deals, eq(deals.id, trades.dealId))
    .where(and(eq(trades.achievementId, achievementId), eq(trades.state, 'concluded'), isElsewhere))
    .orderBy(desc(trades.createdAt))
    .limit(1);
  if (trade !== undefined) return trade.no;
  const [auction] = await ctx.db
    .select({ no: auctions.confirmationNo })
    .from(auctions)
    .innerJoin(deals, eq(deals.id, auctions.dealId))
    .where(and(eq(auctions.achievementId, achievementId), eq(auctions.state, 'sold'), isElsewhere))
    .orderBy(desc(auctions.createdAt))
    .limit(1);
  return auction?.no ?? null;
}
