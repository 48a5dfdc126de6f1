import { sql } from 'drizzle-orm';
import { achievementVersions, isNearSecret } from '#db/schema/index.ts';

/**
 * Records that may leave in lists: what is dual use or under export control is read one by one (保守国家秘密法 art. 36: what is
 * harmless one by one may not be so together).
 */
export const leavesInBulk = sql`not ${isNearSecret(achievementVersions.data)}`;
