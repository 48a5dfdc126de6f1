import { type AmendmentFault, countedFault, waitFault } from '#app/domain/amendment-rules.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';
import { performedOf } from './performed-of.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/**
 * Why a change that was prepared cannot be signed any more: what was reported or reached meanwhile is counted by what it changes.
 * `signedOn`: the day by which it is judged, that of the last signature or seal where both signed it before today.
 */
export async function signingFault(
  ctx: Pick<Context, 'db' | 'now'>,
  { contractId, baseVersionN, versionN, effectiveOn }: Amendment,
  signedOn: Day = dayOf(ctx.now()),
): Promise<AmendmentFault | null> {
  const before = await getTerms(ctx, contractId, baseVersionN);
  const after = await getTerms(ctx, contractId, versionN);
  return (
    countedFault(before, after, await performedOf(ctx, contractId, signedOn)) ??
    waitFault(before, after, { effectiveOn, today: signedOn })
  );
}
