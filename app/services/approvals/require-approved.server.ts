import { and, eq, inArray } from 'drizzle-orm';
import { approvalMachine } from '#app/domain/approval.ts';
import { AppError } from '#app/domain/errors.ts';
import { statesWith } from '#app/domain/machine.ts';
import { approvals } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { chainOfContract } from './chain-of-contract.server.ts';

/**
 * Whether an organisation may sign: where it has a chain for such a sum, this very version has passed it. An approval that was
 * begun counts even if the chain was ended since.
 */
export async function isApproved(
  ctx: Pick<Context, 'db'>,
  contract: { readonly id: string; readonly versionN: number },
  orgId: string,
): Promise<boolean> {
  const [live] = await ctx.db
    .select({ state: approvals.state })
    .from(approvals)
    .where(
      and(
        eq(approvals.contractId, contract.id),
        eq(approvals.versionN, contract.versionN),
        eq(approvals.orgId, orgId),
        inArray(approvals.state, statesWith(approvalMachine, 'live')),
      ),
    );
  if (live !== undefined) return live.state === 'approved';
  return (await chainOfContract(ctx, contract, orgId)) === null;
}

/**
 * The gate before an organisation's signature.
 *
 * @throws AppError approval_required
 */
export async function requireApproved(...given: Parameters<typeof isApproved>): Promise<void> {
  if (!(await isApproved(...given))) throw new AppError('approval_required');
}
