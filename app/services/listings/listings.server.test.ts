import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/days.ts';
import { type ListingTerms, listingInput } from '#app/domain/listing-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, listings, notices, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { noticeDaysOf } from '../reference/rule-values.server.ts';
import { confirmListings } from './confirm-listings.server.ts';
import { lapseListing } from './lapse-listing.server.ts';
import { listAchievement } from './list-achievement.server.ts';
import { decideListingObjection, objectToListing, withdrawListingObjection } from './object-to-listing.server.ts';
import { findLiveListing, listListingTodos, listOwnListings } from './queries.server.ts';
import { withdrawListing } from './withdraw-listing.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const terms = (given: Record<string, unknown> = {}): ListingTerms =>
  listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'fixed', min: '58', ...given });

async function scene() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const approver = await asActor(ctx, await makePerson(db, unit, ['approver']));
  const citizen = await asActor(ctx, await makePerson(db, null));
  const { id } = await makeAchievement(db, unit, person);
  return { clock, ctx, officer, approver, citizen, id, unit };
}
const stateOf = async (id: string) => (await db.select().from(listings).where(eq(listings.id, id)))[0]?.state;
const isListed = async (id: string) =>
  (await db.select().from(achievements).where(eq(achievements.id, id)))[0]?.isListed;

describe('a listing', () => {
  test('goes stale after 90 days, is confirmed with one click, and is taken off 30 days after the next lapse', async () => {
    const { clock, ctx, officer, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms() });
    expect(await isListed(id)).toBe(true);
    clock.moveDays(77);
    await sweepDeadlines(ctx);
    expect(await stateOf(listing.id)).toBe('listed');
    expect((await listListingTodos(officer)).map(({ kind }) => kind)).toEqual(['listing.confirm']);
    clock.moveDays(14);
    await sweepDeadlines(ctx);
    await sweepDeadlines(ctx);
    expect(await stateOf(listing.id)).toBe('stale');
    expect(await isListed(id)).toBe(true);
    expect(await confirmListings(officer, { ids: [listing.id] })).toBe(1);
    expect(await findLiveListing(ctx, id)).toMatchObject({ state: 'listed', confirmedOn: '2027-02-20' });
    clock.moveDays(121);
    await sweepDeadlines(ctx);
    expect(await stateOf(listing.id)).toBe('unlisted');
    expect(await isListed(id)).toBe(false);
    const told = await db.select().from(notices).where(eq(notices.userId, officer.actor.userId));
    expect(told.map(({ kind }) => kind).toSorted()).toEqual([
      'listing.expire',
      'listing.lapse',
      'listing.lapse',
      'listing.remind',
      'listing.remind',
    ]);
    await expect(confirmListings(officer, { ids: [listing.id] })).rejects.toMatchObject({ code: 'state_changed' });
    // What was taken off can be listed anew.
    expect((await listAchievement(officer, { id, terms: terms() })).state).toBe('listed');
    const own = await listOwnListings(officer, { isDue: false });
    expect(own.map(({ state }) => state)).toEqual(['listed', 'unlisted']);
  });

  test('the click counts whatever the sweep does in the same moment', async () => {
    const { clock, ctx, officer, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms() });
    for (let round = 0; round < 6; round += 1) {
      clock.moveDays(92);
      const [, confirmed] = await Promise.all([
        sweepDeadlines(ctx),
        confirmListings(officer, { ids: [listing.id] }),
        lapseListing(ctx, listing.id),
      ]);
      expect(confirmed).toBe(1);
      await sweepDeadlines(ctx);
      expect(await stateOf(listing.id)).toBe('listed');
    }
  });

  test('one at a time, of what is public, by the unit’s officers', async () => {
    const { officer, approver, id } = await scene();
    const both = await Promise.allSettled([1, 2].map(() => listAchievement(officer, { id, terms: terms() })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'duplicate' } });
    await expect(listAchievement(approver, { id, terms: terms() })).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = (await scene()).officer;
    await expect(listAchievement(stranger, { id, terms: terms() })).rejects.toMatchObject({ code: 'not_found' });
    await withdrawAchievement(officer, { id });
    await expect(listAchievement(officer, { id, terms: terms() })).rejects.toMatchObject({ code: 'state_changed' });
    expect((await db.select().from(listings).where(eq(listings.achievementId, id))).map((row) => row.state)).toEqual([
      'withdrawn',
    ]);
  });
});

