import { asc, count, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { writableAchievementStates } from '#app/domain/achievement.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { endsSoon, expiryOf, isLapsed, isOwnedBy } from '#app/domain/patent.ts';
import { achievementPatents, achievements, organisationPatents, patents } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { mayKeepPatents, patentFactsOf, type PatentRow } from './own-patents.server.ts';

export const patentTabs = ['all', 'lapsed', 'soon', 'unlinked', 'unknown'] as const;
export type PatentTab = (typeof patentTabs)[number];
const pageRows = 50;

/** The achievement that a patent is said to carry; `isText` where the record's own text names it. */
export interface PatentLink {
  readonly number: string;
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly isText: boolean;
}

/** The unit's patents with what a source says of each and the achievements that rest on it, those to look at first. */
export async function listOwnPatents(
  ctx: ActorContext,
  { tab, words, page }: { readonly tab: PatentTab; readonly words: string; readonly page: number },
) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepPatents(ctx.actor)) throw new AppError('forbidden');
  const own = await ctx.db
    .select({ number: organisationPatents.number, addedAt: organisationPatents.createdAt })
    .from(organisationPatents)
    .where(eq(organisationPatents.orgId, org.orgId))
    .orderBy(desc(organisationPatents.createdAt), asc(organisationPatents.number));
  const numbers = own.map(({ number }) => number);
  const [facts, links] = await Promise.all([patentFactsOf(ctx, org.orgId, numbers), linksOf(ctx, org.orgId, numbers)]);
  const today = dayOf(ctx.now());
  const rows = own.map(({ number, addedAt }) => ({
    number,
    addedAt,
    ...shownFacts(facts.get(number), org.orgName, today),
    links: links.get(number) ?? [],
  }));
  const tests: Readonly<Record<PatentTab, (row: (typeof rows)[number]) => boolean>> = {
    all: () => true,
    lapsed: (row) => row.isLapsed,
    soon: (row) => row.isSoon,
    unlinked: (row) => row.links.length === 0,
    unknown: (row) => row.facts === null,
  };
  const asked = rows.filter(
    ({ number, facts: told }) => words === '' || number.includes(words) || told?.title.includes(words),
  );
  const found = asked.filter(tests[tab]);
  return {
    rows: found.slice((page - 1) * pageRows, page * pageRows),
    counts: Object.fromEntries(patentTabs.map((word) => [word, asked.filter(tests[word]).length])) as Record<
      PatentTab,
      number
    >,
    total: found.length,
    pageSize: pageRows,
  };
}

function shownFacts(row: PatentRow | undefined, orgName: string, today: Day) {
  if (row === undefined) return { facts: null, isLapsed: false, isSoon: false, isOthers: false, expiresOn: null };
  const { title, type, owner, status, paidUntilOn, source, asOf, orgId } = row;
  return {
    facts: { title, type, owner, status, paidUntilOn, source, asOf, isOperators: orgId === null },
    isLapsed: isLapsed(row, today),
    isSoon: endsSoon(row, today),
    isOthers: owner !== '' && !isOwnedBy(owner, orgName),
    expiresOn: expiryOf(row),
  };
}

/** Achievements of the unit by the patents they rest on: linked ones, and those whose text names the number. */
async function linksOf(
  ctx: ActorContext,
  orgId: string,
  numbers: readonly string[],
): Promise<Map<string, PatentLink[]>> {
  if (numbers.length === 0) return new Map();
  const wanted = sql`string_to_array(${numbers.join(',')}, ',')`;
  const rows = await ctx.db.execute<PatentLink & Record<string, unknown>>(sql`
    select ap.number, a.id, a.no, a.name, false as "isText"
      from achievement_patents ap join achievements a on a.id = ap.achievement_id
      where ap.org_id = ${orgId} and ap.number = any(${wanted})
    union all
    select r ->> 'number', a.id, a.no, a.name, true
      from achievements a join achievement_versions v on v.achievement_id = a.id and v.n = a.version_n
        cross join lateral jsonb_array_elements(v.data -> 'ip') r
      where a.org_id = ${orgId} and a.undone_at is null and r ->> 'number' = any(${wanted})
    order by no`);
  const links = new Map<string, PatentLink[]>();
  for (const row of rows) {
    const known = links.get(row.number) ?? [];
    // What the text names needs no second line.
    if (known.some(({ id }) => id === row.id)) continue;
    links.set(row.number, [...known, row]);
  }
  return links;
}

/** What the register says of the patents of an achievement, for everybody who reads it: those of its text and those linked. */
export async function registerOf(
  ctx: Pick<ActorContext, 'db' | 'now'>,
  {
    achievementId,
    orgId,
    numbers,
  }: { readonly achievementId: string; readonly orgId: string; readonly numbers: readonly string[] },
) {
  const linked = await ctx.db
    .select({ number: achievementPatents.number })
    .from(achievementPatents)
    .where(eq(achievementPatents.achievementId, achievementId))
    .orderBy(asc(achievementPatents.number));
  const beside = linked.map(({ number }) => number).filter((number) => !numbers.includes(number));
  const facts = await patentFactsOf(ctx, orgId, [...numbers, ...beside]);
  const today = dayOf(ctx.now());
  return {
    linked: beside,
    register: [...facts.values()].map((row) => ({
      number: row.number,
      title: row.title,
      type: row.type,
      owner: row.owner,
      status: row.status,
      expiresOn: expiryOf(row),
      source: row.source,
      asOf: row.asOf,
      isLapsed: isLapsed(row, today),
    })),
  };
}

/** What was loaded so far, by source: the operator's for his admin, its own for a unit. */
export async function listPatentSources(ctx: ActorContext) {
  const orgId = mayKeepPatents(ctx.actor) ? (ctx.actor.org?.orgId ?? null) : null;
  if (orgId === null && !hasPlatformRole(ctx.actor, 'admin')) throw new AppError('forbidden');
  return ctx.db
    .select({ source: patents.source, rows: count(), asOf: max(patents.asOf), at: max(patents.updatedAt) })
    .from(patents)
    .where(orgId === null ? isNull(patents.orgId) : eq(patents.orgId, orgId))
    .groupBy(patents.source)
    .orderBy(desc(max(patents.updatedAt)))
    .limit(20);
}

/** Numbers of achievements of the unit, for the box in which one is typed. */
export async function listLinkable(ctx: ActorContext) {
  return ctx.db
    .select({ no: achievements.no, name: achievements.name })
    .from(achievements)
    .where(
      sql`${achievements.orgId} = ${ctx.actor.org?.orgId ?? null} and ${inArray(achievements.state, [...writableAchievementStates, 'published'])} and ${achievements.undoneAt} is null`,
    )
    .orderBy(desc(achievements.updatedAt))
    .limit(200);
}
