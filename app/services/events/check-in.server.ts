import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { attendableEventStates } from '#app/domain/event.ts';
import { admittedStates } from '#app/domain/event-registration.ts';
import { type CheckInDeed, type CheckInMethod, type CheckInOutcome, doorStep } from '#app/domain/check-in.ts';
import { eventCheckIns, eventRegistrations, events } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';

export interface Scan {
  /** The device's own name for this scan: sent again it is the same one. */
  readonly scanKey: string;
  readonly registrationId: string;
  readonly deed: CheckInDeed;
  readonly method: CheckInMethod;
  /** When it was done; by the server's clock, or the device's corrected by it. */
  readonly at: Date;
}

export interface CheckInBy {
  readonly stewardId?: string;
  readonly userId?: string;
}

/**
 * Checks one person in or out, or takes the last of it back. A ticket lets in once: a second scan is a conflict that is kept
 * and shown, whoever of two offline phones is heard first; the earlier time stands.
 */
export function checkIn(ctx: Context, eventId: string, scan: Scan, by: CheckInBy): Promise<CheckInOutcome> {
  return inTransaction(ctx, async (tx) => {
    const [event] = await tx.db.select().from(events).where(eq(events.id, eventId));
    if (event === undefined) throw new AppError('not_found');
    if (!attendableEventStates.includes(event.state)) throw new AppError('state_changed');
    const [row] = await tx.db
      .select()
      .from(eventRegistrations)
      .where(and(eq(eventRegistrations.id, scan.registrationId), eq(eventRegistrations.eventId, eventId)))
      .for('update');
    if (row === undefined) throw new AppError('not_found');
    const [earlier] = await tx.db.select().from(eventCheckIns).where(eq(eventCheckIns.scanKey, scan.scanKey));
    if (earlier !== undefined) return earlier.outcome;
    const at = scan.at > tx.now() ? tx.now() : scan.at;
    const outcome = admittedStates.includes(row.state) ? await apply(tx, row, scan.deed, at) : 'not_admitted';
    await tx.db.insert(eventCheckIns).values({
      eventId,
      registrationId: row.id,
      scanKey: scan.scanKey,
      deed: scan.deed,
      method: scan.method,
      outcome,
      at,
      receivedAt: tx.now(),
      stewardId: by.stewardId ?? null,
      userId: by.userId ?? null,
    });
    return outcome;
  });
}

async function apply(
  tx: In<Context>,
  row: typeof eventRegistrations.$inferSelect,
  deed: CheckInDeed,
  at: Date,
): Promise<CheckInOutcome> {
  const before = { inAt: row.checkedInAt?.getTime() ?? null, outAt: row.checkedOutAt?.getTime() ?? null };
  const { outcome, after } = doorStep(before, deed, at.getTime());
  const instant = (ms: number | null) => (ms === null ? null : new Date(ms));
  await tx.db
    .update(eventRegistrations)
    .set({ checkedInAt: instant(after.inAt), checkedOutAt: instant(after.outAt) })
    .where(eq(eventRegistrations.id, row.id));
  return outcome;
}

export interface DoorCount {
  readonly expected: number;
  readonly came: number;
  readonly inside: number;
  readonly conflicts: number;
}

/** Live counts at the door, in people with those who came along. */
export async function doorCount(ctx: Pick<Context, 'db'>, eventId: string): Promise<DoorCount> {
  const [row] = await ctx.db
    .select({
      expected: sql<number>`coalesce(sum(${eventRegistrations.seats}), 0)::int`,
      came: sql<number>`coalesce(sum(${eventRegistrations.seats}) filter (where ${eventRegistrations.checkedInAt} is not null), 0)::int`,
      inside: sql<number>`coalesce(sum(${eventRegistrations.seats}) filter (where ${eventRegistrations.checkedInAt} is not null and ${eventRegistrations.checkedOutAt} is null), 0)::int`,
    })
    .from(eventRegistrations)
    .where(and(eq(eventRegistrations.eventId, eventId), eq(eventRegistrations.state, 'registered')));
  const conflicts = await ctx.db.$count(
    eventCheckIns,
    and(eq(eventCheckIns.eventId, eventId), eq(eventCheckIns.outcome, 'already_in')),
  );
  return { ...(row ?? { expected: 0, came: 0, inside: 0 }), conflicts };
}
