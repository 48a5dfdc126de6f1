import { and, eq, inArray, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { backwardTexts } from '#app/domain/match-backward.ts';
import { tellingTerms } from '#app/domain/match-terms.ts';
import { coveragesOf, possibleFromPpm } from '#app/domain/matching.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, demands, demandVersions, matches, organisations } from '#db/schema/index.ts';
import { bodyOf } from '#search/documents.ts';
import { loadDocuments } from '#search/load.server.ts';
import type { ActorContext } from '../context.server.ts';
import { matchReaders } from './match-groups.server.ts';
import { currentMatch } from './still-matched.server.ts';

const candidateCount = 50;
const most = 5;

/**
 * Public demands that say much of what an achievement says and in whose own list it does not stand, because others fit them
 * better: the demand side asked from the achievement. From 20 % of the achievement's key-term weight and two key terms.
 */
export async function listNearDemands(ctx: ActorContext, achievementId: string) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, ...matchReaders)) return [];
  const [own] = await ctx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(and(eq(achievements.id, achievementId), eq(achievements.orgId, orgId)));
  const [document] = own === undefined ? [] : await loadDocuments(ctx.db, 'achievement', [own.id]);
  if (document === undefined) return [];
  const text = `${document.title}\n${bodyOf(document)}`;
  const answer = await ctx.search.match({ kind: 'demand', text, limit: candidateCount });
  const keyTerms = tellingTerms(answer.keyTerms);
  const texts = backwardTexts(answer, answer.candidates);
  const coverages = coveragesOf(keyTerms, answer.candidates);
  const found = answer.candidates
    .map((one, at) => {
      const held = new Set(one.terms.map(({ term }) => term));
      const terms = keyTerms.filter(({ term }) => held.has(term)).map(({ term }) => term);
      return { id: one.id, text: texts.get(one.id) ?? 0, coveragePpm: Math.round((coverages[at] ?? 0) * 1e6), terms };
    })
    .filter(({ coveragePpm, terms }) => coveragePpm >= possibleFromPpm && terms.length > 1)
    .toSorted((a, b) => b.text - a.text || (a.id < b.id ? -1 : 1));
  const rows = await publicRows(
    ctx,
    found.map(({ id }) => id),
    achievementId,
  );
  return found
    .flatMap(({ id, coveragePpm, terms }) => {
      const row = rows.get(id);
      return row === undefined || row.orgId === orgId ? [] : [{ row, coveragePpm, terms }];
    })
    .slice(0, most)
    .map(({ row: { orgId: _org, confidentiality, ...row }, coveragePpm, terms }) => ({
      ...row,
      orgName: confidentiality === 'anonymous' ? null : row.orgName,
      coveragePpm,
      terms: terms.slice(0, 8),
    }));
}

/** Those of some demands that are public and do not hold the achievement in their list, by id. */
async function publicRows(ctx: ActorContext, ids: readonly string[], achievementId: string) {
  if (ids.length === 0) return new Map<string, never>();
  const listed = ctx.db
    .select({ id: matches.demandId })
    .from(matches)
    .innerJoin(demands, eq(demands.id, matches.demandId))
    .where(and(eq(matches.achievementId, achievementId), currentMatch, sql`${matches.level} <> 'weak'`));
  const rows = await ctx.db
    .select({
      id: demands.id,
      no: demands.no,
      title: demands.title,
      orgId: demands.orgId,
      orgName: organisations.name,
      isSample: demands.isSample,
      confidentiality: sql<string>`${demandVersions.data}->>'confidentiality'`,
    })
    .from(demands)
    .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(
      and(
        inArray(demands.id, [...ids]),
        eq(demands.state, 'published'),
        listingShown,
        sql`${demandVersions.data}->>'confidentiality' <> 'targeted'`,
        sql`${demands.id} not in ${listed}`,
      ),
    );
  return new Map(rows.map((row) => [row.id, row]));
}
