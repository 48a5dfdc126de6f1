import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { achievements } from '#db/schema/index.ts';
import { isFlaggedRecord } from '../achievements/flagged-record.server.ts';

/**
 * A record that stands as its sheet brought it: nobody wrote, returned or added papers, and nothing in it asks for a look by
 * itself. Such records are decided on together. For queries of a record with its current version.
 */
export const isUntouched = and(
  isNotNull(achievements.importId),
  eq(achievements.versionN, 1),
  sql`not ${isFlaggedRecord}`,
  sql`not exists (select 1 from achievement_attachments p where p.achievement_id = ${achievements.id})`,
  sql`not exists (select 1 from review_decisions d where d.achievement_id = ${achievements.id} and d.outcome = 'return')`,
);
