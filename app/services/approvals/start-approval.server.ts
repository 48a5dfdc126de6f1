import { v7 } from 'uuid';
import type { Relation, Valuation } from '#app/domain/approval.ts';
import { approvalGates } from '#app/domain/approval-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { approvals } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getOwnContract, lockContract } from '../contracts/own-contract.server.ts';
import { chainOfContract } from './chain-of-contract.server.ts';
import type { Approval } from './move-approval.server.ts';
import { versionToApprove } from './version-to-approve.server.ts';
import { tellNextStep } from './tell-next-step.server.ts';

export interface StartApproval {
  readonly contractId: string;
  readonly versionN: number;
  readonly valuation: Valuation;
  readonly valuationNote: string;
  readonly relation: Relation;
  readonly relationNote: string;
  readonly note: string;
}

/** The officer puts the agreed version, or the change of a signed contract, before his unit, by the chain that its sum takes, with what the decision rests on. */
export async function startApproval(ctx: ActorContext, input: StartApproval): Promise<Approval> {
  if (!approvalGates.start(ctx.actor)) throw new AppError('forbidden');
  const { contractId, versionN, ...facts } = input;
  await getOwnContract(ctx, contractId);
  const orgId = ctx.actor.org?.orgId ?? '';
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const asked = await versionToApprove(tx, contract, orgId);
    if (asked?.versionN !== versionN) throw new AppError('state_changed');
    const chain = await chainOfContract(tx, { id: contractId, versionN }, orgId);
    if (chain === null) throw new AppError('state_changed');
    const [approval] = await tx.db
      .insert(approvals)
      .values({
        id: v7(),
        contractId,
        versionN,
        orgId,
        chainId: chain.id,
        steps: chain.steps,
        state: 'open',
        ...facts,
        startedBy: tx.actor.userId,
        startedAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning();
    if (approval === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'approval.start', subjectType: 'contract', subjectId: contractId, versionN });
    await tellNextStep(tx, approval, 0);
    return approval;
  });
}
