import { and, eq, inArray, isNull, max } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { registrationNeeds, type RegistrationNeed } from '#app/domain/registration-needs.ts';
import { askFault } from '#app/domain/registration.ts';
import { authorityLevels, decidesFor, pathFor, type RegistrationPath } from '#app/domain/review.ts';
import {
  achievementAttachments,
  achievementPeople,
  achievements,
  achievementVersions,
  organisations,
  registrations,
  reviewDecisions,
  reviewPaths,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { issuedRows } from '../evaluations/issued-reports.server.ts';
import { loadOwnRegistration } from './own-registration.server.ts';

type Read = Pick<Context, 'db'>;

/** What registration asks of a version of a record and of its papers of today. */
export async function needsOf(
  { db }: Read,
  { id, versionN }: { readonly id: string; readonly versionN: number },
): Promise<RegistrationNeed[]> {
  const [[version], people, papers, issued] = await Promise.all([
    db
      .select({ data: achievementVersions.data })
      .from(achievementVersions)
      .where(and(eq(achievementVersions.achievementId, id), eq(achievementVersions.n, versionN))),
    db.$count(achievementPeople, eq(achievementPeople.achievementId, id)),
    db
      .select({ kind: achievementAttachments.kind, clearedAt: achievementAttachments.clearedAt })
      .from(achievementAttachments)
      .where(and(eq(achievementAttachments.achievementId, id), isNull(achievementAttachments.removedAt))),
    issuedRows({ db }, id),
  ]);
  if (version === undefined) throw new AppError('not_found');
  const brought = papers.map(({ kind, clearedAt }) => ({ kind, isCleared: clearedAt !== null }));
  // A report issued on the platform is a paper of the record that nobody uploads again; it goes along once the unit let it out.
  const reports = issued.map(({ row }) => ({ kind: 'evaluation' as const, isCleared: row.openedAt !== null }));
  return registrationNeeds({ data: version.data, people, papers: [...brought, ...reports] });
}

/** The levels that the table of paths sends a unit's registrations through today, and the unit's region. */
export async function pathOf({ db }: Read, orgId: string): Promise<{ path: RegistrationPath; regionCode: string }> {
  const [[unit], paths, authorities] = await Promise.all([
    db.select({ regionCode: organisations.regionCode }).from(organisations).where(eq(organisations.id, orgId)),
    db.select().from(reviewPaths),
    db
      .select({ regionCode: organisations.regionCode })
      .from(organisations)
      .where(and(eq(organisations.kind, 'authority'), eq(organisations.state, 'verified'))),
  ]);
  if (unit === undefined) throw new AppError('not_found');
  const { regionCode } = unit;
  const path = pathFor({ orgId, regionCode }, paths, (level) =>
    authorities.some((authority) => decidesFor(authority.regionCode, regionCode, level)),
  );
  return { path, regionCode };
}

/** What the unit sees before it hands a record in for registration: what is asked, what is missing, who will decide. */
export async function getRegistrationCase(ctx: ActorContext, achievementId: string) {
  const registration = await loadOwnRegistration(ctx, achievementId);
  const [row] = await ctx.db.select().from(achievements).where(eq(achievements.id, achievementId));
  if (row === undefined) throw new AppError('not_found');
  const [needs, { path }, reports] = await Promise.all([
    needsOf(ctx, row),
    pathOf(ctx, row.orgId),
    issuedRows(ctx, row.id),
  ]);
  return {
    row: { id: row.id, no: row.no, name: row.name, state: row.state, versionN: row.versionN, regNo: row.regNo },
    registration,
    fault: askFault({
      ...row,
      registration: registration?.state ?? null,
      isVerified: ctx.actor.org?.verified === true,
    }),
    needs,
    /** Reports issued on the platform, which go along with the application. */
    reports: reports.map(({ evaluator, row: { issuedOn, openedAt } }) => ({
      evaluator,
      issuedOn,
      isOpened: openedAt !== null,
    })),
    path,
    // Sent back, and neither its text nor its papers are others since.
    isUnchanged: registration?.state === 'returned' && !(await hasChanged(ctx, row, registration)),
  };
}

async function hasChanged(
  { db }: Read,
  { id, versionN }: { readonly id: string; readonly versionN: number },
  registration: typeof registrations.$inferSelect,
): Promise<boolean> {
  const [[returned], papers] = await Promise.all([
    db
      .select({ at: max(reviewDecisions.at) })
      .from(reviewDecisions)
      .where(
        and(
          eq(reviewDecisions.achievementId, id),
          eq(reviewDecisions.outcome, 'return'),
          inArray(reviewDecisions.level, authorityLevels),
        ),
      ),
    db
      .select({ clearedAt: achievementAttachments.clearedAt, removedAt: achievementAttachments.removedAt })
      .from(achievementAttachments)
      .where(eq(achievementAttachments.achievementId, id)),
  ]);
  const returnedAt = returned?.at ?? null;
  const isLater = (at: Date | null): boolean => at !== null && (returnedAt === null || at > returnedAt);
  return (
    versionN !== registration.versionN ||
    papers.some(({ clearedAt, removedAt }) => isLater(clearedAt) || isLater(removedAt))
  );
}
