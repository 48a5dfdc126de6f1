import { approvalGates } from '#app/domain/approval-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { type Approval, moveApproval } from './move-approval.server.ts';
import { lockOwnApproval } from './own-approval.server.ts';

/** An officer of the unit takes an approval back that is not decided yet, to begin it again with other facts. */
export async function withdrawApproval(ctx: ActorContext, approvalId: string): Promise<Approval> {
  if (!approvalGates.withdraw(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const { approval } = await lockOwnApproval(tx, approvalId);
    const moved = await moveApproval(tx, approval, 'withdraw');
    await audit(tx, {
      deed: 'approval.withdraw',
      subjectType: 'contract',
      subjectId: approval.contractId,
      versionN: approval.versionN,
    });
    return moved;
  });
}
