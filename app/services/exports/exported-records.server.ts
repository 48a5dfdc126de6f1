import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { AchievementState } from '#app/domain/achievement.ts';
import type { ExportedRecord } from '#app/domain/export-cells.ts';
import { containing } from '#db/like-pattern.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievementPeople, achievements, achievementVersions, organisations } from '#db/schema/index.ts';
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

/** The records of a unit as its list chooses them, the oldest first, with their teams; a page at a time. */
export async function* ownRecords(ctx: Context, orgId: string, filter: OwnFilter): AsyncGenerator<ExportedRecord> {
  for (let last: string | null = null; ;) {
    const page: Row[] = await rowsWhere(
      ctx,
      and(ownWhere(orgId, filter), last === null ? undefined : gt(achievements.id, last)),
    );
    const teams = await teamsOf(ctx, page);
    for (const { id, ...record } of page) yield { ...record, people: teams.get(id) ?? [] };
    if (page.length < pageRows) return;
    last = page.at(-1)?.id ?? null;
  }
}

/** Public records by their ids, in that order; what is no longer public, or near what must be kept together, is left out. */
export async function publicRecordsOf(ctx: Context, ids: readonly string[]): Promise<ExportedRecord[]> {
  const rows = await rowsWhere(
    ctx,
    and(inArray(achievements.id, [...ids]), eq(achievements.state, 'published'), listingShown, leavesInBulk),
  );
  const byId = new Map(rows.map(({ id, ...record }) => [id, { ...record, people: [] }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const rowsWhere = ({ db }: Context, where: ReturnType<typeof and>) =>
  db
    .select({
      id: achievements.id,
      no: achievements.no,
      regNo: achievements.regNo,
      orgName: organisations.name,
      data: achievementVersions.data,
      priceFloorFen: achievements.priceFloorFen,
    })
    .from(achievements)
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
    )
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .where(where)
    .orderBy(asc(achievements.id))
    .limit(pageRows);
type Row = Awaited<ReturnType<typeof rowsWhere>>[number];

async function teamsOf({ db }: Context, page: readonly Row[]): Promise<Map<string, ExportedRecord['people']>> {
  if (page.length === 0) return new Map();
  const people = await db
    .select()
    .from(achievementPeople)
    .where(
      inArray(
        achievementPeople.achievementId,
        page.map(({ id }) => id),
      ),
    )
    .orderBy(asc(achievementPeople.achievementId), asc(achievementPeople.position));
  const teams = new Map<string, ExportedRecord['people'][number][]>();
  for (const { achievementId, name, title, sharePpm, unit, contact } of people) {
    const team = teams.get(achievementId) ?? [];
    team.push({ name, title, sharePpm, unit, ...(contact !== null && { contact }) });
    teams.set(achievementId, team);
  }
  return teams;
}
