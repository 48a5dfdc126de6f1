import { eq } from 'drizzle-orm';
import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import { achievementPeople, achievementVersions } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';

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
  const before = await tx.db.select().from(achievementPeople).where(eq(achievementPeople.achievementId, achievementId));
  await tx.db.delete(achievementPeople).where(eq(achievementPeople.achievementId, achievementId));
  if (people.length === 0) return;
  await tx.db.insert(achievementPeople).values(
    people.map((person, position) => {
      // Account and consent belong to the person, not to the text of the form.
      const known = before.find((each) => each.name === person.name);
      return { ...person, position, achievementId, userId: known?.userId ?? null, isPublic: known?.isPublic ?? false };
    }),
  );
}
