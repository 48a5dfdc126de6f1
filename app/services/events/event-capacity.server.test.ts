import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { EventPlan } from '#app/domain/event-form.ts';
import { seatedStates } from '#app/domain/event-registration.ts';
import { isAppError } from '#app/domain/errors.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { eventRegistrations, events, eventTickets } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock, type TestClock } from '#seeds/make.ts';
import { eventPlan, makePublishedEvent } from '#seeds/make-event.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { acceptSeat, decideRegistration, giveUpSeat } from './answer-registration.server.ts';
import { inviteAttendee } from './invite-attendee.server.ts';
import { register } from './register.server.ts';
import { saveEvent } from './save-event.server.ts';

const hour = 3_600_000;
let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
let reviewer: ActorContext;
let phones = 0;
const phone = () => `+86136${String((phones += 1)).padStart(8, '0')}`;

const plan = (capacity: number, needsApproval: boolean, startsAt: Date): EventPlan =>
  eventPlan(startsAt, {
    title: '名额',
    companionsMax: 3,
    tickets: [{ kind: 'audience', capacity, needsApproval, isInviteOnly: false }],
  });

beforeAll(async () => {
  ({ db } = await testDatabase());
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  reviewer = await asActor(ctx, await makePerson(db, org, ['secrecy']));
});

/** What people and the organizer do, each with a number that chooses whom it is about. */
const step = fc.record({
  deed: fc.constantFrom(
    'register',
    'register',
    'register',
    'give up',
    'accept',
    'approve',
    'refuse',
    'invite',
    'seats',
    'wait',
  ),
  pick: fc.nat(99),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function play(event: typeof events.$inferSelect, ticketId: string, needsApproval: boolean, { deed, pick }: Step) {
  const rows = await db
    .select()
    .from(eventRegistrations)
    .where(eq(eventRegistrations.eventId, event.id))
    .orderBy(eventRegistrations.createdAt, eventRegistrations.id);
  const one = rows[pick % Math.max(rows.length, 1)];
  const who = { name: '参会人', phone: phone(), unit: '', post: '' };
  if (deed === 'register') {
    const person = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
    const companions = Array.from({ length: pick % 4 }, () => ({ name: '随行', post: '' }));
    await register(person, { eventId: event.id, ticketId, ...who, companions });
  }
  if (deed === 'invite') {
    const replyDueAt = new Date(clock.now().getTime() + 12 * hour);
    await inviteAttendee(officer, { eventId: event.id, ticketId, ...who, replyDueAt });
  }
  if (deed === 'seats') {
    const [now] = await db.select().from(events).where(eq(events.id, event.id));
    await saveEvent(officer, { id: event.id, plan: plan(1 + (pick % 8), needsApproval, now!.startsAt) });
  }
  if (deed === 'wait') {
    clock.moveDays((pick % 3) * 0.5);
    await sweepDeadlines(ctx);
  }
  if (one === undefined) return;
  if (deed === 'give up') await giveUpSeat(ctx, { registrationId: one.id });
  if (deed === 'accept') await acceptSeat(ctx, { registrationId: one.id });
  if (deed === 'approve' || deed === 'refuse')
    await decideRegistration(officer, { eventId: event.id, registrationId: one.id, deed });
}

test('whatever people and the organizer do: seats taken are those held, never more than there are, and nobody waits for a seat that is free', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      fc.array(step, { minLength: 6, maxLength: 16 }),
      async (capacity, needsApproval, steps) => {
        const startsAt = new Date(clock.now().getTime() + 60 * 24 * hour);
        const event = await makePublishedEvent(officer, reviewer, plan(capacity, needsApproval, startsAt));
        const [first] = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
        for (const one of steps) {
          await play(event, first!.id, needsApproval, one).catch((error: unknown) => {
            // A refusal is an answer; anything else is a fault.
            if (!isAppError(error)) throw error;
          });
          const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.id, first!.id));
          const rows = await db.select().from(eventRegistrations).where(eq(eventRegistrations.ticketId, first!.id));
          const held = rows.filter(({ state }) => seatedStates.includes(state));
          expect(ticket!.taken).toBe(held.reduce((sum, { seats }) => sum + seats, 0));
          expect(ticket!.taken).toBeLessThanOrEqual(ticket!.capacity);
          const free = ticket!.capacity - ticket!.taken;
          expect(rows.filter(({ state, seats }) => state === 'waitlisted' && seats <= free)).toEqual([]);
        }
      },
    ),
    { numRuns: 10 },
  );
}, 60_000);
