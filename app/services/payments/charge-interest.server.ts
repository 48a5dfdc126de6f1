import { isProofFresh } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { isInterestChargeable } from '#app/domain/interest-charge.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { interestCharges } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { findInterest } from './interest-of-claim.server.ts';
import { lockClaim } from './lock-claim.server.ts';
import { getOwnClaim } from './own-claim.server.ts';
import type { Obligation } from './raise-claim.server.ts';
import { raiseObligation } from './raise-obligation.server.ts';

/**
 * The payee's finance charges the default interest (违约金) on a claim that was paid late (民法典 art. 585, 873): a claim of its own,
 * with the clause and the steps of its sum. Only what stands: all of the claim is paid, nothing is under way, or the limit is
 * reached. With a fresh second factor; `amountFen` is what was shown and confirmed: where it comes to another sum since, nothing is
 * charged. The last day to pay moves over rest days where the contract says so. A contract that was settled or whose
 * term is over stays so: the penalty is open beside it.
 */
export async function chargeInterest(
  ctx: ActorContext,
  { obligationId, amountFen: shownFen }: { readonly obligationId: string; readonly amountFen?: Fen },
): Promise<Obligation> {
  if (!mayDoMoney(ctx.actor, 'interest')) throw new AppError('forbidden');
  await getOwnClaim(ctx, obligationId, 'payee');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const { contract, obligation, awaitedFen } = await lockClaim(tx, obligationId);
    const interest = await findInterest(tx, contract, obligation);
    if (interest === null || !isInterestChargeable(interest, awaitedFen)) throw new AppError('state_changed');
    const { amountFen: totalFen, chargeableFen: amountFen, untilOn, payBy: dueOn } = interest;
    if (shownFen !== undefined && shownFen !== amountFen) {
      throw new AppError('conflict', {
        says: `违约金现在是 ${formatYuan(amountFen)} 元，与你确认的不同，请重新核对。`,
      });
    }
    const steps = [...interest.steps, ...interest.corrections];
    const sums = { untilOn, totalFen, amountFen, steps, basis: 'as_owed' as const };
    const row = { contractId: contract.id, obligationId, ...sums };
    const charge = await insertRow(tx, interestCharges, { ...row, chargedBy: tx.actor.userId, createdAt: tx.now() });
    await audit(tx, { deed: 'interest.charge', subjectType: 'obligation', subjectId: obligationId });
    const claim = await raiseObligation(tx, {
      contract,
      kind: 'interest',
      subjectId: charge.id,
      label: `违约金 ${obligation.label}`,
      amountFen,
      dueOn,
    });
    // A credit may have covered it whole.
    await settleContract(tx, contract.id);
    return claim;
  });
}
