import { sql } from 'drizzle-orm';
import { achievements } from '#db/schema/index.ts';
import { isUnflaggedRecord } from '../achievements/flagged-record.server.ts';

/**
 * A record that stands as its sheet brought it: nobody wrote, returned or added papers, and nothing in it asks for a look by
 * itself. Such records are decided on together.
 */
export const isUntouched = sql<boolean>`(${achievements.importId} is not null and ${achievements.versionN} = 1
  and ${isUnflaggedRecord}
  and not exists (select 1 from achievement_attachments p where p.achievement_id = ${achievements.id})
  and not exists (select 1 from review_decisions d where d.achievement_id = ${achievements.id} and d.outcome = 'return'))`;
