import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { EventPlan } from '#app/domain/event-form.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { eventItems, eventRegistrations, events, eventTickets } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { eventPlan, makePublishedEvent } from '#seeds/make-event.ts';
import { eventCards, eventPapers } from '../papers/event-paper.server.ts';
import { giveUpSeat } from './answer-registration.server.ts';
import { doorList } from './door-list.server.ts';
import { listConflicts } from './door-queries.server.ts';
import { enterPaperList } from './enter-paper-list.server.ts';
import { register } from './register.server.ts';
import { addSteward, closePhone, openSteward, stewardOfPhone } from './stewards.server.ts';
import { syncScans } from './sync-scans.server.ts';

let db: Database;
let ctx: Context;
let officer: ActorContext;
let event: typeof events.$inferSelect;
let rows: (typeof eventRegistrations.$inferSelect)[];
const clock = testClock();
const hour = 3_600_000;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  const startsAt = new Date(clock.now().getTime() + 48 * hour);
  const plan: EventPlan = eventPlan(startsAt, {
    hosts: [{ part: 'host', name: '拾光科技' }],
    companionsMax: 2,
    tickets: [{ kind: 'audience', capacity: 20, needsApproval: false, isInviteOnly: false }],
  });
  const reviewer = await asActor(ctx, await makePerson(db, org, ['secrecy']));
  event = await makePublishedEvent(officer, reviewer, plan);
  const [ticket] = await db.select().from(eventTickets).where(eq(eventTickets.eventId, event.id));
  rows = [];
  for (let n = 1; n <= 4; n += 1) {
    const guest = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
    const person = { name: `参会人${n}`, phone: `+8613700000${100 + n}`, unit: '', post: '' };
    const companions = n === 1 ? [{ name: '随行人', post: '' }] : [];
    rows.push(await register(guest, { eventId: event.id, ticketId: ticket?.id ?? '', ...person, companions }));
  }
  await giveUpSeat(ctx, { registrationId: rows[1]!.id });
  await db.update(events).set({ state: 'running' }).where(eq(events.id, event.id));
});

test('a helper’s phone gets names, units and last digits, and nothing by which anybody could be called', async () => {
  const list = await doorList(ctx, event, '东门');
  expect(list.people.map(({ n, name, tail }) => [n, name, tail])).toEqual([
    [1, '参会人1', '0101'],
    [3, '参会人3', '0103'],
    [4, '参会人4', '0104'],
  ]);
  expect(JSON.stringify(list)).not.toMatch(/13700000|@example|privatePem|"d":/);
  expect(list.eraseAt).toBe(event.endsAt.getTime() + 24 * hour);
});

test('the paper list is entered by its numbers, all or nothing; numbers keep their meaning after a cancellation', async () => {
  const enter = (numbers: number[], at = clock.now()) => enterPaperList(officer, { eventId: event.id, numbers, at });
  await expect(enter([1, 2])).rejects.toMatchObject({ code: 'invalid', field: 'numbers' });
  await expect(enter([1], new Date(clock.now().getTime() + hour))).rejects.toMatchObject({ field: 'at' });
  await expect(enter([1], new Date('2000-01-01T09:00:00+08:00'))).rejects.toMatchObject({ field: 'at' });
  expect(await enter([1, 3])).toEqual({ done: 2, already: 0 });
  expect(await enter([3, 4])).toEqual({ done: 1, already: 1 });
  const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'organizer' })));
  await expect(enterPaperList(stranger, { eventId: event.id, numbers: [1], at: clock.now() })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a conflict says who, at which door, and when somebody else had done it', async () => {
  const doors = await Promise.all(
    ['东门', '西门'].map((label) => addSteward(officer, { eventId: event.id, label, pin: '246810' })),
  );
  // The links were made the day before: no phone can have scanned earlier.
  clock.moveDays(1);
  const at = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
  const scanAt = (minutes: number) => ({
    sentAt: clock.now(),
    scans: [
      { scanKey: v7(), registrationId: rows[0]!.id, deed: 'in' as const, method: 'list' as const, at: at(minutes) },
    ],
  });
  await syncScans(ctx, event.id, scanAt(5), { stewardId: doors[0]!.steward.id });
  await syncScans(ctx, event.id, scanAt(9), { stewardId: doors[1]!.steward.id });
  expect(await listConflicts(officer, event.id)).toMatchObject([
    { name: '参会人1', outcome: 'already_in', by: '西门', at: at(9), earlier: at(5) },
  ]);
  const [row] = await db.select().from(eventRegistrations).where(eq(eventRegistrations.id, rows[0]!.id));
  expect(row?.checkedInAt).toEqual(at(9));
});

test('a phone whose shift is over is a stranger again', async () => {
  const { link } = await addSteward(officer, { eventId: event.id, label: '东门', pin: '246810' });
  const token = await openSteward(ctx, { link, pin: '246810' });
  expect(await stewardOfPhone(ctx, link, token)).not.toBeNull();
  await closePhone(ctx, token);
  expect(await stewardOfPhone(ctx, link, token)).toBeNull();
});

test('papers name those who come, by their numbers; cards are for companions too', async () => {
  const { blocks } = await eventPapers['sign-in']!(officer, event);
  const table = blocks.find((block) => block.kind === 'table');
  expect(table?.rows.map(([n, name]) => [n, name])).toEqual([
    ['1', '参会人1\n随行：随行人'],
    ['3', '参会人3'],
    ['4', '参会人4'],
  ]);
  expect(JSON.stringify(blocks)).not.toContain('13700000');
  for (const print of Object.values(eventCards)) {
    expect((await print(officer, event)).subarray(0, 5).toString()).toBe('%PDF-');
  }
});

test('the compilation says of a closed record what its public page says: no abstract', async () => {
  const owner = await makeOrganisation(db, { kind: 'university' });
  const author = await makePerson(db, owner);
  for (const publication of ['nda', 'abstract'] as const) {
    const record = await makeAchievement(db, owner, author, { publication, abstract: `摘要 ${publication}` });
    const item = { kind: 'achievement', achievementId: record.id, orgId: owner.id, state: 'accepted' } as const;
    const asked = { askedBySide: 'organizer', askedBy: officer.actor.userId } as const;
    await db.insert(eventItems).values({ eventId: event.id, ...item, ...asked });
  }
  const printed = JSON.stringify(await eventPapers.items!(officer, event));
  expect(printed).toContain('摘要 abstract');
  expect(printed).not.toContain('摘要 nda');
});
