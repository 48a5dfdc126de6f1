import { eq } from 'drizzle-orm';
import type { PersonInput } from '#app/domain/people-input.ts';
import { achievementPeople } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Puts another team in the place of the one that stood there; account and consent of who stays are kept. */
export async function replacePeople(
  tx: In<Context>,
  achievementId: string,
  people: readonly PersonInput[],
): Promise<void> {
  const before = await tx.db.select().from(achievementPeople).where(eq(achievementPeople.achievementId, achievementId));
  await tx.db.delete(achievementPeople).where(eq(achievementPeople.achievementId, achievementId));
  if (people.length === 0) return;
  await tx.db.insert(achievementPeople).values(
    people.map((person, position) => {
      // Account and consent belong to the person, not to the text of a form or a sheet.
      const known = before.find((each) => each.name === person.name);
      return { ...person, position, achievementId, userId: known?.userId ?? null, isPublic: known?.isPublic ?? false };
    }),
  );
}
