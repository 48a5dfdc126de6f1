import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { RoleGate } from '#app/domain/access.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { mayDoAchievement } from '#app/domain/achievement-deeds.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { achievements, achievementVersions, auditLines, files, imports, reviewDecisions } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/flagged-record.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { matchProjects } from '../projects/match-projects.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { isUntouched } from './imported-rows.server.ts';
import { mayReview } from './review-many.server.ts';

/** The two steps of a unit's review, by what the reviewer does at each. */
const steps = {
  secrecy: { event: 'clear', state: 'unit_review' },
  office: { event: 'publish', state: 'office_review' },
} as const;
export type UnitLevel = keyof typeof steps;

/** The unit's own reviewers. */
export const mayReviewImported: RoleGate = (actor) => mayReview(actor) && actor.org?.kind !== 'authority';

/** So many records are decided on in one transaction. */
const batchRows = 1_000;

const waitingAt = (orgId: string, importId: string, level: UnitLevel) =>
  and(
    eq(achievements.orgId, orgId),
    eq(achievements.importId, importId),
    eq(achievements.state, steps[level].state),
    isUntouched,
  );

/** Imports of the unit whose rows wait for this reviewer, with how many of them may be decided on together. */
export async function listImportedWork(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  const levels = (['secrecy', 'office'] as const).filter((level) => mayDoAchievement(ctx.actor, steps[level].event));
  if (orgId === undefined || levels.length === 0 || !mayReviewImported(ctx.actor)) return [];
  const rows = await ctx.db
    .select({
      importId: imports.id,
      fileName: files.name,
      at: imports.createdAt,
      state: achievements.state,
      rows: sql<number>`count(*)::int`,
    })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .innerJoin(imports, eq(imports.id, achievements.importId))
    .innerJoin(files, eq(files.id, imports.fileId))
    .where(
      and(
        eq(achievements.orgId, orgId),
        inArray(
          achievements.state,
          levels.map((level) => steps[level].state),
        ),
        isUntouched,
      ),
    )
    .groupBy(imports.id, files.name, imports.createdAt, achievements.state)
    .orderBy(asc(imports.createdAt), asc(achievements.state));
  return rows.map(({ state, ...row }) => ({
    ...row,
    level: state === 'unit_review' ? ('secrecy' as const) : ('office' as const),
  }));
}

interface ImportedInput {
  readonly importId: string;
  readonly level: UnitLevel;
  readonly checks: readonly string[];
  readonly note?: string | undefined;
  /** How many the page said there are: another number means that another set would be decided on. */
  readonly rows: number;
}

/**
 * One step of the unit's review for all rows of an import that stand as the sheet brought them. What somebody edited, returned
 * or added papers to, and what is marked for a look by itself, stays in the work list. Goes on in pieces: what was decided when a
 * connection broke is decided, the rest still waits.
 */
export async function reviewImported(ctx: ActorContext, input: ImportedInput): Promise<number> {
  const { importId, level } = input;
  const { event } = steps[level];
  if (!mayReviewImported(ctx.actor) || !mayDoAchievement(ctx.actor, event)) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const [found] = await ctx.db
    .select({ id: imports.id, createdBy: imports.createdBy })
    .from(imports)
    .where(and(eq(imports.id, importId), eq(imports.orgId, orgId)));
  if (found === undefined) throw new AppError('not_found');
  if (event === 'publish' && ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  await screenTexts(ctx, [input.note ?? '']);
  const ids = (
    await ctx.db
      .select({ id: achievements.id })
      .from(achievements)
      .innerJoin(achievementVersions, currentVersion)
      .where(waitingAt(orgId, importId, level))
      .orderBy(asc(achievements.id))
  ).map(({ id }) => id);
  if (ids.length === 0 || ids.length !== input.rows) throw new AppError('state_changed');
  let done = 0;
  for (let from = 0; from < ids.length; from += batchRows) {
    const batch = ids.slice(from, from + batchRows);
    done += await inTransaction(ctx, (tx) => decide(tx, { ...input, batch }));
  }
  // Of two who press at once, the one who decided nothing has nothing to tell.
  if (done > 0)
    await inTransaction(ctx, (tx) => tell(tx, { orgId, importId, level, createdBy: found.createdBy, done }));
  return done;
}

async function decide(tx: In<ActorContext>, input: ImportedInput & { readonly batch: string[] }): Promise<number> {
  const { event, state } = steps[input.level];
  const now = tx.now();
  const orgId = tx.actor.org?.orgId ?? '';
  const held = await tx.db
    .select({ id: achievements.id })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .where(and(inArray(achievements.id, input.batch), waitingAt(orgId, input.importId, input.level)))
    .orderBy(asc(achievements.id))
    .for('update', { of: achievements });
  const ids = held.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const shown = event === 'publish' ? { publishedAt: now, confirmedOn: dayOf(now) } : {};
  await tx.db
    .update(achievements)
    .set({ state: nextState(achievementMachine, state, event), updatedAt: now, ...shown })
    .where(inArray(achievements.id, ids));
  await tx.db.insert(reviewDecisions).values(
    ids.map((achievementId) => ({
      achievementId,
      versionN: 1,
      level: input.level,
      outcome: 'pass' as const,
      checks: [...input.checks],
      note: input.note || null,
      remarks: [],
      deciderId: tx.actor.userId,
      orgId,
      at: now,
    })),
  );
  await tx.db.insert(auditLines).values(
    ids.map((subjectId) => ({
      actorId: tx.actor.userId,
      orgId,
      deed: `achievement.${event}`,
      subjectType: 'achievement',
      subjectId,
      versionN: 1,
      requestId: tx.requestId,
      at: now,
    })),
  );
  if (event === 'publish') {
    await noteSearchChange(tx, 'achievement', ...ids);
    await tx.jobs.enqueue(tx.db, 'search.drain', {});
  }
  return ids.length;
}

interface Told {
  readonly orgId: string;
  readonly importId: string;
  readonly level: UnitLevel;
  readonly createdBy: string;
  readonly done: number;
}

async function tell(tx: In<ActorContext>, { orgId, importId, level, createdBy, done }: Told): Promise<void> {
  const params = { title: `${done} 项` };
  if (level === 'secrecy') {
    const href = `/desk/reviews/achievements?import=${importId}`;
    return notifyOrganisation(tx, orgId, ['approver'], { kind: 'import.review', params, href });
  }
  await matchProjects(tx, { orgId });
  await notifyPeople(tx, [createdBy], { kind: 'import.publish', params, href: `/desk/imports/${importId}` });
}
