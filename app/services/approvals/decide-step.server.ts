import { hasRole } from '#app/domain/access.ts';
import { approvalGates } from '#app/domain/approval-access.ts';
import { barredFromPage } from '#app/domain/approval.ts';
import { AppError } from '#app/domain/errors.ts';
import { approvalDecisions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Approval, moveApproval } from './move-approval.server.ts';
import { lockOwnApproval } from './own-approval.server.ts';
import { versionToApprove } from './version-to-approve.server.ts';
import { tellNextStep } from './tell-next-step.server.ts';

export interface StepDecision {
  readonly approvalId: string;
  /** The step the person saw; another one by now is state_changed. */
  readonly position: number;
  readonly outcome: 'passed' | 'returned';
  readonly note: string;
  /** Scan of the signed form or the minutes; a step on paper cannot do without. */
  readonly file: Received | null;
}

/**
 * Decides the step that is next. On the page nobody decides two steps of one approval, nor what he began himself; a step on
 * paper is recorded by the officer with its scan. The last one that passes completes the approval.
 */
export async function decideStep(ctx: ActorContext, given: StepDecision): Promise<Approval> {
  if (!approvalGates.decide(ctx.actor)) throw new AppError('forbidden');
  const { position, outcome, note } = given;
  return inTransaction(ctx, async (tx) => {
    const { approval, decided, contract } = await lockOwnApproval(tx, given.approvalId);
    const step = approval.steps[position];
    const isNext = approval.state === 'open' && decided.length === position;
    const asked = await versionToApprove(tx, contract, approval.orgId);
    if (!isNext || step === undefined || asked?.versionN !== approval.versionN) throw new AppError('state_changed');
    const isPaper = step.way === 'paper';
    if (!hasRole(tx.actor, isPaper ? 'officer' : step.role)) throw new AppError('forbidden');
    const { userId } = tx.actor;
    if (!isPaper && barredFromPage(approval.steps, { ...approval, decided }).includes(userId)) {
      throw new AppError('invalid', { says: '同一个人不能既发起又审批，也不能审批两个环节。请由另一位同事办理。' });
    }
    if (isPaper && given.file === null) {
      throw new AppError('invalid', { says: '线下决定的环节要上传签字的审批表或会议纪要。' }, 'file');
    }
    const file = given.file === null ? null : await keepFile(tx, given.file, 'approval', approval.orgId);
    await tx.db.insert(approvalDecisions).values({
      approvalId: approval.id,
      position,
      outcome,
      note,
      fileId: file?.id ?? null,
      decidedBy: userId,
      decidedAt: tx.now(),
    });
    const isLast = position === approval.steps.length - 1;
    const moved =
      outcome === 'returned'
        ? await moveApproval(tx, approval, 'return')
        : isLast
          ? await moveApproval(tx, approval, 'complete')
          : await moveApproval(tx, approval, 'pass');
    await audit(tx, {
      deed: `approval.${outcome === 'passed' ? 'pass' : 'return'}`,
      subjectType: 'contract',
      subjectId: approval.contractId,
      versionN: approval.versionN,
    });
    if (moved.state === 'open') await tellNextStep(tx, moved, position + 1);
    else {
      const kind = moved.state === 'approved' ? 'approval.complete' : 'approval.return';
      await notifyPeople(tx, [moved.startedBy], { kind, href: `/desk/contracts/${moved.contractId}/approval` });
    }
    return moved;
  });
}
