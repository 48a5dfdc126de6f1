import { sql } from 'drizzle-orm';
import type { ImportReviewEvent } from '#app/domain/import-review.ts';
import { type Publication, publicationOf, publications } from '#app/domain/publication.ts';
import { achievements, achievementVersions, importRows } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { Context } from '../context.server.ts';
import { decidedTogether, updatesOf } from './imported-set.server.ts';

export interface PublishedAlike {
  readonly level: Publication;
  /** The records, in the order of their sheet. */
  readonly ids: readonly string[];
  /** Rows that would write over a public record. */
  readonly updates: number;
}

/** What one decision on an import is about, by 公开方式, from open to closed; an update counts by what it would leave. */
export async function importedPublications(
  { db }: Pick<Context, 'db'>,
  importId: string,
  event: ImportReviewEvent,
): Promise<PublishedAlike[]> {
  const said = sql`${achievementVersions.data} ->> 'publication'`;
  const rows = (await db.execute(sql`
    select said, coalesce(array_agg(id order by id) filter (where not is_update), '{}') as ids,
      (count(*) filter (where is_update))::int as updates
    from (
      select ${achievements.id} as id, ${said} as said, false as is_update
        from ${achievements} join ${achievementVersions} on ${currentVersion} where ${decidedTogether(importId, event)}
      union all
      select ${importRows.id}, case when ${importRows.team} -> 'given' ? 'publication'
          then ${importRows.data} ->> 'publication' else ${said} end, true
        from ${importRows} join ${achievements} on ${achievements.id} = ${importRows.achievementId}
        join ${achievementVersions} on ${currentVersion}
        where ${updatesOf(importId)} and ${event === 'release'}
    ) each group by said`)) as unknown as { said: string | null; ids: string[]; updates: number }[];
  return publications.flatMap((level) => {
    const alike = rows.filter(
      (row) => publicationOf({ ...(row.said !== null && { publication: row.said }) }) === level,
    );
    if (alike.length === 0) return [];
    const ids = alike.flatMap((row) => row.ids).toSorted();
    return { level, ids, updates: alike.reduce((sum, row) => sum + row.updates, 0) };
  });
}
