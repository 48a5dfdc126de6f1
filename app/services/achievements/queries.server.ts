import { and, asc, count, desc, eq, gte, isNotNull, ne, or, sql } from 'drizzle-orm';
import { maySeeTeam } from '#app/domain/access.ts';
import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import { effectiveTrl } from '#app/domain/effective-trl.ts';
import { AppError } from '#app/domain/errors.ts';
import { bandsOfUse, isClosedText, publicData, recordReaderOf } from '#app/domain/public-data.ts';
import { regNoBasisOf } from '#app/domain/registration.ts';
import { confirmedTrl, confirmedTrlColumns } from '#db/confirmed-trl.server.ts';
import { containing } from '#db/like-pattern.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  deals,
  isVagueData,
  organisations,
  registrations,
  trlAssessments,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { currentVersion } from './current-version.server.ts';
import { teamOf } from './team-of.server.ts';
import { type Achievement, loadOwn } from './load-own.server.ts';

const pageRows = 30;

/** The organisation's own achievements, those that changed last first, with how many stand in each state. */
export async function listOwnAchievements(
  ctx: ActorContext,
  input: {
    readonly state: Achievement['state'] | null;
    readonly words: string;
    readonly page: number;
    /** Only those without a figure to compare. */
    readonly isVague?: boolean;
  },
) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) throw new AppError('forbidden');
  // What was taken back with its import is no longer in the unit's list.
  const own = and(eq(achievements.orgId, orgId), sql`${achievements.undoneAt} is null`);
  const like = containing(input.words);
  const wanted =
    input.words === '' ? own : and(own, or(sql`${achievements.name} ilike ${like}`, eq(achievements.no, input.words)));
  const ofState = input.state === null ? wanted : and(wanted, eq(achievements.state, input.state));
  const vague = isVagueData(achievementVersions.data);
  const chosen = input.isVague ? and(ofState, vague) : ofState;
  const [counted, rows, [vagueSum]] = await Promise.all([
    ctx.db
      .select({ state: achievements.state, rows: count() })
      .from(achievements)
      .where(wanted)
      .groupBy(achievements.state),
    ctx.db
      .select({
        id: achievements.id,
        no: achievements.no,
        name: achievements.name,
        state: achievements.state,
        updatedAt: achievements.updatedAt,
        confirmedOn: achievements.confirmedOn,
        claimed: sql<number | null>`(${achievementVersions.data} ->> 'trl')::int`,
        confirmedTrl: confirmedTrlColumns,
        isVague: vague,
      })
      .from(achievements)
      .innerJoin(achievementVersions, currentVersion)
      .leftJoin(trlAssessments, confirmedTrl)
      .where(chosen)
      .orderBy(desc(achievements.updatedAt), desc(achievements.id))
      .limit(pageRows)
      .offset((input.page - 1) * pageRows),
    // Asked only where it is wanted: it reads the text of every record.
    input.isVague
      ? ctx.db
          .select({ n: count() })
          .from(achievements)
          .innerJoin(achievementVersions, currentVersion)
          .where(and(ofState, vague))
      : [],
  ]);
  const vagueRows = vagueSum?.n ?? 0;
  const counts = Object.fromEntries(counted.map((line) => [line.state, line.rows])) as Partial<
    Record<Achievement['state'], number>
  >;
  const all = counted.reduce((sum, line) => sum + line.rows, 0);
  const shown = input.isVague ? vagueRows : input.state === null ? all : (counts[input.state] ?? 0);
  const shownRows = rows.map(({ claimed, confirmedTrl: confirmed, ...row }) => ({
    ...row,
    trl: effectiveTrl(claimed, confirmed).level,
  }));
  return { rows: shownRows, counts, all, shown, vagueRows, pages: Math.max(1, Math.ceil(shown / pageRows)) };
}

