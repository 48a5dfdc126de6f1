import { and, eq, inArray, isNull } from 'drizzle-orm';
import { contractableStates } from '#app/domain/deal-state.ts';
import { auctions, deals, listings, organisations, trades } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { liveTradeStates } from './own-trade.server.ts';
import { isSignedForSale } from './signed-for-sale.server.ts';

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
    ...(await unnamed(ctx, contract)),
    ...(await drafting(ctx, contract)),
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
 * What a house knocked down, until its buyer's talk is opened or he has signed for it in another: the 成交确认书 binds the seller. The buyer
 * himself, known by the paper's code, signs.
 */
async function unnamed(ctx: Reader, { achievementId, licenseeOrgId }: SoldBeside): Promise<Sale[]> {
  const rows = await ctx.db
    .select({ id: auctions.id, modes: listings.modes })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .leftJoin(organisations, and(eq(organisations.uscc, auctions.buyerUscc), eq(organisations.id, licenseeOrgId)))
    .where(
      and(
        eq(auctions.achievementId, achievementId),
        eq(auctions.state, 'sold'),
        isNull(auctions.dealId),
        isNull(organisations.id),
      ),
    );
  const says =
    '这项成果已经拍定，还没有与买受人签合同。完成单位先在“拍卖”页按成交确认书与买受人起草合同；买受人不履行的，在那里登记解除成交。';
  const open: Sale[] = [];
  for (const { id, modes } of rows) if (!(await isSignedForSale(ctx, id))) open.push({ modes, says });
  return open;
}

/** Results whose buyer still talks with the seller in another deal; of two the earlier goes first, so that they do not wait for each other. */
async function drafting(ctx: Reader, { achievementId, dealId }: SoldBeside): Promise<Sale[]> {
  const sold = await ctx.db
    .select({ no: trades.no, dealId: trades.dealId, createdAt: trades.createdAt, modes: listings.modes })
    .from(trades)
    .innerJoin(listings, eq(listings.id, trades.listingId))
    .innerJoin(deals, and(eq(deals.id, trades.dealId), inArray(deals.state, [...contractableStates])))
    .where(and(eq(trades.achievementId, achievementId), eq(trades.state, 'concluded')));
  const knockedDown = await ctx.db
    .select({
      no: auctions.confirmationNo,
      dealId: auctions.dealId,
      createdAt: auctions.createdAt,
      modes: listings.modes,
    })
    .from(auctions)
    .innerJoin(listings, eq(listings.id, auctions.listingId))
    .innerJoin(deals, and(eq(deals.id, auctions.dealId), inArray(deals.state, [...contractableStates])))
    .where(and(eq(auctions.achievementId, achievementId), eq(auctions.state, 'sold')));
  const results = [...sold, ...knockedDown].toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const own = results.findIndex((result) => result.dealId === dealId);
  const before = own === -1 ? results : results.slice(0, own);
  return before.map(({ no, modes }) => ({
    modes,
    says: `这项成果已在公开交易中成交（${no}），成交方正在与完成单位起草合同。那份合同签完，或者那项洽谈结束以后，才能与别人签。`,
  }));
}
