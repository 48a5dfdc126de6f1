import type { PayLaterTerms } from '#app/domain/contract.ts';
import { givesTechnology, kindOf } from '#app/domain/contract-kind.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { conflictWords, grantConflict, type GrantConflict, isCurable } from '#app/domain/grant-conflicts.ts';
import type { Context, In } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import { grantOf, type GrantSubject, numbersOf, standingGrants } from './standing-grants.server.ts';

interface FoundConflict extends GrantConflict {
  readonly says: string;
}

/** What stands between these terms and the owner's live contracts, as a reader of `viewerOrgId` may know it; what forbids them first. */
export async function conflictsOf(
  ctx: Pick<Context, 'db' | 'now'>,
  subject: GrantSubject,
  terms: PayLaterTerms,
  viewerOrgId: string | null,
): Promise<FoundConflict[]> {
  if (!givesTechnology(kindOf(terms))) return [];
  const next = grantOf(subject, terms, dayOf(ctx.now()));
  const found = (await standingGrants(ctx, subject, terms)).flatMap((live): FoundConflict[] => {
    const conflict = grantConflict(next, live);
    if (conflict === null) return [];
    const mayKnow =
      viewerOrgId !== null && [live.contract.licensorOrgId, live.contract.licenseeOrgId].includes(viewerOrgId);
    return [{ ...conflict, says: conflictWords(conflict, mayKnow ? live.contractNo : null) }];
  });
  return found.toSorted((a, b) => Number(b.severity === 'block') - Number(a.severity === 'block'));
}

/**
 * Refuses terms that give what is given already (domain §3.1). Whoever is about to give of this achievement, or of a right by its
 * number, waits for the one before until the transaction ends: of two contracts that are signed at once the second is refused.
 * `mayBeNamed`: terms that the owner has still to answer, who alone knows which contract to except. Throws conflict.
 */
export async function requireFree(
  tx: In<Context>,
  subject: GrantSubject,
  terms: PayLaterTerms,
  viewerOrgId: string | null,
  mayBeNamed = false,
): Promise<void> {
  if (!givesTechnology(kindOf(terms))) return;
  const names = [subject.achievementId, ...numbersOf(terms)].map((name) => `grant:${name}`);
  for (const name of [...new Set(names)].toSorted()) await lockName(tx.db, name);
  const found = await conflictsOf(tx, subject, terms, viewerOrgId);
  const first = found.find((conflict) => conflict.severity === 'block' && !(mayBeNamed && isCurable(conflict)));
  if (first !== undefined) throw new AppError('conflict', { says: first.says });
}
