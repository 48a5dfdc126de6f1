import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import { achievementVersions } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { replacePeople } from './replace-people.server.ts';

/** Adds the next immutable version, and the team as it now is. */
export async function writeVersion(
  tx: In<ActorContext>,
  achievementId: string,
  n: number,
  { data, people }: AchievementDraft,
): Promise<void> {
  await tx.db
    .insert(achievementVersions)
    .values({ achievementId, n, data, sha256: fingerprint(data), authorId: tx.actor.userId });
  await replacePeople(tx, achievementId, people);
}
