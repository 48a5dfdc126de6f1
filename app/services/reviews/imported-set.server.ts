import { sql } from 'drizzle-orm';
import { importReviewSteps, type ImportReviewEvent } from '#app/domain/import-review.ts';
import { achievements, importRows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { isUntouched } from './imported-rows.server.ts';

/** Records of an import that are decided on together at a step of its review; for queries of heads. */
export const decidedTogether = (importId: string, event: ImportReviewEvent) =>
  sql`${achievements.importId} = ${importId}::uuid and ${achievements.state} = ${importReviewSteps[event].from} and ${isUntouched}`;

const wanted = (importId: string) =>
  sql`${importRows.importId} = ${importId}::uuid and ${importRows.state} = 'duplicate' and ${importRows.choice} = 'merge'`;
const isPublic = sql`exists (select 1 from achievements t where t.id = ${importRows.achievementId} and t.state = 'published')`;

/** Rows of an import that would write over a public record. */
export const updatesOf = (importId: string) => sql`${wanted(importId)} and ${isPublic}`;

/** Rows that were to, and cannot: what they would write over is not public any more. */
export const hiddenUpdatesOf = (importId: string) => sql`${wanted(importId)} and not ${isPublic}`;

export interface ImportedSet {
  /** The records, in the order of their sheet. */
  readonly ids: readonly string[];
  /** Rows that would write over a public record. */
  readonly updates: number;
  /** A word for exactly these: other records, other versions, or another text under an update give another word. */
  readonly mark: string;
}

/** What one decision on an import is about. */
export async function importedSet(
  { db }: Pick<Context, 'db'>,
  importId: string,
  event: ImportReviewEvent,
): Promise<ImportedSet> {
  const [found] = (await db.execute(sql`
    with heads as (
      select ${achievements.id} as id, ${achievements.versionN} as n from ${achievements} where ${decidedTogether(importId, event)}
    ), updates as (
      -- Only who was named for the whole file lets rows write over what is public.
      select ${importRows.id} as id, ${achievements.versionN} as n from ${importRows}
        join ${achievements} on ${achievements.id} = ${importRows.achievementId}
      where ${updatesOf(importId)} and ${event === 'release'}
    ), listed as (
      select string_agg(id || '.' || n, ',' order by id) as words from heads
      union all select string_agg(id || '.' || n, ',' order by id) from updates
    )
    select coalesce((select array_agg(id order by id) from heads), '{}') as ids,
      (select count(*)::int from updates) as updates,
      (select encode(sha256(convert_to(string_agg(coalesce(words, ''), ';'), 'UTF8')), 'hex') from listed) as mark
  `)) as unknown as [ImportedSet];
  return found;
}
