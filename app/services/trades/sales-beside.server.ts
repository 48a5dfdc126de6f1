import { and, eq, inArray } from 'drizzle-orm';
import { contractableStates } from '#app/domain/deal-state.ts';
import { sellsWhole } from '#app/domain/listing-end.ts';
import { auctions, listings, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { liveTradeStates } from './own-trade.server.ts';
import { performedWords } from './performed-words.server.ts';
import { type PublicSale, salesOf } from './sales.server.ts';
import { signedForSale } from './signed-for-sale.server.ts';

type Reader = Pick<Context, 'db'>;
export type SoldBeside = Pick<Contract, 'achievementId' | 'dealId' | 'licenseeOrgId'>;

/** What is being sold, or was sold and is not signed for yet, and why a contract with somebody else waits for it. */
export interface Sale {
  readonly modes: readonly string[];
  readonly says: string;
}

/** Sales in public of a contract's achievement, but for that from which the contract itself comes. */
export async function salesBeside(ctx: Reader, contract: SoldBeside): Promise<Sale[]> {
  return [
    ...(await running(ctx, contract)),
    ...(await announced(ctx, contract)),
    ...(await unsigned(ctx, contract)),
    ...(await performed(ctx, contract)),
  ];
}

async function running(ctx: Reader, { achievementId }: SoldBeside): Promise<Sale[]> {
  const rows = await ctx.db
    .select({ no: trades.no, modes: listings.modes })
    .from(trades)
    .innerJoin(listings, eq(listings.id, trades.listingId))
    .where(and(eq(trades.achievementId, achievementId), inArray(trades.state, liveTradeStates)));
  return rows.map(({ no, modes }) => ({
    modes,
    says: `这项成果正在挂牌交易（${no}），竞买人按公告的标的出价，这份合同签了标的就不一样了。竞价开始前可以先撤回交易公告，否则等交易有了结果再签。`,
  }));
}

async function announced(ctx: Reader, { achievementId }: SoldBeside): Promise<Sale[]> {
  const rows = await ctx.db
    .select({ modes: listings.modes })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .where(and(eq(auctions.achievementId, achievementId), eq(auctions.state, 'announced')));
  const says = '这项成果有拍卖公告，这份合同签了标的就不一样了。请先撤回拍卖委托，或者等拍卖有了结果再签。';
  return rows.map(({ modes }) => ({ modes, says }));
}

/**
 * What was sold, until its buyer has signed for it in whichever talk, or the sale was ended by a second person's word: the end of his
 * talk alone frees nothing. The buyer himself signs; of two sales the earlier goes first, so that they do not wait for each other.
 */
async function unsigned(ctx: Reader, { achievementId, dealId, licenseeOrgId }: SoldBeside): Promise<Sale[]> {
  const open: PublicSale[] = [];
  for (const sale of await salesOf(ctx, achievementId)) if ((await signedForSale(ctx, sale)) === null) open.push(sale);
  const own = open.findIndex(({ deal, buyerOrgId }) => deal?.id === dealId || buyerOrgId === licenseeOrgId);
  const before = own === -1 ? open : open.slice(0, own);
  return before.map((sale) => ({ modes: sale.modes, says: unsignedWords(sale) }));
}

function unsignedWords({ way, no, deal }: PublicSale): string {
  if (deal === null) {
    return '这项成果已经拍定，还没有与买受人签合同。完成单位先在“拍卖”页按成交确认书与买受人起草合同；买受人不履行的，在那里登记解除成交。';
  }
  const at = way === 'trade' ? '交易页' : '“拍卖”页';
  return contractableStates.includes(deal.state)
    ? `这项成果已在公开交易中成交（${no}），成交方正在与完成单位起草合同。那份合同签完，或者完成单位在${at}登记解除成交以后，才能与别人签。`
    : `这项成果已在公开交易中成交（${no}），还没有按成交签合同。成交方不签的，完成单位先在${at}登记解除成交，再与别人签。`;
}

/** What was assigned, or licensed to one alone, outside of the platform is nobody else's to sign for until that record is ended. */
async function performed(ctx: Reader, { achievementId, dealId, licenseeOrgId }: SoldBeside): Promise<Sale[]> {
  const rows = (await salesOf(ctx, achievementId, 'performed')).filter(({ modes }) => sellsWhole(modes));
  return rows
    .filter(({ deal, buyerOrgId }) => deal?.id !== dealId && buyerOrgId !== licenseeOrgId)
    .map((sale) => ({ modes: sale.modes, says: performedWords(sale, '这份合同与它冲突，不能签') }));
}
