import { and, asc, count, desc, eq, inArray, like, not, sql } from 'drizzle-orm';
import { achievementDeeds, statesToDecide } from '#app/domain/achievement-deeds.ts';
import { reviewedAchievementStates as reviewed } from '#app/domain/achievement.ts';
import { mustOpenPaper } from '#app/domain/attachment.ts';
import { claimWords } from '#app/domain/effective-trl.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Publication, publicationOf } from '#app/domain/publication.ts';
import { registrationNeeds } from '#app/domain/registration-needs.ts';
import { recordSheet } from '#app/domain/record-sheet.ts';
import {
  authorityLevelOf,
  isAuthorityLevel,
  levelOfDeeds,
  levelOfState,
  remarkFields,
  type ReviewLevel,
  type WorkTab,
} from '#app/domain/review.ts';
import { mayReview, mayReviewRegistration } from '#app/domain/review-access.ts';
import { achievements, achievementVersions, organisations, registrations, reviewPaths } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { findConfirmedTrl } from '../achievements/queries.server.ts';
import { teamOf } from '../achievements/team-of.server.ts';
import { isFlaggedRecord } from '../achievements/flagged-record.server.ts';
import { reviewMark, reviewMarks } from '../attachments/papers-mark.server.ts';
import { attachmentsForReview } from '../attachments/queries.server.ts';
import { hasPaperToOpen } from '../attachments/unread-papers.server.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { issuedRows } from '../evaluations/issued-reports.server.ts';
import { isUntouched } from './imported-rows.server.ts';
import { isOnTurn } from './own-registration.server.ts';
import { listImportedWork } from './imported-work-queries.server.ts';
import { listDecisions } from './trail-queries.server.ts';

export const workPageSize = 50;

export interface WorkRow {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly regionCode: string;
  readonly level: ReviewLevel;
  readonly since: Date;
  readonly regNo: string | null;
  /** Given with the number, by whom. */
  readonly registeredOn: string | null;
  readonly registeredBy: string | null;
  /** This person's to decide. */
  readonly isMine: boolean;
  /** Dual use, export control or a word of the screen: its secrecy reviewer decides on it alone. */
  readonly isFlagged: boolean;
  /** How far it goes public; an authority decides on the registration only. */
  readonly publication: Publication | null;
  /** A paper of it is opened by who reviews its secrecy: he decides on it alone. */
  readonly hasToOpen: boolean;
  /** What is before the reviewer, as `reviewMark` names it. */
  readonly mark: string;
}

interface WorkInput {
  readonly tab: WorkTab;
  readonly page: number;
  /** Only the rows of this import; else those that are decided on with their whole import are left out. */
  readonly importId?: string | null;
  /** Only what waits for this very person, not for another reviewer of the unit. */
  readonly isMineOnly?: boolean;
  readonly limit?: number;
}

/** What waits for this reviewer, the oldest first; authorities also look up what they sent back and registered. */
export async function listReviewWork(ctx: ActorContext, input: WorkInput): Promise<{ rows: WorkRow[]; total: number }> {
  if (!mayReview(ctx.actor)) throw new AppError('forbidden');
  return mayReviewRegistration(ctx.actor) ? listRegistrations(ctx, input) : listOwnReviews(ctx, input);
}

type Wanted = Pick<WorkInput, 'importId' | 'isMineOnly'>;

const ownReviews = (ctx: ActorContext, { importId, isMineOnly = false }: Wanted) =>
  and(
    eq(achievements.orgId, ctx.actor.org?.orgId ?? ''),
    inArray(achievements.state, isMineOnly ? statesToDecide(ctx.actor) : reviewed),
    importId ? eq(achievements.importId, importId) : not(isUntouched),
  );

async function countOwnReviews(ctx: ActorContext, wanted: Wanted): Promise<number> {
  const [counted] = await ctx.db
    .select({ rows: count() })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .where(ownReviews(ctx, wanted));
  return counted?.rows ?? 0;
}

