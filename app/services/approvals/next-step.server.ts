import { and, eq } from 'drizzle-orm';
import { approvals } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { decisionsOf } from './own-approval.server.ts';

/** Name of the step at which an organisation's approval of the present version waits; null where none runs. */
export async function nextApprovalStep(
  ctx: Pick<Context, 'db'>,
  contract: { readonly id: string; readonly versionN: number },
  orgId: string,
): Promise<string | null> {
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
  return run.steps[decided.length]?.name ?? null;
}
