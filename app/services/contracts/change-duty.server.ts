import { and, eq } from 'drizzle-orm';
import { restartsPublicity } from '#app/domain/amendment-rules.ts';
import { keepRights, rightId } from '#app/domain/contract-rights.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { achievementVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';
import type { Contract } from './own-contract.server.ts';
import { type PublicityDuty, termsDuty } from './publicity-duty.server.ts';

type Reader = Pick<Context, 'db'>;

interface ChangeDuty extends PublicityDuty {
  /** It is agreed and published before anybody signs it. */
  readonly isAsked: boolean;
}

/**
 * The one answer to whether a change of a signed contract must stand in publicity before it is signed (促进科技成果转化法 art. 18), as it
 * is now: the composer, writing, offering and the gate before a signature all ask here, for the duty may come or go in between.
 */
export async function changeDuty(
  ctx: Reader,
  contract: Contract,
  { before, after }: { readonly before: PayLaterTerms; readonly after: PayLaterTerms },
): Promise<ChangeDuty> {
  const terms = keepRights(before, after);
  const duty = await termsDuty(ctx, contract, terms);
  if (duty.exemption !== null) return { ...duty, isAsked: false };
  // What is to be published for the first time was never published: a work that becomes a gift of the unit's rights.
  if ((await termsDuty(ctx, contract, before)).exemption === 'kind') return { ...duty, isAsked: true };
  const recorded = before.rights === undefined ? await recordedRights(ctx, contract) : [];
  return { ...duty, isAsked: restartsPublicity(before, terms, recorded) };
}

/** The same of a change that is written. */
export async function writtenChangeDuty(
  ctx: Reader,
  contract: Contract,
  { baseVersionN, versionN }: { readonly baseVersionN: number; readonly versionN: number },
): Promise<ChangeDuty> {
  const [before, after] = [await getTerms(ctx, contract.id, baseVersionN), await getTerms(ctx, contract.id, versionN)];
  return changeDuty(ctx, contract, { before, after });
}

/** The rights that the record names in the version which the contract is about, and which its publicity named. */
async function recordedRights(ctx: Reader, { achievementId, achievementVersionN }: Contract): Promise<string[]> {
  const [version] = await ctx.db
    .select({ data: achievementVersions.data })
    .from(achievementVersions)
    .where(and(eq(achievementVersions.achievementId, achievementId), eq(achievementVersions.n, achievementVersionN)));
  return (version?.data.ip ?? []).map(rightId);
}
