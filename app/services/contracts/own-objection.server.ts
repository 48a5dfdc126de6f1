import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { statesWith } from '#app/domain/machine.ts';
import { objectionMachine, type ReviewEnd } from '#app/domain/publicity.ts';
import { objections, publicities } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import type { Objection } from './contract-objection.server.ts';

/** What keeps a publicity from going on: an objection nobody decided yet, or one dismissed whose days for a review run. */
export const unsettledObjection = or(
  inArray(objections.state, statesWith(objectionMachine, 'undecided')),
  isNotNull(objections.reviewUntil),
);

/** An objection to a notice of the actor's own unit; for others there is none. */
export async function objectionToOwn(ctx: ActorContext, id: string): Promise<Objection> {
  const [seen] = await ctx.db
    .select({ objection: objections, orgId: publicities.orgId })
    .from(objections)
    .innerJoin(publicities, eq(publicities.id, objections.publicityId))
    .where(eq(objections.id, id));
  if (seen === undefined || seen.orgId !== ctx.actor.org?.orgId) throw new AppError('not_found');
  return seen.objection;
}

/** The days in which a dismissal may be looked at once more are over, and how; null when they were already. The publicity is locked. */
export async function endReviewDays(tx: In<Context>, id: string, reviewEnd: ReviewEnd): Promise<Objection | null> {
  const [row] = await tx.db
    .update(objections)
    .set({ reviewUntil: null, reviewEnd })
    .where(and(eq(objections.id, id), eq(objections.state, 'dismissed'), isNotNull(objections.reviewUntil)))
    .returning();
  if (row === undefined) return null;
  await clearDeadline(tx, 'objection.review', id);
  return row;
}

/** No date of an objection is kept any more: it was decided, taken back, or its publicity is void. */
export async function clearObjectionDates(tx: In<Context>, id: string): Promise<void> {
  await clearDeadline(tx, 'objection.admit', id);
  await clearDeadline(tx, 'objection.decide', id);
  await clearDeadline(tx, 'objection.review', id);
}
