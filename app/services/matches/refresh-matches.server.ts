import { and, asc, eq, inArray, isNull, ne, notExists, sql } from 'drizzle-orm';
import { achievements, demands, matchChanges, matches, searchBacklog, searchChanges } from '#db/schema/index.ts';
import { drainSearch } from '#search/changes.server.ts';
import type { SearchKind } from '#search/engine.ts';
import { percolate } from '../alerts/percolate.server.ts';
import type { Context } from '../context.server.ts';
import { answeringDemands } from './answering-demands.server.ts';
import { computeMatches } from './compute-matches.server.ts';
import { fillBackward } from './fill-backward.server.ts';

const batchSize = 2_000;

export interface Refreshed {
  readonly changes: number;
  /** Demands whose matches were computed. */
  readonly demands: number;
}

/**
 * Brings matches and alerts up to the rows as they are now. The search first, then every demand that changed, then the
 * demands that changed achievements fit: found in reverse, so that one new achievement does not cost one computation for
 * each demand there is. Changes are deleted only after their work is done, and the work may be done twice: a crash loses
 * nothing. The request of a deed asks for `demand` alone, so that matches show at once; the job does the rest.
 */
export async function refreshMatches(
  ctx: Context,
  { kinds = ['demand', 'achievement'] }: { kinds?: readonly SearchKind[] } = {},
): Promise<Refreshed> {
  await drainSearch(ctx);
  const total = { changes: 0, demands: 0 };
  for (;;) {
    const changes = await takeable(ctx, kinds);
    if (changes.length === 0) return total;
    const of = (kind: SearchKind | 'weights') => [
      ...new Set(changes.filter((one) => one.kind === kind).map((one) => one.rowId)),
    ];
    total.demands += await computeAll(ctx, of('demand'), of('achievement'));
    for (const demandId of of('weights')) await computeMatches(ctx, { demandId });
    if (kinds.includes('achievement')) await fillBackward(ctx);
    for (const kind of kinds) await percolate(ctx, kind, of(kind));
    const ids = changes.map(({ id }) => id);
    await ctx.db.delete(matchChanges).where(inArray(matchChanges.id, ids));
    total.changes += changes.length;
    if (changes.length < batchSize) return total;
  }
}

/** Changes whose rows the search has seen. What another process is feeding to it right now waits for the next turn. */
function takeable(ctx: Context, kinds: readonly SearchKind[]) {
  // New weights concern every list: they are the job's, which looks at achievements too.
  const wanted = kinds.includes('achievement') ? [...kinds, 'weights'] : [...kinds];
  const unseen = ctx.db
    .select({ one: sql`1` })
    .from(searchChanges)
    .where(and(eq(searchChanges.kind, matchChanges.kind), eq(searchChanges.rowId, matchChanges.rowId)));
  const refused = ctx.db
    .select({ one: sql`1` })
    .from(searchBacklog)
    .where(
      and(
        eq(searchBacklog.engine, ctx.search.name),
        eq(searchBacklog.kind, matchChanges.kind),
        eq(searchBacklog.rowId, matchChanges.rowId),
      ),
    );
  return ctx.db
    .select({ id: matchChanges.id, kind: matchChanges.kind, rowId: matchChanges.rowId })
    .from(matchChanges)
    .where(and(inArray(matchChanges.kind, wanted), notExists(unseen), notExists(refused)))
    .orderBy(asc(matchChanges.id))
    .limit(batchSize);
}

async function computeAll(ctx: Context, demandIds: string[], achievementIds: string[]): Promise<number> {
  const changed = await existing(ctx, demandIds);
  for (const demandId of changed) await computeMatches(ctx, { demandId, cause: 'demand' });
  if (achievementIds.length === 0) return changed.length;
  const done = new Set(changed);
  // Demands that lose a withdrawn one get the next best: they are found before the rows go.
  const affected = (await answeringDemands(ctx, achievementIds)).filter((id) => !done.has(id));
  await dropWithdrawn(ctx, achievementIds);
  for (const demandId of affected) await computeMatches(ctx, { demandId, cause: 'achievement' });
  return changed.length + affected.length;
}

async function existing(ctx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: demands.id })
    .from(demands)
    .where(inArray(demands.id, [...ids]));
  return rows.map(({ id }) => id);
}

/** Withdrawn achievements leave every list but those where they were answered. */
async function dropWithdrawn(ctx: Context, ids: readonly string[]): Promise<void> {
  const hidden = ctx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(and(inArray(achievements.id, [...ids]), ne(achievements.state, 'published')));
  await ctx.db.delete(matches).where(and(inArray(matches.achievementId, hidden), isNull(matches.answer)));
}
