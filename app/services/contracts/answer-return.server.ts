import { and, eq, isNull } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { answerReturnWithinDays, type ReturnOutcome } from '#app/domain/material-return.ts';
import { materialReturns } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { getOwnContract, lockContract, requireDeed } from './own-contract.server.ts';
import { tellReturn } from './tell-return.server.ts';

/**
 * The licensor confirms what the licensee said of the materials, which ends it, or contests it with a reason: then the licensee says anew
 * what became of them. Once; a statement that was answered meanwhile is `state_changed`.
 */
export async function answerReturn(
  ctx: ActorContext,
  input: {
    readonly contractId: string;
    readonly n: number;
    readonly outcome: ReturnOutcome;
    readonly reason: string;
  },
): Promise<void> {
  requireDeed(ctx, 'answerReturn');
  const { side } = await getOwnContract(ctx, input.contractId);
  if (side !== 'licensor') throw new AppError('forbidden');
  const { contractId, n, outcome, reason } = input;
  if (outcome === 'contested' && reason.trim() === '')
    throw new AppError('invalid', { says: '请写明哪些资料没有返还或者销毁。' }, 'reason');
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const [answered] = await tx.db
      .update(materialReturns)
      .set({ outcome, reason, answeredBy: tx.actor.userId, answeredAt: tx.now() })
      .where(and(eq(materialReturns.contractId, contractId), eq(materialReturns.n, n), isNull(materialReturns.outcome)))
      .returning();
    if (answered === undefined) throw new AppError('state_changed');
    await clearDeadline(tx, 'contract.confirm_return', contractId);
    if (outcome === 'contested') {
      const dueAt = endOfDay(addDays(dayOf(tx.now()), answerReturnWithinDays));
      await setDeadline(tx, { kind: 'contract.return', subjectId: contractId, orgId: contract.licenseeOrgId, dueAt });
    }
    await tellReturn(tx, contract, outcome);
  });
}
