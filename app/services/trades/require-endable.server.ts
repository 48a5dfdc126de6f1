import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { endedContractStates } from '#app/domain/contract-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import { type SaleEndFault, saleEndFault } from '#app/domain/sale-request.ts';
import { contracts, deals } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import type { HeldSale } from './own-sale.server.ts';
import { findSale } from './sales.server.ts';
import { signedForSale } from './signed-for-sale.server.ts';

const faultWords: Readonly<Record<SaleEndFault, string>> = {
  signed: '成交方已经就这项成果和完成单位在平台上签了合同：履行和违约都按那份合同办。',
  unsigned_contract: '与成交方的洽谈里还有没签完的合同，请先撤回合同草案，再申请。',
};

/**
 * A held sale is not ended beside the contract that its buyer signed for it, nor while one waits in his talk, which is held for it.
 * Throws invalid.
 */
export async function requireEndable(tx: In<ActorContext>, { way, row }: HeldSale): Promise<void> {
  const { dealId } = row;
  if (dealId !== null) await tx.db.select({ id: deals.id }).from(deals).where(eq(deals.id, dealId)).for('update');
  const sale = await findSale(tx, way, row.id);
  if (sale === null) throw new AppError('state_changed');
  const isUnsigned = and(isNull(contracts.signedAt), notInArray(contracts.state, [...endedContractStates]));
  if (sale.buyerOrgId !== null) {
    // What its buyer signs elsewhere meanwhile, a contract or a change of one, commits first, and is then read below, or waits.
    const isTheirs = and(eq(contracts.achievementId, sale.achievementId), eq(contracts.licenseeOrgId, sale.buyerOrgId));
    await tx.db.select({ id: contracts.id }).from(contracts).where(isTheirs).orderBy(contracts.id).for('share');
  }
  const fault = saleEndFault({
    isSignedFor: (await signedForSale(tx, sale)) === 'standing',
    hasUnsigned: dealId !== null && (await tx.db.$count(contracts, and(eq(contracts.dealId, dealId), isUnsigned))) > 0,
  });
  if (fault !== null) throw new AppError('invalid', { says: faultWords[fault] });
}
