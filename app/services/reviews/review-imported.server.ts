import { and, eq } from 'drizzle-orm';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { mayDoAchievement } from '#app/domain/achievement-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ImportReviewEvent, importReviewMachine, isSecrecyStep } from '#app/domain/import-review.ts';
import { publicationChecks } from '#app/domain/publication.ts';
import { gatheringRead } from '#app/domain/review.ts';
import { mayReview } from '#app/domain/review-access.ts';
import { importReviews, imports } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { leaveUpdates } from '../imports/leave-updates.server.ts';
import { moveImport } from '../imports/move-import.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { importedPublications } from './imported-publications.server.ts';
import { importedSet } from './imported-set.server.ts';
import { requireSecondEyes } from './second-eyes.server.ts';

/** The unit's own reviewers. */
export const mayReviewImported: RoleGate = (actor) => mayReview(actor) && actor.org?.kind !== 'authority';

export type ImportReview = typeof importReviews.$inferSelect;

interface ImportedInput {
  readonly importId: string;
  readonly event: ImportReviewEvent;
  readonly checks: readonly string[];
  readonly note?: string | undefined;
  /** What was before the reviewer, as `importedSet` marks it. */
  readonly seen: string;
}

/**
 * One decision on all rows of an import that stand as the sheet brought them: by the unit's secrecy reviewers and then its
 * approvers, or by the one whom the officer named for the whole file, whose click lets all of it go public. What somebody edited,
 * returned or added papers to, and what is marked for a look by itself, stays in the work list. A job carries it out.
 */
export async function reviewImported(ctx: ActorContext, input: ImportedInput): Promise<ImportReview> {
  const { importId, event } = input;
  if (!mayReviewImported(ctx.actor) || !mayDecide(ctx, event)) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const ofUnit = and(eq(imports.id, importId), eq(imports.orgId, orgId));
  const [found] = await ctx.db.select({ id: imports.id }).from(imports).where(ofUnit);
  if (found === undefined) throw new AppError('not_found');
  if (event !== 'clear' && ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [input.note ?? '']);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(imports).where(ofUnit).for('update');
    if (row === undefined) throw new AppError('not_found');
    const isSolo = event === 'publish' ? false : await requireSecondEyes(tx, row);
    await requireOpen(tx, row, event);
    requireGatheringRead(row, input);
    await requirePublicationsRead(tx, input);
    if (event === 'release') await release(tx, row);
    const { ids, updates, mark } = await importedSet(tx, importId, event);
    if (ids.length + updates === 0 || mark !== input.seen) throw new AppError('state_changed');
    const review = await insertRow(tx, importReviews, {
      importId,
      orgId,
      event,
      state: importReviewMachine.initial,
      checks: [...input.checks],
      note: input.note || null,
      deciderId: tx.actor.userId,
      recordIds: [...ids],
      rows: ids.length + updates,
      isSolo,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: `import.review_${event}`, subjectType: 'import', subjectId: importId });
    if (isSolo) await audit(tx, { deed: 'import.review_solo', subjectType: 'import', subjectId: importId });
    await tx.jobs.enqueue(tx.db, 'import.review', { reviewId: review.id });
    return review;
  });
}

/** What cannot be updated any more is left out now: what the job writes over is what was before the reviewer. */
async function release(tx: In<ActorContext>, row: typeof imports.$inferSelect): Promise<void> {
  const left = await leaveUpdates(tx, row.id);
  await moveImport(tx, row, 'release', { doneRows: row.doneRows + left, skippedRows: row.skippedRows + left });
}

const mayDecide = ({ actor }: ActorContext, event: ImportReviewEvent): boolean =>
  event === 'release' ? hasRole(actor, 'secrecy') : mayDoAchievement(actor, event);

/** What gathers in the file is looked at by a person, who says so (保守国家秘密法 art. 36). */
function requireGatheringRead({ notes }: typeof imports.$inferSelect, { event, checks }: ImportedInput): void {
  const isToRead = isSecrecyStep(event) && (notes.gathered ?? []).length > 0;
  if (isToRead && !checks.includes(gatheringRead.key))
    throw new AppError('invalid', { says: '这份文件有汇集提示，请看过再打勾。' }, 'checks');
}

/** Whose secrecy review it is says of each way of publishing by itself that he has seen what it makes public. */
async function requirePublicationsRead(
  tx: In<ActorContext>,
  { importId, event, checks }: ImportedInput,
): Promise<void> {
  if (!isSecrecyStep(event)) return;
  const levels = (await importedPublications(tx, importId, event)).map(({ level }) => level);
  if (!publicationChecks(levels).every((key) => checks.includes(key)))
    throw new AppError('invalid', { says: '这份文件里各项的公开方式不一样，请按公开方式分别看过再打勾。' }, 'checks');
}

/** Nothing else is under way with the import, and its release is the click of who was named for it. */
async function requireOpen(
  tx: In<ActorContext>,
  row: typeof imports.$inferSelect,
  event: ImportReviewEvent,
): Promise<void> {
  const running = and(eq(importReviews.importId, row.id), eq(importReviews.state, importReviewMachine.initial));
  if ((await tx.db.$count(importReviews, running)) > 0) throw new AppError('state_changed');
  if (event !== 'release') {
    if (row.state !== 'done') throw new AppError('state_changed');
    return;
  }
  if (row.reviewedBy !== tx.actor.userId) throw new AppError('forbidden');
}
