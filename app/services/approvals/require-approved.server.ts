import { and, eq, inArray } from 'drizzle-orm';
import { approvalMachine } from '#app/domain/approval.ts';
import { AppError } from '#app/domain/errors.ts';
import { statesWith } from '#app/domain/machine.ts';
import { approvals } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { chainOfContract } from './chain-of-contract.server.ts';

/**
 * The gate before an organisation's signature: where it has a chain for such a sum, this very version has passed it. An
 * approval that was begun counts even if the chain was ended since.
 *
 * @throws AppError approval_required
 */
export async function requireApproved(
  ctx: Pick<Context, 'db'>,
  contract: { readonly id: string; readonly versionN: number },
  orgId: string,
): Promise<void> {
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
  if (live?.state === 'approved') return;
  if (live === undefined && (await chainOfContract(ctx, contract, orgId)) === null) return;
  throw new AppError('approval_required');
}
