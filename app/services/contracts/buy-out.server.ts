import { v5 } from 'uuid';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { isProofFresh } from '#app/domain/access.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { declare, requireStandingDeclaration } from './declare.server.ts';
import { lastDeclaration } from './last-declaration.server.ts';
import { type Contract, getVersion, lockContract } from './own-contract.server.ts';
import { settleContract } from './settle-contract.server.ts';
import { tellCapReached } from './tell-cap-reached.server.ts';
import { requireSeenVersion } from './require-seen-version.server.ts';

/**
 * The licensee pays the agreed price once and no royalty from today on; what was charged before counts towards it where that is
 * agreed. The revenue up to yesterday is still reported. Only where the terms know a price, once, with a fresh second factor.
 */
export async function buyOut(
  ctx: ActorContext,
  input: { readonly contractId: string; readonly versionN: number },
): Promise<Contract> {
  const given = { ...input, ground: 'by_terms', reason: '按合同约定的买断价买断提成。' } as const;
  await requireStandingDeclaration(ctx, 'buy_out', given);
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    await requireSeenVersion(tx, contract, input.versionN);
    const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
    const { royalty } = termsFromJson(data.terms);
    if (royalty?.buyOut == null) throw new AppError('state_changed');
    if ((await lastDeclaration(tx, contract.id, 'buy_out')) !== null) throw new AppError('state_changed');
    await declare(tx, contract, 'licensee', 'buy_out', given);
    const { books, chargedFen } = await getRoyaltyAccount(tx, contract);
    if (books !== null && books.dueFen > 0n) {
      await raiseObligation(tx, {
        contract,
        kind: 'royalty',
        subjectId: v5('buy_out', contract.id),
        label: '提成买断价',
        amountFen: books.dueFen,
        dueOn: addDays(dayOf(tx.now()), royalty.payWithinDays),
      });
      await tellCapReached(tx, contract, chargedFen);
    }
    // What was charged before, or a credit, may have covered the price.
    return settleContract(tx, contract.id, await planNextReport(tx, contract));
  });
}
