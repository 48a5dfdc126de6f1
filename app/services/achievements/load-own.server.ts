import { and, eq } from 'drizzle-orm';
import { hasRole, type MemberRole } from '#app/domain/access.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf, transitionOf } from '#app/domain/machine.ts';
import { achievements } from '#db/schema/index.ts';
import { type Deed, audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
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

/** Who may do `event`, whatever the state it is done from. */
const doersOf = (event: string): MemberRole[] =>
  sourcesOf(achievementMachine, event)
    .flatMap((state) => [...(transitionOf(achievementMachine, state, event)?.by ?? [])])
    .filter((role) => role !== 'system');

interface Move {
  readonly id: string;
  readonly event: string;
  readonly set?: Partial<typeof achievements.$inferInsert>;
  /** What else the deed does in its transaction. */
  readonly also?: (tx: In<ActorContext>, row: Achievement) => Promise<void>;
}

/** Moves an achievement by its machine: role, state and the lost race are the same for every event. */
export async function moveAchievement(ctx: ActorContext, { id, event, set, also }: Move): Promise<Achievement> {
  if (!hasRole(ctx.actor, ...doersOf(event))) throw new AppError('forbidden');
  const before = await loadOwn(ctx, id);
  const transition = transitionOf(achievementMachine, before.state, event);
  if (transition === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
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
    const deed: Deed = {
      deed: `achievement.${event}`,
      subjectType: 'achievement',
      subjectId: row.id,
      versionN: row.versionN,
    };
    await audit(tx, deed);
    if (before.state === 'published' || row.state === 'published') await noteSearchChange(tx, 'achievement', row.id);
    await also?.(tx, row);
    return row;
  });
}
