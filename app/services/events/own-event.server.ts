import { and, eq } from 'drizzle-orm';
import type { ActingFor, RoleGate } from '#app/domain/access.ts';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { eventMachine } from '#app/domain/event.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { events } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';

export type Event = typeof events.$inferSelect;

/** An officer of a unit that runs events, or a refusal. */
export function eventOfficer(ctx: ActorContext, gate: RoleGate = mayRunEvent): ActingFor {
  const { org } = ctx.actor;
  if (org === null || !gate(ctx.actor)) throw new AppError('forbidden');
  return org;
}

/** The event of the actor's own unit; another's is not found. The role gate comes first. */
export async function ownEvent(ctx: ActorContext, id: string, gate: RoleGate = mayRunEvent): Promise<Event> {
  const { orgId } = eventOfficer(ctx, gate);
  const [row] = await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.id, id), eq(events.orgId, orgId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** The event's row, locked: whatever counts or sums over it waits. For verbs of the platform itself. */
export async function lockEvent(tx: In<Context>, id: string): Promise<Event> {
  const [row] = await tx.db.select().from(events).where(eq(events.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** One step of an event's machine inside a transaction, with its trace; a lost race is `state_changed`. */
export async function moveEvent(
  tx: In<Context>,
  event: Pick<Event, 'id' | 'state'>,
  word: string,
  columns: Partial<Event> = {},
): Promise<Event> {
  const step = transitionOf(eventMachine, event.state, word);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(events)
    .set({ ...columns, state: step.to, updatedAt: tx.now() })
    .where(and(eq(events.id, event.id), eq(events.state, event.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `event.${word}`, subjectType: 'event', subjectId: row.id, versionN: row.versionN });
  return row;
}
