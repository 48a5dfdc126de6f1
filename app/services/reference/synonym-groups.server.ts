import { asc, ne, sql } from 'drizzle-orm';
import { hasPlatformRole, holdsAtPlatform, type RoleGate } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { synonymKey } from '#app/domain/synonym-group.ts';
import { synonymGroups, synonymVersion } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';

/** Words decide what everybody finds: the platform's administrators change them. */
export const mayEditSynonyms: RoleGate = holdsAtPlatform('admin');

export interface SynonymGroup {
  readonly id: string;
  readonly words: readonly string[];
}

export async function listSynonymGroups(ctx: ActorContext): Promise<SynonymGroup[]> {
  if (!hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  return ctx.db
    .select({ id: synonymGroups.id, words: synonymGroups.words })
    .from(synonymGroups)
    .orderBy(asc(synonymGroups.words), asc(synonymGroups.id));
}

/**
 * Tells every engine to read the groups again. Taken first by each change, so that changes go one after the other and
 * none misses a word that another is adding.
 */
export async function moveSynonymVersion(tx: In<Context>): Promise<void> {
  await tx.db
    .insert(synonymVersion)
    .values({ version: 1 })
    .onConflictDoUpdate({ target: synonymVersion.id, set: { version: sql`${synonymVersion.version} + 1` } });
}

/** A word stands in one group only: who adds to a meaning changes its group. */
export async function refuseTaken(tx: In<Context>, words: readonly string[], exceptId: string): Promise<void> {
  const spelled = [...new Set(words.flatMap((word) => [word, synonymKey(word)]))];
  const rows = await tx.db
    .select({ words: synonymGroups.words })
    .from(synonymGroups)
    .where(ne(synonymGroups.id, exceptId));
  const taken = rows.find((row) => row.words.some((word) => spelled.includes(synonymKey(word))));
  if (!taken) return;
  throw new AppError(
    'duplicate',
    { says: `有的词已经在“${taken.words.join('、').slice(0, 60)}”这一组里，请改那一组。` },
    'words',
  );
}
