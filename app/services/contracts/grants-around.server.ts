import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  conflictWords,
  type GrantConflict,
  grantConflict,
  type GrantCure,
  grants,
  hiddenWords,
} from '#app/domain/grant-conflicts.ts';
import { givesSame } from '#app/domain/same-grant.ts';
import type { Context, In } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import { coursesOf } from './clearance-course.server.ts';
import { clearedBeside } from './clearances.server.ts';
import type { Contract } from './own-contract.server.ts';
import { seesContract } from './sees-contract.server.ts';
import { grantOf, type GrantSubject, numbersOf, standingGrants } from './standing-grants.server.ts';

type Reader = Pick<Context, 'db' | 'now' | 'actor'>;

export interface FoundConflict extends GrantConflict {
  readonly earlier: Contract;
  /** The version of it that gives what is contradicted. */
  readonly earlierVersionN: number;
  /** Whether the actor sees the earlier contract: else he is told nothing of it. */
  readonly mayKnow: boolean;
  readonly says: string;
  /** Of the earlier contract, to be held against the terms. */
  readonly scope: Pick<PayLaterTerms, 'territory' | 'fieldOfUse'> & { readonly endOn: Day };
}

/** Whether the owner states something of it now: nothing else waits, or what waits has no end of its own. */
export const isStatable = ({ cure, pending }: GrantConflict): boolean =>
  cure === 'clear' || (pending?.what === 'consent' && pending.untilOn === null);

/** What stands between these terms and the owner's live contracts; what forbids them first. */
export async function conflictsOf(ctx: Reader, subject: GrantSubject, terms: PayLaterTerms): Promise<FoundConflict[]> {
  if (!grants(terms)) return [];
  const next = grantOf(subject, terms, dayOf(ctx.now()));
  const cleared = subject.id === undefined ? [] : await clearedBeside(ctx, subject.id, terms);
  const found: FoundConflict[] = [];
  const standing = await standingGrants(ctx, subject, terms);
  const course = await coursesOf(
    ctx,
    standing.map(({ contract }) => contract.id),
  );
  for (const live of standing) {
    const { contract: earlier, versionN: earlierVersionN, contractNo } = live;
    const said = cleared.filter(
      ({ earlierId, terms: then }) => earlierId === earlier.id && givesSame(then, live.terms),
    );
    // What was judged of words alone clears nothing that meets.
    const stated = said.filter(({ ground }) => ground !== 'words');
    const conflict = grantConflict(next, {
      ...live,
      isCleared: stated.some((one) => one.pending === null),
      isJudged: said.length > stated.length,
      isDenied: course(earlier.id, subject.licenseeOrgId).isDenied,
      pending: stated[0]?.pending ?? null,
    });
    if (conflict === null) continue;
    const mayKnow = ctx.actor !== null && (await seesContract({ db: ctx.db, actor: ctx.actor }, earlier));
    const says = mayKnow ? conflictWords(conflict, contractNo) : hiddenWords(conflict);
    const { territory, fieldOfUse } = live.terms;
    const scope = { territory, fieldOfUse, endOn: live.endOn };
    found.push({ ...conflict, earlier, earlierVersionN, mayKnow, says, scope });
  }
  return found.toSorted((a, b) => Number(b.severity === 'block') - Number(a.severity === 'block'));
}

/**
 * Refuses terms that give what is given already (domain §3.1). Whoever is about to give of this achievement, or of a right by its number,
 * waits for the one before until the transaction ends: of two contracts that are signed at once the second is refused. `awaited`: what
 * may still be missing now, because somebody does it before anybody signs. Throws conflict.
 */
export async function requireFree(
  tx: In<Context>,
  subject: GrantSubject,
  terms: PayLaterTerms,
  awaited: readonly GrantCure[] = [],
): Promise<void> {
  if (!grants(terms)) return;
  const names = [subject.achievementId, ...numbersOf(terms)].map((name) => `grant:${name}`);
  for (const name of [...new Set(names)].toSorted()) await lockName(tx.db, name);
  const found = await conflictsOf(tx, subject, terms);
  const first = found.find(
    ({ severity, cure }) => severity === 'block' && !awaited.some((missing) => missing === cure),
  );
  if (first !== undefined) throw new AppError('conflict', { says: first.says });
}

/**
 * What may be missing where the terms are settled and published: who judges words, has to look at a statement or answers it does so before
 * anybody signs. Whoever could agree to one field and not to another would read a competitor's contract.
 */
export const awaitedBeforeSigning: readonly GrantCure[] = ['judge', 'review', 'wait'];

/**
 * What may be missing when terms are put to the other side: the owner states why two contracts go beside each other before it is
 * agreed; of terms that the licensee writes, who knows of no other contract, the owner answers with the clause, too.
 */
export const awaitedOf = (side: 'licensor' | 'licensee'): readonly GrantCure[] =>
  side === 'licensor' ? ['clear', ...awaitedBeforeSigning] : ['name', 'clear', ...awaitedBeforeSigning];
