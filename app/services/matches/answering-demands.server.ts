import { and, count, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { matchableStates } from '#app/domain/demand-match.ts';
import { fieldFit } from '#app/domain/match-fit.ts';
import { isTelling } from '#app/domain/match-terms.ts';
import { achievements, demands, demandVersions, matches } from '#db/schema/index.ts';
import { bodyOf } from '#search/documents.ts';
import type { SearchDocument } from '#search/engine.ts';
import { loadDocuments } from '#search/load.server.ts';
import type { Context } from '../context.server.ts';

/** Demands that the engine names for one achievement, and that share so many telling words with it. */
const candidateCount = 60;
const leastShared = 2;

/**
 * Demands that look for something and that these achievements touch: those whose lists hold one now, and those that one of
 * them answers, found in reverse. Demands in talks and targeted ones are in no index: they count when they share a field.
 * More changed achievements than live demands: all of them, since asking in reverse would cost more.
 */
export async function answeringDemands(ctx: Context, achievementIds: readonly string[]): Promise<string[]> {
  const live = inArray(demands.state, [...matchableStates]);
  const [total] = await ctx.db.select({ n: count() }).from(demands).where(live);
  const touching = await touchingIds(ctx, achievementIds);
  if (touching.length === 0) return [];
  if (touching.length >= (total?.n ?? 0)) {
    return (await ctx.db.select({ id: demands.id }).from(demands).where(live)).map(({ id }) => id);
  }
  const found = new Set<string>();
  const listed = await ctx.db
    .selectDistinct({ id: demands.id })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .where(and(inArray(matches.achievementId, touching), live));
  for (const { id } of listed) found.add(id);
  const documents = await loadDocuments(ctx.db, 'achievement', touching);
  for (const document of documents) for (const id of await askedBy(ctx, document)) found.add(id);
  if (documents.length > 0) for (const id of await unlisted(ctx, documents)) found.add(id);
  return [...found];
}

/** Public ones, and those that some list still holds: drafts of an import touch nothing. */
async function touchingIds(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const listed = ctx.db
    .select({ one: sql`1` })
    .from(matches)
    .where(eq(matches.achievementId, achievements.id));
  const rows = await ctx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(and(inArray(achievements.id, [...ids]), or(eq(achievements.state, 'published'), exists(listed))));
  return rows.map(({ id }) => id);
}

async function askedBy(ctx: Context, document: SearchDocument): Promise<string[]> {
  const text = `${document.title}\n${bodyOf(document)}`;
  const { candidates } = await ctx.search.match({ kind: 'demand', text, limit: candidateCount });
  return candidates
    .filter(({ terms }) => terms.filter(({ term }) => isTelling(term)).length >= leastShared)
    .map(({ id }) => id);
}

async function unlisted(ctx: Context, documents: readonly SearchDocument[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: demands.id, data: demandVersions.data })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .where(
      or(
        eq(demands.state, 'in_talks'),
        and(eq(demands.state, 'published'), sql`${demandVersions.data}->>'confidentiality' = 'targeted'`),
      ),
    );
  return rows.filter(({ data }) => documents.some((document) => fieldFit(data, document) !== 0)).map(({ id }) => id);
}
