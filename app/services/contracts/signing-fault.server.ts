import { type AmendmentFault, countedFault, waitFault } from '#app/domain/amendment-rules.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';
import { performedOf } from './performed-of.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** Why a change that was prepared cannot be signed any more: what was reported or reached meanwhile is counted by what it changes. */
export async function signingFault(
  ctx: Pick<Context, 'db' | 'now'>,
  { contractId, baseVersionN, versionN, effectiveOn }: Amendment,
): Promise<AmendmentFault | null> {
  const before = await getTerms(ctx, contractId, baseVersionN);
  const after = await getTerms(ctx, contractId, versionN);
  return (
    countedFault(before, after, await performedOf(ctx, contractId)) ??
    waitFault(before, after, { effectiveOn, today: dayOf(ctx.now()) })
  );
}
