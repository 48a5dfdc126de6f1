import { and, eq } from 'drizzle-orm';
import { type AchievementDeed, achievementDeeds, mayDoAchievement } from '#app/domain/achievement-deeds.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { achievements } from '#db/schema/index.ts';
import { reviewMark } from '../attachments/papers-mark.server.ts';
import { type Deed, audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { followRecord } from '../evaluations/follow-record.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';

export type Achievement = typeof achievements.$inferSelect;

/** An achievement of the actor's own organisation; anybody else's is not found here. */
export async function loadOwn(ctx: ActorContext, id: string): Promise<Achievement> {
  const { org } = ctx.actor;
  if (org === null) throw new AppError('not_found');
  const [row] = await ctx.db
    .select()
    .from(achievements)
    .where(and(eq(achievements.id, id), eq(achievements.orgId, org.orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** First gate of every deed: the role, before anything is read. */
function requireDeed(ctx: ActorContext, deed: AchievementDeed): void {
  if (!mayDoAchievement(ctx.actor, deed)) throw new AppError('forbidden');
}

/** The own achievement, if its state and the unit's verification allow the deed now. */
export async function loadFor(ctx: ActorContext, id: string, deed: AchievementDeed): Promise<Achievement> {
  requireDeed(ctx, deed);
  const row = await loadOwn(ctx, id);
  if (achievementDeeds(ctx.actor, row).includes(deed)) return row;
  const isUnverified = deed === 'publish' && ctx.actor.org?.verified !== true;
  throw new AppError(isUnverified ? 'organisation_unverified' : 'state_changed');
}

interface Move {
  readonly id: string;
  readonly event: Exclude<AchievementDeed, 'edit'>;
  /** What a reviewer decides on, as `reviewMark` names it; text or papers that he has not seen are not passed. */
  readonly seen?: string | undefined;
  readonly set?: Partial<typeof achievements.$inferInsert>;
  /** What is held before the achievement's row: its listing, where the deed ends that, too. */
  readonly hold?: (tx: In<ActorContext>) => Promise<unknown>;
  /** What else the deed does in its transaction. */
  readonly also?: (tx: In<ActorContext>, row: Achievement) => Promise<void>;
}

/** Moves an achievement by its machine: role, state and the lost race are the same for every event. */
export async function moveAchievement(
  ctx: ActorContext,
  { id, event, seen, set, hold, also }: Move,
): Promise<Achievement> {
  const before = await loadFor(ctx, id, event);
  const transition = transitionOf(achievementMachine, before.state, event);
  if (transition === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    await hold?.(tx);
    const [row] = await tx.db
      .update(achievements)
      .set({ ...set, state: transition.to, updatedAt: tx.now() })
      .where(
        and(
          eq(achievements.id, before.id),
          eq(achievements.state, before.state),
          eq(achievements.versionN, before.versionN),
        ),
      )
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    // Whoever adds or takes papers waits for the row, or has been waited for.
    if (seen !== undefined && seen !== (await reviewMark(tx, row, true))) throw new AppError('state_changed');
    const deed: Deed = {
      deed: `achievement.${event}`,
      subjectType: 'achievement',
      subjectId: row.id,
      versionN: row.versionN,
    };
    await audit(tx, deed);
    if (before.state === 'published' || row.state === 'published') await noteSearchChange(tx, 'achievement', row.id);
    await followRecord(tx, row, before.state);
    await also?.(tx, row);
    return row;
  });
}
