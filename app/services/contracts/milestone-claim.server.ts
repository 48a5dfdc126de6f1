import { and, eq, isNull, or, type SQL, type SQLWrapper } from 'drizzle-orm';
import { milestones, obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What the claim of a milestone names as it stands: the milestone, or since a correction took that claim back, the next one. */
export const claimSubjectOf = ({ id, claimSubjectId }: Pick<typeof milestones.$inferSelect, 'id' | 'claimSubjectId'>) =>
  claimSubjectId ?? id;

/** Beside a row of milestones: that its claim as it stands is of this subject. */
export const isOfSubject = (subjectId: string | SQLWrapper): SQL | undefined =>
  or(and(eq(milestones.id, subjectId), isNull(milestones.claimSubjectId)), eq(milestones.claimSubjectId, subjectId));

/** The claim that a milestone became; null before its acceptance, once it was taken back, and where a cap left nothing to be paid. */
export async function findMilestoneClaim(ctx: Pick<Context, 'db'>, milestoneId: string) {
  const [stone] = await ctx.db.select().from(milestones).where(eq(milestones.id, milestoneId));
  if (stone === undefined) return null;
  const isOfMilestone = and(eq(obligations.kind, 'milestone'), eq(obligations.subjectId, claimSubjectOf(stone)));
  const [claim] = await ctx.db.select().from(obligations).where(isOfMilestone);
  return claim ?? null;
}

/** The milestone whose claim as it stands names this subject; null of a claim that was taken back. */
export async function findClaimedMilestone(ctx: Pick<Context, 'db'>, subjectId: string): Promise<string | null> {
  const [stone] = await ctx.db.select({ id: milestones.id }).from(milestones).where(isOfSubject(subjectId));
  return stone?.id ?? null;
}

/** The state of its milestone, of each claim as a milestone has it now; one that was taken back has none. */
export async function standingMilestones({ db }: Pick<Context, 'db'>, contractId: string) {
  const rows = await db
    .select({ id: obligations.id, state: milestones.state })
    .from(obligations)
    .innerJoin(milestones, and(eq(milestones.contractId, contractId), isOfSubject(obligations.subjectId)))
    .where(and(eq(obligations.contractId, contractId), eq(obligations.kind, 'milestone')));
  return new Map(rows.map(({ id, state }) => [id, state]));
}
