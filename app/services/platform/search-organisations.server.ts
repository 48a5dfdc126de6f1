import { and, ilike, inArray, or, sql } from 'drizzle-orm';
import type { OrganisationKind } from '#app/domain/access.ts';
import { containing } from '#db/like-pattern.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, organisations } from '#db/schema/index.ts';
import type { SearchDocument } from '#search/engine.ts';
import type { Context } from '../context.server.ts';

/** An organisation that is public by what it published; enterprises only by demands that bear their name. */
export interface FoundOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
  readonly isSample: boolean;
  /** Public achievements altogether. */
  readonly published: number;
  /** Of the found records, how many are its own. */
  readonly achievements: number;
  readonly demands: number;
}

const mostNames = 30;

/**
 * Organisations whose name holds a word of the question, and those behind the records that it finds.
 * @param documents what the question finds; an anonymous demand names nobody
 */
export async function searchOrganisations(
  ctx: Context,
  { terms, documents }: { terms: readonly string[]; documents: readonly SearchDocument[] },
): Promise<FoundOrganisation[]> {
  const named = documents.filter(({ orgName }) => orgName !== '');
  const ids = [...new Set(named.map(({ orgId }) => orgId))];
  const parts = terms.map(containing);
  if (ids.length + parts.length === 0) return [];
  // Written out: in a query of one table the builder names columns without it, and both tables have an id.
  const published = sql<number>`(select count(*)::int from ${achievements} a
    where a.org_id = "organisations"."id" and a.state = 'published')`;
  const byName = and(
    or(...parts.map((part) => ilike(organisations.name, part))),
    // An enterprise is not on show for being registered.
    or(inArray(organisations.kind, ['university', 'institute', 'broker_agency']), sql`${published} > 0`),
  );
  const rows = await ctx.db
    .select({
      id: organisations.id,
      name: organisations.name,
      kind: organisations.kind,
      regionCode: organisations.regionCode,
      isSample: organisations.isSample,
      published,
    })
    .from(organisations)
    .where(and(listingShown, or(inArray(organisations.id, ids), parts.length === 0 ? undefined : byName)))
    .limit(ids.length + mostNames);
  const own = (id: string, kind: SearchDocument['kind']) =>
    named.filter((document) => document.orgId === id && document.kind === kind).length;
  const inName = (name: string) => terms.filter((term) => name.toLowerCase().includes(term)).length;
  return rows
    .map((row) => ({ ...row, achievements: own(row.id, 'achievement'), demands: own(row.id, 'demand') }))
    .sort(
      (a, b) =>
        inName(b.name) - inName(a.name) ||
        b.achievements + b.demands - a.achievements - a.demands ||
        b.published - a.published,
    );
}
