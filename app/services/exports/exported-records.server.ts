import { and, asc, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { AchievementState } from '#app/domain/achievement.ts';
import type { ExportedRecord } from '#app/domain/export-cells.ts';
import { regNoBasisOf } from '#app/domain/registration.ts';
import { confirmedTrl, confirmedTrlColumns } from '#db/confirmed-trl.server.ts';
import { containing } from '#db/like-pattern.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  organisations,
  registrations,
  trlAssessments,
} from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { personOf } from '../achievements/team-of.server.ts';
import { leavesInBulk } from '../achievements/leaves-in-bulk.server.ts';
import type { Context } from '../context.server.ts';

/** So many records are in memory at once. */
const pageRows = 500;

export interface OwnFilter {
  readonly state: AchievementState | null;
  readonly words: string;
}

const ownWhere = (orgId: string, { state, words }: OwnFilter) => {
  const like = containing(words);
  return and(
    eq(achievements.orgId, orgId),
    sql`${achievements.undoneAt} is null`,
    words === '' ? undefined : or(sql`${achievements.name} ilike ${like}`, eq(achievements.no, words)),
    state === null ? undefined : eq(achievements.state, state),
  );
};

/** How many records of a unit its list shows. */
export const countOwnRecords = ({ db }: Context, orgId: string, filter: OwnFilter): Promise<number> =>
  db.$count(achievements, ownWhere(orgId, filter));

/** The records of a unit as its list chooses them, the oldest first, with their teams; a page at a time, the next one read meanwhile. */
export async function* ownRecords(ctx: Context, orgId: string, filter: OwnFilter): AsyncGenerator<ExportedRecord> {
  let ready: Promise<ExportedRecord[]> = Promise.resolve([]);
  for await (const ids of ownIds(ctx, orgId, filter)) {
    const page = await ready;
    ready = ownPage(ctx, orgId, ids);
    // It is awaited with the next page; until then nobody else listens.
    ready.catch(() => {});
    yield* page;
  }
  yield* await ready;
}

/** So many ids are read at once: the database looks through the whole list for them where it knows little of the table yet. */
const idsAtOnce = 20 * pageRows;

async function* ownIds({ db }: Context, orgId: string, filter: OwnFilter): AsyncGenerator<string[]> {
  for (let last: string | null = null; ;) {
    const rows: { id: string }[] = await db
      .select({ id: achievements.id })
      .from(achievements)
      .where(and(ownWhere(orgId, filter), last === null ? undefined : gt(achievements.id, last)))
      .orderBy(asc(achievements.id))
      .limit(idsAtOnce);
    const ids = rows.map(({ id }) => id);
    for (let from = 0; from < ids.length; from += pageRows) yield ids.slice(from, from + pageRows);
    if (ids.length < idsAtOnce) return;
    last = ids.at(-1) ?? null;
  }
}

async function ownPage(ctx: Context, orgId: string, ids: readonly string[]): Promise<ExportedRecord[]> {
  // Read by their ids: a plan that went by the unit would pass over the whole list for every page.
  const isOwn = sql`${achievements.orgId}::text = ${orgId} and ${achievements.undoneAt} is null`;
  const [page, teams] = await Promise.all([rowsWhere(ctx, and(among(achievements.id, ids), isOwn)), teamsOf(ctx, ids)]);
  return page.map(({ id, ...record }) => ({ ...record, people: teams.get(id) ?? [] }));
}

const among = (column: AnyPgColumn, ids: readonly string[]) => sql`${column} = any(${`{${ids.join(',')}}`}::uuid[])`;

/**
 * Public records of other units by their ids, in that order; what is no longer public, or near what must be kept together, is left
 * out, and so are those of the reader's own unit.
 */
export async function othersRecordsOf(
  ctx: Context,
  ids: readonly string[],
  ownOrgId: string | undefined,
): Promise<ExportedRecord[]> {
  const rows = await rowsWhere(
    ctx,
    and(
      inArray(achievements.id, [...ids]),
      eq(achievements.state, 'published'),
      ownOrgId === undefined ? undefined : ne(achievements.orgId, ownOrgId),
      listingShown,
      leavesInBulk,
    ),
  );
  const byId = new Map(rows.map(({ id, ...record }) => [id, { ...record, people: [] }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function rowsWhere({ db }: Context, where: ReturnType<typeof and>) {
  const rows = await db
    .select({
      id: achievements.id,
      no: achievements.no,
      regNo: achievements.regNo,
      orgName: organisations.name,
      data: achievementVersions.data,
      priceFloorFen: achievements.priceFloorFen,
      confirmedTrl: confirmedTrlColumns,
      registered: registrations.state,
    })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .leftJoin(trlAssessments, confirmedTrl)
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id))
    .where(where)
    .orderBy(asc(achievements.id))
    .limit(pageRows);
  return rows.map(({ registered, confirmedTrl: confirmed, ...row }) => ({
    ...row,
    standing: { regNoBasis: regNoBasisOf(row.regNo, registered), confirmedTrl: confirmed },
  }));
}

async function teamsOf({ db }: Context, ids: readonly string[]): Promise<Map<string, ExportedRecord['people']>> {
  const people = await db
    .select()
    .from(achievementPeople)
    .where(among(achievementPeople.achievementId, ids))
    .orderBy(asc(achievementPeople.achievementId), asc(achievementPeople.position));
  const teams = new Map<string, ExportedRecord['people'][number][]>();
  for (const person of people) {
    const team = teams.get(person.achievementId) ?? [];
    team.push(personOf(person));
    teams.set(person.achievementId, team);
  }
  return teams;
}
