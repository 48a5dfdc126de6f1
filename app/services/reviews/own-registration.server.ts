import { and, eq } from 'drizzle-orm';
import { type Actor, supplierOfficer } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { mayReviewRegistration } from '#app/domain/review-access.ts';
import { authorityLevelOf, decidesFor } from '#app/domain/review.ts';
import { achievements, registrations } from '#db/schema/index.ts';
import { reviewMark } from '../attachments/papers-mark.server.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';

export { mayReviewRegistration };

export type Registration = typeof registrations.$inferSelect;

/** True where this person's authority is the one whose turn it is. */
export const isOnTurn = (actor: Actor, row: Pick<Registration, 'state' | 'level' | 'regionCode'>): boolean =>
  mayReviewRegistration(actor) &&
  row.state === 'reviewing' &&
  decidesFor(actor.org?.regionCode ?? '', row.regionCode, row.level);

/** A registration on the desk of the actor's authority; others' are not found, those that moved on have changed state. */
export async function loadOnTurn(ctx: ActorContext, achievementId: string): Promise<Registration> {
  if (!mayReviewRegistration(ctx.actor)) throw new AppError('forbidden');
  const [row] = await ctx.db.select().from(registrations).where(eq(registrations.achievementId, achievementId));
  const authority = ctx.actor.org?.regionCode ?? '';
  const level = authorityLevelOf(authority);
  if (row === undefined || level === null || !decidesFor(authority, row.regionCode, level)) {
    throw new AppError('not_found');
  }
  if (!isOnTurn(ctx.actor, row)) throw new AppError('state_changed');
  return row;
}

/** The same, with the text and the papers that the reviewer saw. */
export async function loadSeen(ctx: ActorContext, achievementId: string, seen: string): Promise<Registration> {
  const row = await loadOnTurn(ctx, achievementId);
  await requireSeen(ctx, row, seen);
  return row;
}

/** Papers come and go after the record is public: the verb asks again once it holds the record. */
export async function requireSeen(ctx: Pick<Context, 'db'>, row: Registration, seen: string): Promise<void> {
  const mark = await reviewMark(ctx, { id: row.achievementId, versionN: row.versionN }, false);
  if (seen !== mark) throw new AppError('state_changed');
}

/** The registration of one of the unit's own achievements, to officers. */
export async function loadOwnRegistration(ctx: ActorContext, achievementId: string): Promise<Registration | null> {
  if (!supplierOfficer(ctx.actor)) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const [own] = await ctx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(and(eq(achievements.id, achievementId), eq(achievements.orgId, orgId)));
  if (own === undefined) throw new AppError('not_found');
  const [row] = await ctx.db.select().from(registrations).where(eq(registrations.achievementId, achievementId));
  return row ?? null;
}

type Event = 'pass' | 'register' | 'return' | 'withdraw' | 'submit' | 'revoke';

/** One step of a registration's machine with its trace; whoever comes second finds it changed. */
export async function moveRegistration(
  tx: In<ActorContext>,
  before: Registration,
  event: Event,
  columns: Omit<Partial<typeof registrations.$inferInsert>, 'state'> = {},
): Promise<Registration> {
  const [row] = await tx.db
    .update(registrations)
    .set({ ...columns, state: nextState(registrationMachine, before.state, event) })
    .where(
      and(
        eq(registrations.id, before.id),
        eq(registrations.state, before.state),
        eq(registrations.level, before.level),
        eq(registrations.versionN, before.versionN),
      ),
    )
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  const { achievementId, versionN } = row;
  await audit(tx, {
    deed: `registration.${event}`,
    subjectType: 'achievement',
    subjectId: achievementId,
    versionN,
  });
  return row;
}
