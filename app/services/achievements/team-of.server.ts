import { asc, eq } from 'drizzle-orm';
import type { PersonInput } from '#app/domain/people-input.ts';
import { achievementPeople } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type PersonRow = Pick<typeof achievementPeople.$inferSelect, 'name' | 'title' | 'sharePpm' | 'unit' | 'contact'>;

/** One of a stored team as a form or a sheet writes him. */
export const personOf = ({ name, title, sharePpm, unit, contact }: PersonRow): PersonInput => ({
  name,
  title,
  sharePpm,
  unit,
  ...(contact !== null && { contact }),
});

/** The team of a record, in order of contribution. The caller knows that the reader may see it. */
export async function teamOf({ db }: Pick<Context, 'db'>, achievementId: string): Promise<PersonInput[]> {
  const rows = await db
    .select()
    .from(achievementPeople)
    .where(eq(achievementPeople.achievementId, achievementId))
    .orderBy(asc(achievementPeople.position));
  return rows.map(personOf);
}