test('the form says the days that the notice runs: the unit’s own where they are more than the platform’s', async () => {
  const { ctx, officer, id, unit } = await scene();
  expect(await noticeDaysOf(ctx, unit.id)).toBe(15);
  await db.update(organisations).set({ publicityDays: 20 }).where(eq(organisations.id, unit.id));
  expect(await noticeDaysOf(ctx, unit.id)).toBe(20);
  const listing = await listAchievement(officer, { id, terms: terms() });
  expect(listing.noticeLastOn! >= addDays(listing.noticeFirstOn!, 19)).toBe(true);
});

describe('an objection', () => {
  const object = (ctx: ActorContext, listingId: string, key?: string) =>
    objectToListing(ctx, { listingId, grounds: '我是共同完成人，没有同意过挂牌。', key });

  test('stops the listing until it is answered; upheld, the listing ends', async () => {
    const { officer, approver, citizen, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms() });
    expect(listing).toMatchObject({ noticeFirstOn: '2026-11-22', noticeLastOn: '2026-12-07' });
    const key = crypto.randomUUID();
    const first = await object(citizen, listing.id, key);
    expect((await object(citizen, listing.id, key)).id).toBe(first.id);
    expect(await stateOf(listing.id)).toBe('disputed');
    const answer = { objectionId: first.id, decision: '已核对书面同意书。' };
    await expect(decideListingObjection(officer, { ...answer, outcome: 'dismiss' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await decideListingObjection(approver, { ...answer, outcome: 'dismiss' });
    expect(await stateOf(listing.id)).toBe('listed');
    const second = await object(citizen, listing.id);
    await withdrawListingObjection(citizen, { objectionId: second.id });
    const third = await object(citizen, listing.id);
    await decideListingObjection(approver, { objectionId: third.id, decision: '确有争议', outcome: 'uphold' });
    expect(await stateOf(listing.id)).toBe('withdrawn');
    await expect(object(citizen, listing.id)).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('is taken while the notice stands, and read by the unit and by who filed it only', async () => {
    const { clock, ctx, officer, approver, citizen, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms() });
    await object(citizen, listing.id);
    expect((await findLiveListing(approver, id))?.objections).toHaveLength(1);
    expect((await findLiveListing(citizen, id))?.objections[0]).toMatchObject({ isMine: true });
    expect((await findLiveListing(ctx, id))?.objections).toEqual([]);
    clock.moveDays(17);
    await expect(object(citizen, listing.id)).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('none where no publicity is due: 挂牌交易, 拍卖', async () => {
    const { officer, citizen, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms({ pricing: 'exchange' }) });
    await expect(object(citizen, listing.id)).rejects.toMatchObject({ code: 'state_changed' });
    expect((await withdrawListing(officer, { listingId: listing.id })).state).toBe('withdrawn');
  });
});

test('terms: each kind of price wants its amounts, pay-later wants maturity and its least terms', () => {
  const faults = (given: Record<string, unknown>, trl: number | null = 7) =>
    listingInput(trl)
      .safeParse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'negotiable', ...given })
      .error?.issues.map(({ path }) => path.join('.'));
  expect(faults({})).toBeUndefined();
  expect(faults({ priceKind: 'fixed' })).toEqual(['min']);
  expect(faults({ priceKind: 'range', min: '9', max: '8' })).toEqual(['max']);
  expect(faults({ priceKind: 'formula' })).toEqual(['formula']);
  expect(faults({ pricing: 'exchange' })).toEqual(['min']);
  expect(faults({ isPayLater: 'on' }, 3)).toEqual(['isPayLater', 'trialMonths', 'payTrigger']);
  expect(faults({ isPayLater: 'on', trialMonths: '12', payTrigger: '连续运行 30 天' })).toBeUndefined();
});