async function listOwnReviews(ctx: ActorContext, { page, limit = workPageSize, ...wanted }: WorkInput) {
  const [rows, total] = await Promise.all([
    ctx.db
      .select({
        row: achievements,
        org: organisations,
        isFlagged: isFlaggedRecord,
        publication: sql<string | null>`${achievementVersions.data} ->> 'publication'`,
        hasToOpen: hasPaperToOpen,
      })
      .from(achievements)
      .innerJoin(organisations, eq(organisations.id, achievements.orgId))
      .innerJoin(achievementVersions, currentVersion)
      .where(ownReviews(ctx, wanted))
      .orderBy(asc(achievements.updatedAt), asc(achievements.id))
      .limit(limit)
      .offset((page - 1) * limit),
    countOwnReviews(ctx, wanted),
  ]);
  const decided = statesToDecide(ctx.actor);
  const marks = await reviewMarks(
    ctx,
    rows.map(({ row }) => row),
    true,
  );
  return {
    total,
    rows: rows.map(({ row, org, isFlagged, publication, hasToOpen }): WorkRow => ({
      id: row.id,
      no: row.no,
      name: row.name,
      orgName: org.name,
      isSample: row.isSample,
      regionCode: org.regionCode,
      level: levelOfState(row.state),
      since: row.updatedAt,
      regNo: row.regNo,
      registeredOn: null,
      registeredBy: null,
      isMine: decided.includes(row.state),
      isFlagged: isFlagged && levelOfState(row.state) === 'secrecy',
      publication: publicationOf({ ...(publication !== null && { publication }) }),
      hasToOpen: hasToOpen && levelOfState(row.state) === 'secrecy',
      mark: marks.get(row.id) ?? '',
    })),
  };
}

/** Registrations of the authority's region: at its own level while they wait, at any once they are decided. */
const scopeOf = (ctx: ActorContext, tab: WorkTab) => {
  const region = ctx.actor.org?.regionCode ?? '';
  const level = authorityLevelOf(region) ?? 'province';
  const within = like(registrations.regionCode, `${region.slice(0, level === 'province' ? 2 : 4)}%`);
  return tab === 'waiting'
    ? and(within, eq(registrations.state, 'reviewing'), eq(registrations.level, level))
    : and(within, eq(registrations.state, tab));
};

async function listRegistrations(ctx: ActorContext, { tab, page, limit = workPageSize }: WorkInput) {
  const wanted = scopeOf(ctx, tab);
  const [rows, total] = await Promise.all([
    ctx.db
      .select({ row: registrations, achievement: achievements, org: organisations })
      .from(registrations)
      .innerJoin(achievements, eq(achievements.id, registrations.achievementId))
      .innerJoin(organisations, eq(organisations.id, registrations.orgId))
      .where(wanted)
      .orderBy(
        tab === 'waiting'
          ? asc(registrations.waitingSince)
          : tab === 'registered'
            ? desc(registrations.registeredOn)
            : desc(registrations.waitingSince),
        asc(registrations.id),
      )
      .limit(limit)
      .offset((page - 1) * limit),
    ctx.db.$count(registrations, wanted),
  ]);
  const marks = await reviewMarks(
    ctx,
    rows.map(({ row }) => ({ id: row.achievementId, versionN: row.versionN })),
    false,
  );
  return {
    total,
    rows: rows.map(({ row, achievement, org }): WorkRow => ({
      id: achievement.id,
      no: achievement.no,
      name: achievement.name,
      orgName: org.name,
      isSample: achievement.isSample,
      regionCode: row.regionCode,
      level: row.level,
      since: row.waitingSince,
      regNo: row.regNo,
      registeredOn: row.registeredOn,
      registeredBy: row.registeredBy,
      isMine: isOnTurn(ctx.actor, row),
      isFlagged: false,
      publication: null,
      hasToOpen: false,
      mark: marks.get(achievement.id) ?? '',
    })),
  };
}

/** How many wait for this person: the number beside the menu. */
export async function countReviewWork(ctx: ActorContext): Promise<number> {
  if (!mayReview(ctx.actor)) return 0;
  if (mayReviewRegistration(ctx.actor)) return ctx.db.$count(registrations, scopeOf(ctx, 'waiting'));
  const [records, imported] = await Promise.all([countOwnReviews(ctx, { isMineOnly: true }), listImportedWork(ctx)]);
  return records + imported.filter(({ isOwn }) => !isOwn).length;
}

/**
 * One record for its reviewer: to reviewers of the own unit, and to authorities of its region once it was handed in for
 * registration.
 */
