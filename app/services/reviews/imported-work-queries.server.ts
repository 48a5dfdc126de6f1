import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { mayDoAchievement } from '#app/domain/achievement-deeds.ts';
import { type ImportReviewEvent, importReviewMachine } from '#app/domain/import-review.ts';
import { achievements, files, importReviews, importRows, imports, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { leftUpdates } from '../imports/left-updates.server.ts';
import { isUntouched } from './imported-rows.server.ts';
import { decidedTogether, updatesOf } from './imported-set.server.ts';
import { mayReviewImported } from './review-imported.server.ts';
import { eyesOn } from './second-eyes.server.ts';

export interface ImportedLine {
  readonly importId: string;
  readonly fileName: string;
  /** The sheet as it was uploaded; null where rows of it may not go public, so that its bytes are erased. */
  readonly originalId: string | null;
  readonly at: Date;
  readonly event: ImportReviewEvent;
  /** Records, and rows that write over a public one. */
  readonly rows: number;
  readonly updates: number;
  /** He brought, mapped or confirmed the file himself, so that another reviewer of the unit has to. */
  readonly isOwn: boolean;
}

/** Imports of the unit whose rows wait for this reviewer, with how many of them are decided on together. */
export async function listImportedWork(ctx: ActorContext): Promise<ImportedLine[]> {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !mayReviewImported(ctx.actor)) return [];
  const [chain, named] = await Promise.all([listChain(ctx, orgId), listNamed(ctx, orgId)]);
  return [...named, ...chain];
}

const running = sql`exists (select 1 from import_reviews r where r.import_id = ${imports.id} and r.state = ${importReviewMachine.initial})`;

const originalId = sql<string | null>`case when not exists (
  select 1 from import_rows r where r.import_id = ${imports.id} and r.errors @> '[{"code": "not_open"}]') then ${imports.fileId} end`;

/** Imports that go through the unit's review. */
async function listChain(ctx: ActorContext, orgId: string): Promise<ImportedLine[]> {
  const events = (['clear', 'publish'] as const).filter((event) => mayDoAchievement(ctx.actor, event));
  const states = events.map((event) => (event === 'clear' ? ('unit_review' as const) : ('office_review' as const)));
  const rows = await ctx.db
    .select({
      importId: imports.id,
      orgId: imports.orgId,
      createdBy: imports.createdBy,
      mappedBy: imports.mappedBy,
      confirmedBy: imports.confirmedBy,
      fileName: files.name,
      originalId,
      at: imports.createdAt,
      state: achievements.state,
      rows: sql<number>`count(*)::int`,
    })
    .from(achievements)
    .innerJoin(imports, eq(imports.id, achievements.importId))
    .innerJoin(files, eq(files.id, imports.fileId))
    .where(
      and(
        eq(achievements.orgId, orgId),
        inArray(achievements.state, states),
        eq(imports.state, 'done'),
        isUntouched,
        sql`not ${running}`,
      ),
    )
    .groupBy(imports.id, files.id, achievements.state)
    .orderBy(asc(imports.createdAt), asc(achievements.state));
  return Promise.all(
    rows.map(async ({ state, importId, fileName, originalId, at, rows: waiting, ...brought }) => ({
      importId,
      fileName,
      originalId,
      at,
      event: state === 'unit_review' ? ('clear' as const) : ('publish' as const),
      rows: waiting,
      updates: 0,
      isOwn: state === 'unit_review' && (await eyesOn(ctx, brought)) === 'own',
    })),
  );
}

/** Imports that wait for this very person. */
async function listNamed(ctx: ActorContext, orgId: string): Promise<ImportedLine[]> {
  if (!hasRole(ctx.actor, 'secrecy')) return [];
  const found = await ctx.db
    .select({ importId: imports.id, fileName: files.name, originalId, at: imports.createdAt })
    .from(imports)
    .innerJoin(files, eq(files.id, imports.fileId))
    .where(and(eq(imports.orgId, orgId), eq(imports.state, 'waiting'), eq(imports.reviewedBy, ctx.actor.userId)))
    .orderBy(asc(imports.createdAt));
  return Promise.all(
    found.map(async (row) => {
      const [heads, updates] = await Promise.all([
        ctx.db.$count(achievements, decidedTogether(row.importId, 'release')),
        ctx.db.$count(importRows, updatesOf(row.importId)),
      ]);
      return { ...row, event: 'release' as const, rows: heads + updates, updates, isOwn: false };
    }),
  );
}

/** Decisions on imports of the unit that are being carried out; of one import also the last that was. */
export async function listImportReviews(ctx: ActorContext, importId: string | null) {
  const orgId = ctx.actor.org?.orgId ?? '';
  const rows = await ctx.db
    .select({
      id: importReviews.id,
      importId: importReviews.importId,
      event: importReviews.event,
      state: importReviews.state,
      rows: importReviews.rows,
      doneRows: importReviews.doneRows,
      movedRows: importReviews.movedRows,
      heldRows: importReviews.heldRows,
      startedAt: importReviews.createdAt,
      finishedAt: importReviews.finishedAt,
      isSolo: importReviews.isSolo,
      decider: users.name,
      fileName: files.name,
      updatedRows: imports.updatedRows,
    })
    .from(importReviews)
    .innerJoin(imports, eq(imports.id, importReviews.importId))
    .innerJoin(files, eq(files.id, imports.fileId))
    .innerJoin(users, eq(users.id, importReviews.deciderId))
    .where(
      and(
        eq(importReviews.orgId, orgId),
        importId === null
          ? and(eq(importReviews.state, importReviewMachine.initial), ne(importReviews.event, 'release'))
          : eq(importReviews.importId, importId),
      ),
    )
    .orderBy(desc(importReviews.createdAt))
    .limit(importId === null ? 20 : 3);
  const left = importId !== null && rows.length > 0 ? await leftUpdates(ctx, importId) : [];
  return rows.map((row) => ({ ...row, left: row.event === 'release' ? left : [] }));
}
