import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { EventPlan } from '#app/domain/event-form.ts';
import { type ActorContext, type Context, inTransaction } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { deals, eventItems, eventReports, events, eventSessions } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  makeAchievement,
  makeContext,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { eventPlan } from '#seeds/make-event.ts';
import { makeParties, makeSignedContract, type Parties } from '#seeds/make-signed-contract.ts';
import { acceptItem } from './answer-item.server.ts';
import { askItem } from './ask-item.server.ts';
import { countedEvents } from './counted-events.server.ts';
import { getDeskEvent } from './desk-queries.server.ts';
import { countedFigures, eventFigures, shownFigures } from './event-figures.server.ts';
import { eventItemResults } from './event-item-results.server.ts';
import { noteEventDeal } from './note-event-deal.server.ts';
import { namePresenter, placeItem } from './place-item.server.ts';
import { programmeOf } from './programme.server.ts';
import { addSession, saveSession } from './save-agenda.server.ts';
import { saveEvent } from './save-event.server.ts';

const hour = 3_600_000;
let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
let event: typeof events.$inferSelect;

const plan = (): EventPlan => {
  const startsAt = new Date(clock.now().getTime() + 240 * hour);
  return eventPlan(startsAt, { title: '成效沙龙' });
};
async function shown(): Promise<{ item: typeof eventItems.$inferSelect; owner: ActorContext; no: string }> {
  const org = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, org);
  const owner = await asActor(ctx, person);
  const { no } = await makeAchievement(db, org, person);
  const asked = await askItem(officer, { eventId: event.id, no, note: '', isDeclared: false });
  return { item: await acceptItem(owner, { itemId: asked.id, isDeclared: true }), owner, no };
}
/** A contract that began here, about whatever its parties dealt in. */
async function signedHere(parties: Parties): Promise<typeof deals.$inferSelect> {
  const { contract } = await makeSignedContract(db, parties);
  await inTransaction(ctx, (tx) => noteEventDeal(tx, { dealId: contract.dealId, eventId: event.id }));
  const [deal] = await db.select().from(deals).where(eq(deals.id, contract.dealId));
  return deal!;
}

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const org = await makeOrganisation(db, { kind: 'organizer', regionCode: '621102' });
  officer = await asActor(ctx, await makePerson(db, org, ['officer']));
  event = await saveEvent(officer, { plan: plan() });
});

test('the organizer lays out what is shown, its owner names who presents it, with his consent only', async () => {
  const { item, owner } = await shown();
  const times = { startsAt: event.startsAt, endsAt: new Date(event.startsAt.getTime() + hour) };
  await addSession(officer, { eventId: event.id, title: '路演', note: '', room: '', ...times });
  const [session] = await db.select().from(eventSessions).where(eq(eventSessions.eventId, event.id));
  const place = { eventId: event.id, itemId: item.id, sessionId: session!.id, minutes: 8, position: 3 };
  await placeItem(officer, place);
  expect(await codeOf(placeItem(owner, place))).toBe('forbidden');
  expect(await codeOf(placeItem(officer, { ...place, sessionId: item.id }))).toBe('not_found');
  expect(await codeOf(placeItem(officer, { ...place, itemId: session!.id }))).toBe('not_found');
  expect(await codeOf(namePresenter(owner, { itemId: item.id, presenter: '林某', hasConsent: false }))).toBe('invalid');
  expect(await codeOf(namePresenter(officer, { itemId: item.id, presenter: '林某', hasConsent: true }))).toBe(
    'not_found',
  );
  await namePresenter(owner, { itemId: item.id, presenter: '林某', hasConsent: true });
  await saveSession(officer, {
    eventId: event.id,
    rowId: session!.id,
    title: '成果路演',
    note: '',
    room: '一号厅',
    ...times,
  });
  const outside = { ...times, endsAt: new Date(event.endsAt.getTime() + 60_000) };
  const moved = { eventId: event.id, rowId: session!.id, title: '路演', note: '', room: '', ...outside };
  expect(await codeOf(saveSession(officer, moved))).toBe('invalid');
  const programme = await programmeOf(ctx, event.id);
  expect(programme.sessions).toMatchObject([{ title: '成果路演', room: '一号厅' }]);
  expect(programme.items).toMatchObject([{ sessionId: session!.id, minutes: 8, presenter: '林某' }]);
});

test('outcome by item: a deal counts for its achievement, the rest stands apart, one price is told to nobody', async () => {
  const parties = await makeParties(db);
  const first = await signedHere(parties);
  await db.insert(eventItems).values({
    eventId: event.id,
    kind: 'achievement',
    achievementId: first.achievementId,
    orgId: first.licensorOrgId,
    askedBySide: 'organizer',
    askedBy: officer.actor.userId,
    state: 'accepted',
  });
  await signedHere(await makeParties(db));
  const [own, rest] = await eventItemResults(ctx, event.id);
  expect(own).toMatchObject({ deals: 1, contracts: 1, paid: 0, signedFen: null, receivedFen: null });
  expect(rest).toMatchObject({ title: '议程以外', deals: 1, contracts: 1 });
  expect(await shownFigures(ctx, event.id)).toMatchObject({ contracts: 2, signedFen: null, summed: 0 });
  await signedHere(await makeParties(db));
  const three = await shownFigures(ctx, event.id);
  expect(three.summed).toBe(3);
  await signedHere(await makeParties(db));
  // The fourth contract's price is not the difference to yesterday.
  expect(await shownFigures(ctx, event.id)).toMatchObject({ contracts: 4, summed: 3, signedFen: three.signedFen });
  expect((await countedFigures(ctx, event.id)).summed).toBe(4);
});

test('the desk page of an event says nothing of the sums that were handed in', async () => {
  await db.insert(eventReports).values({
    eventId: event.id,
    summary: '总结',
    figures: { ...(await eventFigures(ctx, event.id)), signedFen: '46000000', receivedFen: '1' },
    submittedBy: officer.actor.userId,
    submittedAt: clock.now(),
  });
  const { report } = await getDeskEvent(officer, event.id);
  expect(report?.summary).toBe('总结');
  expect(JSON.stringify(report)).not.toContain('46000000');
});

test('the year’s count takes confirmed reports of the region only; a county sees its own', async () => {
  const department = async (regionCode: string) =>
    asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode }), ['officer']));
  const of = async (by: ActorContext) => (await countedEvents(by))?.counted ?? 0;
  const [city, elsewhere] = [await department('621100'), await department('620300')];
  const before = [await of(officer), await of(city), await of(elsewhere)];
  await db.insert(eventReports).values({
    eventId: event.id,
    summary: '总结',
    figures: await eventFigures(ctx, event.id),
    submittedBy: officer.actor.userId,
    submittedAt: clock.now(),
  });
  expect([await of(officer), await of(city), await of(elsewhere)]).toEqual(before);
  await db.update(eventReports).set({ isCounted: true }).where(eq(eventReports.eventId, event.id));
  expect([await of(officer), await of(city), await of(elsewhere)]).toEqual([before[0]! + 1, before[1]! + 1, before[2]]);
  expect(await countedEvents(await asActor(ctx, await makePerson(db, await makeOrganisation(db))))).toBeNull();
  expect((await countedEvents(await department('620000')))?.target).toBe(30);
});