/** One of the organisation's own, with its current text. The team and the floor price are for those who work with them. */
export async function getOwnAchievement(ctx: ActorContext, id: string) {
  const row = await loadOwn(ctx, id);
  const [[version], people, confirmed] = await Promise.all([
    ctx.db
      .select()
      .from(achievementVersions)
      .where(and(eq(achievementVersions.achievementId, row.id), eq(achievementVersions.n, row.versionN))),
    maySeeTeam(ctx.actor) ? teamOf(ctx, row.id) : [],
    findConfirmedTrl(ctx, row.id),
  ]);
  if (version === undefined) throw new AppError('not_found');
  const draft: Required<AchievementDraft> = {
    data: version.data,
    people,
    priceFloorFen: maySeeTeam(ctx.actor) ? row.priceFloorFen : null,
  };
  return { row, version, draft, trl: effectiveTrl(version.data.trl, confirmed) };
}

/** The level of a record that somebody confirmed, if there is one. */
export async function findConfirmedTrl({ db }: Pick<Context, 'db'>, achievementId: string) {
  const [row] = await db
    .select(confirmedTrlColumns)
    .from(achievements)
    .innerJoin(trlAssessments, confirmedTrl)
    .where(eq(achievements.id, achievementId));
  return row ?? null;
}

/** A published achievement as its reader may see it: names only of people who agreed, never their shares. */
export async function getPublicAchievement(ctx: Context, no: string) {
  const [found] = await ctx.db
    .select({
      row: achievements,
      version: achievementVersions,
      org: organisations,
      confirmed: confirmedTrlColumns,
      registration: {
        state: registrations.state,
        registeredOn: registrations.registeredOn,
        registeredBy: registrations.registeredBy,
      },
    })
    .from(achievements)
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id))
    .innerJoin(achievementVersions, currentVersion)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .leftJoin(trlAssessments, confirmedTrl)
    .where(and(eq(achievements.no, no), eq(achievements.state, 'published'), listingShown));
  if (found === undefined) throw new AppError('not_found');
  const { row, version, org, confirmed, registration } = found;
  const [people, replies] = await Promise.all([
    ctx.db
      .select({ name: achievementPeople.name, title: achievementPeople.title })
      .from(achievementPeople)
      .where(and(eq(achievementPeople.achievementId, row.id), eq(achievementPeople.isPublic, true)))
      .orderBy(asc(achievementPeople.position)),
    repliesOf(ctx, org.id),
  ]);
  const shown = publicData(version.data, recordReaderOf(ctx.actor, org.id));
  return {
    id: row.id,
    no: row.no,
    isSample: row.isSample,
    regNo: row.regNo,
    regNoBasis: regNoBasisOf(row.regNo, registration?.state ?? null),
    registration,
    confirmedOn: row.confirmedOn,
    publishedAt: row.publishedAt,
    versionN: row.versionN,
    sha256: version.sha256,
    data: shown,
    /** More of 成果简介 stands behind what this reader is shown. */
    isSummary: !isClosedText(version.data) && shown.abstract !== version.data.abstract.trim(),
    /** The level that counts, and whose word it is. */
    trl: effectiveTrl(version.data.trl, confirmed),
    use: bandsOfUse(version.data.use),
    org: { id: org.id, name: org.name, uscc: org.uscc, isSample: org.isSample },
    people,
    replies,
  };
}

/** Requests to talk of the last twelve months that were due or answered, and how many were answered. */
async function repliesOf(ctx: Context, orgId: string): Promise<{ asked: number; answered: number }> {
  const since = new Date(ctx.now().getTime() - 365 * 86_400_000);
  const [row] = await ctx.db
    .select({ asked: count(), answered: count(deals.repliedAt) })
    .from(deals)
    .where(
      and(
        eq(deals.licensorOrgId, orgId),
        gte(deals.createdAt, since),
        ne(deals.state, 'withdrawn'),
        or(isNotNull(deals.repliedAt), ne(deals.state, 'requested')),
      ),
    );
  return { asked: row?.asked ?? 0, answered: row?.answered ?? 0 };
}
