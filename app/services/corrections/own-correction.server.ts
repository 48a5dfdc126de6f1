import { and, eq, inArray } from 'drizzle-orm';
import { mayWriteAchievement, type RoleGate } from '#app/domain/access.ts';
import {
  correctionDeeds,
  type CorrectionEvent,
  correctionMachine,
  mayDoCorrection,
  openCorrectionStates,
} from '#app/domain/correction.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState } from '#app/domain/machine.ts';
import { achievementCorrections } from '#db/schema/index.ts';
import { type Achievement, loadOwn } from '../achievements/load-own.server.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';

export type Correction = typeof achievementCorrections.$inferSelect;

/** Who writes records corrects them. */
export const mayCorrect: RoleGate = mayWriteAchievement;

/** The correction of a record that is under way, if there is one. */
export async function findOpenCorrection(
  { db }: Pick<Context, 'db'>,
  achievementId: string,
): Promise<Correction | null> {
  const [row] = await db
    .select()
    .from(achievementCorrections)
    .where(
      and(
        eq(achievementCorrections.achievementId, achievementId),
        inArray(achievementCorrections.state, openCorrectionStates),
      ),
    );
  return row ?? null;
}

/**
 * One text of a correction with what the rules point out in it: saved anew, begun anew after another was dropped, or with a rule
 * more to look at, it is a different one. Between two saves flags are only added.
 */
export const textOf = ({ id, savedN, reviewFlags }: Pick<Correction, 'id' | 'savedN' | 'reviewFlags'>): string =>
  `${id}.${savedN}.${reviewFlags.length}`;

interface Move {
  /** The record's id. */
  readonly id: string;
  readonly event: CorrectionEvent;
  /** The text that a reviewer decides on, as `textOf` names it; one he has not seen is not passed. */
  readonly seen?: string;
  readonly set?: Partial<typeof achievementCorrections.$inferInsert>;
  /** What else the deed does in its transaction; gets the correction as it stood before. */
  readonly also?: (tx: In<ActorContext>, before: Correction, record: Achievement) => Promise<void>;
}

/** Moves the open correction of an own record by its machine: role, state and the lost race are the same for every event. */
export async function moveCorrection(ctx: ActorContext, { id, event, seen, set, also }: Move): Promise<Correction> {
  if (!mayDoCorrection(event)(ctx.actor)) throw new AppError('forbidden');
  const record = await loadOwn(ctx, id);
  const before = await findOpenCorrection(ctx, id);
  if (before === null || !correctionDeeds(ctx.actor, before, record.state).includes(event))
    throw new AppError('state_changed');
  if (seen !== undefined && seen !== textOf(before)) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(achievementCorrections)
      .set({ ...set, state: nextState(correctionMachine, before.state, event), updatedAt: tx.now() })
      .where(
        and(
          eq(achievementCorrections.id, before.id),
          eq(achievementCorrections.state, before.state),
          eq(achievementCorrections.savedN, before.savedN),
          eq(achievementCorrections.reviewFlags, before.reviewFlags),
        ),
      )
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, {
      deed: `correction.${event}`,
      subjectType: 'achievement',
      subjectId: id,
      versionN: before.baseN + 1,
    });
    await also?.(tx, before, record);
    return row;
  });
}
