import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import { type Screening, screenedTexts, screener } from '#app/domain/secrecy-screen.ts';
import { achievementPeople, achievements, achievementVersions } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { personOf } from '../achievements/team-of.server.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { activeRules } from './active-rules.server.ts';
import { screenRecord } from './screen-record.server.ts';

interface Stored {
  readonly id: string;
  readonly data: AchievementData;
  readonly people: PersonInput[];
}

/** Records as they stand, each with its team: what the screen asks about. */
async function storedRecords({ db }: Pick<Context, 'db'>, which: SQL | undefined): Promise<Stored[]> {
  const found = await db
    .select({ id: achievements.id, data: achievementVersions.data })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .where(which);
  const ids = `{${found.map(({ id }) => id).join(',')}}`;
  const people = await db
    .select()
    .from(achievementPeople)
    .where(sql`${achievementPeople.achievementId} = any(${ids}::uuid[])`)
    .orderBy(asc(achievementPeople.position));
  const teams = new Map(found.map(({ id }): [string, PersonInput[]] => [id, []]));
  for (const person of people) teams.get(person.achievementId)?.push(personOf(person));
  return found.map(({ id, data }) => ({ id, data, people: teams.get(id) ?? [] }));
}

/**
 * Asks the rules that count now about a stored record, before a reviewer passes it on: one may have come since it was saved.
 * Answers why it has to be looked at by hand.
 *
 * @throws AppError `secrecy_refused` with the rule's name
 */
export async function screenStored(ctx: ActorContext, achievementId: string): Promise<string[]> {
  const [record] = await storedRecords(ctx, eq(achievements.id, achievementId));
  return record === undefined ? [] : screenRecord(ctx, record.data, record.people);
}

/** The same of many at once: only those that a rule has something to say about. */
export async function screenManyStored(
  ctx: Context,
  ids: readonly string[],
  which: SQL | undefined,
): Promise<(Screening & { readonly id: string })[]> {
  const screenOne = screener(await activeRules(ctx));
  const records = await storedRecords(ctx, and(sql`${achievements.id} = any(${`{${ids.join(',')}}`}::uuid[])`, which));
  return records
    .map(({ id, data, people }) => ({ id, ...screenOne({ texts: screenedTexts(data, people), fields: data.fields }) }))
    .filter(({ refusedBy, flags }) => refusedBy !== null || flags.length > 0);
}
