import { eq, getTableColumns, sql } from 'drizzle-orm';
import { achievementMachine } from '#app/domain/achievement.ts';
import { dayOf } from '#app/domain/days.ts';
import { importReviewMachine, importReviewSteps } from '#app/domain/import-review.ts';
import { nextState } from '#app/domain/machine.ts';
import { achievements, achievementVersions, importReviews, imports } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { recordDecisions } from '../achievements/record-decision.server.ts';
import { audit, auditMany } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { followRecords } from '../evaluations/follow-record.server.ts';
import { leftUpdates } from '../imports/left-updates.server.ts';
import { mergeRows } from '../imports/merge-rows.server.ts';
import type { RunOptions } from '../imports/run-import.server.ts';
import { moveImport } from '../imports/move-import.server.ts';
import { noteMassChange } from '../platform/note-search-change.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { matchProjects } from '../projects/match-projects.server.ts';
import { holdCaught } from './hold-caught.server.ts';
import { isUntouched } from './imported-rows.server.ts';

type Import = typeof imports.$inferSelect;
/** The list of records stays in the database; each piece takes its part of it. */
const { recordIds, ...columns } = getTableColumns(importReviews);
type Review = Omit<typeof importReviews.$inferSelect, 'recordIds'>;

/**
 * Carries out a decision on an import, in pieces of one transaction each. How far it is stands with the decision and moves in the
 * piece's own transaction: a run after a crash, or one beside another, does no record twice. Who is concerned is told in the last.
 */
export async function runImportReview(
  ctx: Context,
  { reviewId }: { readonly reviewId: string },
  { batchRows = 1_000, maxBatches = Number.POSITIVE_INFINITY }: RunOptions = {},
): Promise<void> {
  for (let batches = 0; batches < maxBatches; batches += 1) {
    if (!(await inTransaction(ctx, (tx) => doPiece(tx, reviewId, batchRows)))) return;
  }
}

/** False when nothing is left to do. */
async function doPiece(tx: In<Context>, reviewId: string, size: number): Promise<boolean> {
  const ofReview = eq(importReviews.id, reviewId);
  const [named] = await tx.db.select({ importId: importReviews.importId }).from(importReviews).where(ofReview);
  if (named === undefined) return false;
  // Whoever takes the import back holds this row, too: one waits for the other's piece.
  const [row] = await tx.db.select().from(imports).where(eq(imports.id, named.importId)).for('update');
  const [review] = await tx.db.select(columns).from(importReviews).where(ofReview);
  if (row === undefined || review === undefined || review.state !== importReviewMachine.initial) return false;
  if (row.state === 'undoing' || row.state === 'undone') {
    await end(tx, review, 'stop');
    return false;
  }
  const ids = await piece(tx, review, size);
  const held = ids.length > 0 ? await holdCaught(tx, row, review.event, ids) : 0;
  const moved = ids.length > 0 ? await move(tx, review, ids) : 0;
  const dealt =
    ids.length > 0 ? ids.length : review.event === 'release' ? await mergeRows(tx, row, Math.min(size, 200)) : 0;
  const far = {
    doneRows: review.doneRows + dealt,
    movedRows: review.movedRows + moved,
    heldRows: review.heldRows + held,
  };
  const now = { ...review, ...far };
  await tx.db.update(importReviews).set(far).where(ofReview);
  if (dealt > 0 && now.doneRows < review.rows) return true;
  await end(tx, now, 'finish');
  if (review.event === 'release') await moveImport(tx, row, 'finish', { finishedAt: tx.now() });
  // Index and matches follow at the end, and once a minute: beside the pieces they would take the processor from them.
  if (review.event !== 'clear') {
    await tx.jobs.enqueue(tx.db, 'search.drain', {});
    await tx.jobs.enqueue(tx.db, 'match.compute', {});
  }
  await tell(tx, now, row);
  return false;
}

async function piece(tx: In<Context>, review: Review, size: number): Promise<string[]> {
  const [slice] = await tx.db
    .select({ ids: sql<string[]>`${recordIds}[${review.doneRows + 1}::int : ${review.doneRows + size}::int]` })
    .from(importReviews)
    .where(eq(importReviews.id, review.id));
  return slice?.ids ?? [];
}