export async function getReviewCase(ctx: ActorContext, achievementId: string) {
  if (!mayReview(ctx.actor)) throw new AppError('forbidden');
  const [found] = await ctx.db
    .select({ row: achievements, org: organisations, registration: registrations })
    .from(achievements)
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .leftJoin(registrations, eq(registrations.achievementId, achievements.id))
    .where(eq(achievements.id, achievementId));
  if (found === undefined) throw new AppError('not_found');
  const { row, org, registration } = found;
  const isOwn = row.orgId === ctx.actor.org?.orgId;
  const region = ctx.actor.org?.regionCode ?? '';
  const isOfRegion =
    registration !== null &&
    mayReviewRegistration(ctx.actor) &&
    registration.regionCode.startsWith(region.slice(0, authorityLevelOf(region) === 'province' ? 2 : 4));
  if (!isOwn && !isOfRegion) throw new AppError('not_found');
  const versionN = isOwn ? row.versionN : (registration?.versionN ?? row.versionN);
  const [decisions, [version], people] = await Promise.all([
    listDecisions(ctx, row.id),
    ctx.db
      .select()
      .from(achievementVersions)
      .where(and(eq(achievementVersions.achievementId, row.id), eq(achievementVersions.n, versionN))),
    teamOf(ctx, row.id),
  ]);
  if (version === undefined) throw new AppError('not_found');
  const deeds = achievementDeeds(ctx.actor, row);
  const level: ReviewLevel | null = isOwn
    ? levelOfDeeds(deeds)
    : registration !== null && isOnTurn(ctx.actor, registration)
      ? registration.level
      : null;
  const [uploaded, issued] = await Promise.all([attachmentsForReview(ctx, row.id, isOwn), issuedRows(ctx, row.id)]);
  const attachments = [
    ...uploaded,
    // Issued on the platform: its evaluator stands for it; an authority reads it once the unit's secrecy review let it out.
    ...issued.flatMap(({ row: report, evaluator, file }) =>
      file === null || (!isOwn && report.openedAt === null)
        ? []
        : {
            id: report.id,
            kind: 'evaluation' as const,
            title: `${evaluator} ${report.issuedOn ?? ''} 出具的评价报告`,
            fileId: file.id,
            fileName: '',
            bytes: file.bytes,
            reading: 'whole' as const,
            flags: [],
          },
    ),
  ];
  const { priceFloorFen, ...head } = row;
  const record = { no: row.no, regNo: row.regNo, orgName: org.name, data: version.data, people, priceFloorFen };
  const sheet = recordSheet(record, await codeLists(ctx), isOwn);
  const said = new Set(sheet.flatMap(({ fields }) => fields.map(({ key }) => key)));
  return {
    isOwn,
    // The unit's own review, and what it has written since it asked, are the unit's alone.
    row: isOwn ? head : { ...head, name: version.data.name, reviewNote: null, reviewFlags: [] },
    org: { id: org.id, name: org.name, regionCode: org.regionCode, isSample: org.isSample },
    registration,
    versionN: version.n,
    mark: await reviewMark(ctx, { id: row.id, versionN: version.n }, isOwn),
    decisions: isOwn ? decisions : decisions.filter(({ level: at }) => isAuthorityLevel(at)),
    sheet,
    /** How far it goes public, to who decides that in the unit. */
    publication: isOwn
      ? { level: publicationOf(version.data), isDefault: version.data.publication === undefined }
      : null,
    /** Whose word a claimed third party's level is. */
    claim: claimWords(version.data, await findConfirmedTrl(ctx, row.id)),
    attachments,
    // What the authority's check of form asks for; the unit's own reviewers ask other things.
    needs: isOwn
      ? []
      : registrationNeeds({
          data: version.data,
          people: people.length,
          papers: attachments.map(({ kind }) => ({ kind, isCleared: true })),
        }),
    mustOpen: attachments.some(mustOpenPaper),
    absent: remarkFields.filter((key) => !said.has(key) && (isOwn || key !== 'priceFloor')),
    level,
    mayReturn: level !== null || (isOwn && deeds.includes('return')),
    mayRevoke: isOfRegion && registration?.state === 'registered' && authorityLevelOf(region) === 'province',
  };
}

/** What the administrator set for regions, and how many registrations wait at each level. */
export async function listReviewPaths(ctx: ActorContext) {
  const [paths, waiting] = await Promise.all([
    ctx.db.select().from(reviewPaths),
    ctx.db
      .select({
        level: registrations.level,
        rows: count(),
        oldest: sql<Date | null>`min(${registrations.waitingSince})`,
      })
      .from(registrations)
      .where(eq(registrations.state, 'reviewing'))
      .groupBy(registrations.level),
  ]);
  return { paths, waiting };
}
