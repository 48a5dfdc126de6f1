import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  achievementVersions,
  auditLines,
  organisations,
  registrations,
  reviewDecisions,
  users,
} from '#db/schema/index.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext } from '../context.server.ts';

/** Decisions of reviewers on a record, the newest first, with who decided and for whom. */
export const listDecisions = (ctx: ActorContext, achievementId: string) =>
  ctx.db
    .select({
      id: reviewDecisions.id,
      versionN: reviewDecisions.versionN,
      level: reviewDecisions.level,
      outcome: reviewDecisions.outcome,
      note: reviewDecisions.note,
      remarks: reviewDecisions.remarks,
      at: reviewDecisions.at,
      orgName: organisations.name,
      decider: users.name,
    })
    .from(reviewDecisions)
    .innerJoin(organisations, eq(organisations.id, reviewDecisions.orgId))
    .innerJoin(users, eq(users.id, reviewDecisions.deciderId))
    .where(eq(reviewDecisions.achievementId, achievementId))
    .orderBy(desc(reviewDecisions.at), desc(reviewDecisions.id));

/** The registration of one of the own achievements, if it was ever asked for. */
export async function findOwnRegistration(ctx: ActorContext, achievementId: string) {
  const { id } = await loadOwn(ctx, achievementId);
  const [row] = await ctx.db.select().from(registrations).where(eq(registrations.achievementId, id));
  return row ?? null;
}

/** Two versions of a record by their numbers, for comparison; `earlier` is null for the first. */
export async function versionPair(
  ctx: ActorContext,
  achievementId: string,
  n: number,
  against: number,
): Promise<{ later: AchievementData; earlier: AchievementData | null }> {
  const rows = await ctx.db
    .select({ n: achievementVersions.n, data: achievementVersions.data })
    .from(achievementVersions)
    .where(and(eq(achievementVersions.achievementId, achievementId), inArray(achievementVersions.n, [n, against])));
  const later = rows.find((row) => row.n === n)?.data;
  if (later === undefined) throw new AppError('not_found');
  return { later, earlier: against === n ? null : (rows.find((row) => row.n === against)?.data ?? null) };
}

/** Versions of one of the unit's own records and everything that was done with it, the newest first. */
export async function getHistory(ctx: ActorContext, achievementId: string) {
  const row = await loadOwn(ctx, achievementId);
  const [versions, lines, decisions] = await Promise.all([
    ctx.db
      .select({
        n: achievementVersions.n,
        sha256: achievementVersions.sha256,
        createdAt: achievementVersions.createdAt,
        author: users.name,
      })
      .from(achievementVersions)
      .innerJoin(users, eq(users.id, achievementVersions.authorId))
      .where(eq(achievementVersions.achievementId, row.id))
      .orderBy(desc(achievementVersions.n)),
    ctx.db
      .select({
        id: auditLines.id,
        deed: auditLines.deed,
        versionN: auditLines.versionN,
        at: auditLines.at,
        who: users.name,
        orgName: organisations.name,
      })
      .from(auditLines)
      .leftJoin(users, eq(users.id, auditLines.actorId))
      .leftJoin(organisations, eq(organisations.id, auditLines.orgId))
      .where(and(eq(auditLines.subjectType, 'achievement'), eq(auditLines.subjectId, row.id)))
      .orderBy(desc(auditLines.at), asc(auditLines.id))
      .limit(200),
    listDecisions(ctx, row.id),
  ]);
  return { row, versions, lines, decisions };
}
