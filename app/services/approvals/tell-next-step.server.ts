import type { ActorContext, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import type { Approval } from './move-approval.server.ts';

/** Tells those who decide the step at `position`: its role, or for a step on paper the officers. */
export async function tellNextStep(tx: In<ActorContext>, approval: Approval, position: number): Promise<void> {
  const step = approval.steps[position];
  if (step === undefined) return;
  const roles = step.way === 'paper' ? (['officer'] as const) : ([step.role] as const);
  await notifyOrganisation(tx, approval.orgId, roles, {
    kind: 'approval.step',
    params: { step: step.name },
    href: `/desk/contracts/${approval.contractId}/approval`,
  });
}
