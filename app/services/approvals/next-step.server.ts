import { and, eq } from 'drizzle-orm';
import { isAskedToDecide } from '#app/domain/approval.ts';
import type { NextApproval } from '#app/domain/contract-step.ts';
import { approvals } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { membersOf } from '../organisations/members-of.server.ts';
import { decisionsOf } from './own-approval.server.ts';

/** The step at which the approval of the present version waits in the actor's own unit, and for whom; null where none runs. */
export async function nextApprovalStep(
  ctx: ActorContext,
  contract: { readonly id: string; readonly versionN: number },
  orgId: string,
): Promise<NextApproval | null> {
  const [run] = await ctx.db
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.contractId, contract.id),
        eq(approvals.versionN, contract.versionN),
        eq(approvals.orgId, orgId),
        eq(approvals.state, 'open'),
      ),
    );
  if (run === undefined) return null;
  const decided = await decisionsOf(ctx, run);
  const next = run.steps[decided.length];
  if (next === undefined) return null;
  const { name, way } = next;
  const may = (await membersOf(ctx)).filter((member) => isAskedToDecide(member, { ...run, decided }));
  const isReader = may.some(({ userId }) => userId === ctx.actor.userId);
  return { name, way, isReader, people: may.map((one) => one.name) };
}