/** Moves the records of a piece that stand as they stood before the reviewer. */
async function move(tx: In<Context>, review: Review, ids: readonly string[]): Promise<number> {
  const { event, deciderId, orgId } = review;
  const { level, from } = importReviewSteps[event];
  const to = nextState(achievementMachine, from, event);
  const now = tx.now().toISOString();
  const [shownAt, shownOn] = to === 'published' ? [now, dayOf(tx.now())] : [null, null];
  // Held by their ids first: a plan that went by state would pass over all that an earlier piece has moved.
  const moved = (await tx.db.execute(sql`
    with held as materialized (
      select id, org_id, import_id, state from achievements where id = any(${`{${ids.join(',')}}`}::uuid[]) for update
    )
    update achievements set state = ${to}, updated_at = ${now}::timestamptz,
      published_at = coalesce(${shownAt}::timestamptz, published_at), confirmed_on = coalesce(${shownOn}::date, confirmed_on)
    from held where achievements.id = held.id and held.org_id = ${orgId}::uuid and held.import_id = ${review.importId}::uuid
      and held.state = ${from} and ${isUntouched}
    returning achievements.id`)) as unknown as { id: string }[];
  const movedIds = moved.map(({ id }) => id);
  if (movedIds.length === 0) return 0;
  const { checks, note } = review;
  const decision = { versionN: 1, level, outcome: 'pass', checks, note: note ?? undefined, deciderId, orgId } as const;
  await recordDecisions(tx, decision, movedIds);
  const deed = { deed: `achievement.${event}`, subjectType: 'achievement', orgId, actorId: deciderId, versionN: 1 };
  await auditMany(tx, deed, movedIds);
  if (to === 'published') await noteMassChange(tx, 'achievement', movedIds);
  await followRecords(tx, movedIds, from);
  return movedIds.length;
}

async function end(tx: In<Context>, { id, state, importId, orgId, deciderId }: Review, event: 'finish' | 'stop') {
  await tx.db
    .update(importReviews)
    .set({ state: nextState(importReviewMachine, state, event), finishedAt: tx.now() })
    .where(eq(importReviews.id, id));
  const deed = `import.review_${event}`;
  await audit(tx, { deed, subjectType: 'import', subjectId: importId, orgId, actorId: deciderId });
}

/** The last transaction says what came of it: nobody is told of what is not so, and what is so is told once. */
async function tell(tx: In<Context>, review: Review, row: Import): Promise<void> {
  const { event, importId, orgId, movedRows, heldRows } = review;
  const href = `/desk/imports/${importId}`;
  const people = [row.createdBy, row.confirmedBy ?? row.createdBy];
  if (heldRows > 0) {
    const held = { kind: 'import.held', params: { title: `${heldRows} 项` } };
    const reviewers = [review.deciderId].filter((id) => !people.includes(id));
    await notifyPeople(tx, people, { ...held, href });
    await notifyPeople(tx, reviewers, { ...held, href: `/desk/reviews/achievements?import=${importId}` });
  }
  if (event === 'release') await tellLeft(tx, review, people);
  if (event === 'clear') {
    if (movedRows === 0) return;
    const notice = { kind: 'import.review', params: { title: `${movedRows} 项` } };
    await notifyOrganisation(tx, orgId, ['approver'], {
      ...notice,
      href: `/desk/reviews/achievements?import=${importId}`,
    });
    return;
  }
  await matchProjects(tx, { orgId });
  const [after] = await tx.db.select({ updated: imports.updatedRows }).from(imports).where(eq(imports.id, importId));
  const shown = movedRows + (event === 'release' ? (after?.updated ?? 0) : 0);
  if (shown === 0) return;
  const closed = await closedAmong(tx, review.id);
  const part = closed === 0 ? '' : `（其中 ${closed} 项按公开方式不公开正文）`;
  await notifyPeople(tx, people, { kind: 'import.publish', params: { title: `${shown} 项${part}` }, href });
}

/** What was to be updated and was not is told to who brought it and to who passed it: neither takes it for done. */
async function tellLeft(tx: In<Context>, { importId, deciderId }: Review, people: readonly string[]): Promise<void> {
  const left = (await leftUpdates(tx, importId)).reduce((sum, { rows }) => sum + rows, 0);
  if (left === 0) return;
  await notifyPeople(tx, [...new Set([...people, deciderId])], {
    kind: 'import.left',
    params: { title: `${left} 项` },
    href: `/desk/imports/${importId}?state=skipped`,
  });
}

/** How many of what a decision made public show neither text nor figures, by their 公开方式. */
async function closedAmong(tx: In<Context>, reviewId: string): Promise<number> {
  const [row] = (await tx.db.execute(sql`
    select count(*)::int as rows from ${importReviews}
      join lateral unnest(${recordIds}) as named (id) on true
      join ${achievements} on ${achievements.id} = named.id and ${achievements.state} = 'published'
      join ${achievementVersions} on ${currentVersion} and ${achievementVersions.data} ->> 'publication' in ('nda', 'private')
    where ${importReviews.id} = ${reviewId}::uuid`)) as unknown as [{ rows: number }];
  return row.rows;
}
