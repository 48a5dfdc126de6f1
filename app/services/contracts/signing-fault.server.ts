import { type AmendmentFault, countedFault, waitFault } from '#app/domain/amendment-rules.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Context } from '../context.server.ts';
import { getVersion } from './own-contract.server.ts';
import { performedOf } from './performed-of.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** Why a change that was prepared cannot be signed any more: what was reported or reached meanwhile is counted by what it changes. */
export async function signingFault(
  ctx: Pick<Context, 'db' | 'now'>,
  { contractId, baseVersionN, versionN, effectiveOn }: Amendment,
): Promise<AmendmentFault | null> {
  const before = termsFromJson((await getVersion(ctx, contractId, baseVersionN)).data.terms);
  const after = termsFromJson((await getVersion(ctx, contractId, versionN)).data.terms);
  return (
    countedFault(before, after, await performedOf(ctx, contractId)) ??
    waitFault(before, after, { effectiveOn, today: dayOf(ctx.now()) })
  );
}
