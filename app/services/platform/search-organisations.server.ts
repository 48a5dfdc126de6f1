import { and, desc, ilike, inArray, or, sql } from 'drizzle-orm';
import type { OrganisationKind } from '#app/domain/access.ts';
import { containing } from '#db/like-pattern.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, organisations } from '#db/schema/index.ts';
import { hiddenOrg } from '#search/documents.ts';
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

const mostShown = 200;

/**
 * Organisations whose name holds a word of the question, and those behind the records that it finds: how many they are,
 * and the first of them, those with most words in the name first, then those with most found records.
 * @param achievements how many of the found achievements each has; demands likewise, where an anonymous one names nobody
 */
export async function searchOrganisations(
  ctx: Context,
  { terms, achievements: offered, demands: wanted }: Asked,
): Promise<{ readonly total: number; readonly rows: readonly FoundOrganisation[] }> {
  const ids = new Set([...Object.keys(offered), ...Object.keys(wanted)]);
  ids.delete(hiddenOrg.id);
  const parts = terms.map(containing);
  if (ids.size + parts.length === 0) return { total: 0, rows: [] };
  const found = [...ids].map((id) => ({ id, achievements: offered[id] ?? 0, demands: wanted[id] ?? 0 }));
  const behind = sql`jsonb_to_recordset(${JSON.stringify(found)}::text::jsonb) as behind(id uuid, achievements int, demands int)`;
  const published = sql<number>`(select count(*)::int from ${achievements} a
    where a.org_id = ${organisations.id} and a.state = 'published')`;
  // One number, so that several words in a name stand before one; typed, for a bare 0 would name a column by its place.
  const inName = sql.join(
    [sql`0::int`, ...parts.map((part) => sql`(${organisations.name} ilike ${part})::int`)],
    sql` + `,
  );
  const own = {
    achievements: sql<number>`coalesce(behind.achievements, 0)`,
    demands: sql<number>`coalesce(behind.demands, 0)`,
  };
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
      ...own,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(organisations)
    .leftJoin(behind, sql`behind.id = ${organisations.id}`)
    .where(and(listingShown, or(sql`behind.id is not null`, parts.length === 0 ? undefined : byName)))
    .orderBy(
      desc(sql`${inName}`),
      desc(sql`${own.achievements} + ${own.demands}`),
      desc(published),
      organisations.name,
      organisations.id,
    )
    .limit(mostShown);
  return { total: rows[0]?.total ?? 0, rows };
}

interface Asked {
  readonly terms: readonly string[];
  readonly achievements: Readonly<Record<string, number>>;
  readonly demands: Readonly<Record<string, number>>;
}
