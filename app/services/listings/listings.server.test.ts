import { desc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#app/domain/days.ts';
import { dueSentence } from '#app/domain/listing-due.ts';
import { type ListingTerms, listingInput } from '#app/domain/listing-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, auditLines, listings, memberships, notices, organisations, outbox } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { objector } from '#seeds/make-objector.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { passNotices } from '../notices/pass-notices.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { noticeDaysOf } from '../reference/rule-values.server.ts';
import { confirmListings } from './confirm-listings.server.ts';
import { changeTerms } from './change-terms.server.ts';
import { confirmByLink } from './confirm-by-link.server.ts';
import { confirmPath, readConfirmLink } from './confirm-link.server.ts';
import { actOnListingDates } from './lapse-listing.server.ts';
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
    // The last day of its confirmation, and once that is over the day on which it is taken off.
    const dueOf = async () => (await listListingTodos(officer)).map(({ kind, dueAt }) => [kind, dueAt && dayOf(dueAt)]);
    expect(await dueOf()).toEqual([['listing.confirm', '2027-02-19']]);
    clock.moveDays(14);
    await sweepDeadlines(ctx);
    await sweepDeadlines(ctx);
    expect(await dueOf()).toEqual([['listing.confirm', '2027-03-21']]);
    expect(await stateOf(listing.id)).toBe('stale');
    expect(await isListed(id)).toBe(true);
    expect(await confirmListings(officer, { ids: [listing.id] })).toBe(1);
    expect(await findLiveListing(ctx, id)).toMatchObject({ state: 'listed', confirmedOn: '2027-02-20' });
    clock.moveDays(121);
    await sweepDeadlines(ctx);
    expect(await stateOf(listing.id)).toBe('unlisted');
    expect(await isListed(id)).toBe(false);
    const gone = async () =>
      (await listOwnListings(officer, { isDue: false, isGone: true })).map((row) => row.mayRelist);
    expect(await gone()).toEqual([true]);
    const told = await db.select().from(notices).where(eq(notices.userId, officer.actor.userId));
    expect(told.map(({ kind }) => kind).toSorted()).toEqual([
      // 77 days on, 14 days later, and once for the lapse and the end that one late sweep found together.
      'listing.due',
      'listing.due',
      'listing.expire',
    ]);
    await expect(confirmListings(officer, { ids: [listing.id] })).rejects.toMatchObject({ code: 'state_changed' });
    // What was taken off can be listed anew.
    expect((await listAchievement(officer, { id, terms: terms() })).state).toBe('listed');
    expect(await gone()).toEqual([]);
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
        actOnListingDates(ctx, listing.id),
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

test('a unit is told once a day of all that waits, and each officer’s own link confirms it, as long as he is one', async () => {
  const { clock, ctx, officer, unit, id } = await scene();
  const owner = await makePerson(db, unit, ['officer']);
  const ids = [id];
  for (let n = 1; n < 5; n += 1) ids.push((await makeAchievement(db, unit, owner)).id);
  const rows = await Promise.all(ids.map((one) => listAchievement(officer, { id: one, terms: terms() })));
  clock.moveDays(77);
  await sweepDeadlines(ctx);
  const toldOf = async (userId: string) => db.select().from(notices).where(eq(notices.userId, userId));
  const told = await toldOf(owner.id);
  expect(told.map(({ kind, params }) => [kind, params.n, params.on])).toEqual([['listing.due', '5', '2027-02-19']]);
  await passNotices(ctx, { wordsOf: ({ params }) => dueSentence(params) ?? '', baseUrl: 'https://example.com' });
  const [mail] = await db.select().from(outbox).where(eq(outbox.userId, owner.id));
  expect(mail?.subject).toMatch(/^5 项挂牌要确认是否仍然有效，最早的请在 2027-02-19 前： .*等 5 项$/);
  const code = /listings\/confirm\/(\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
  expect((await readConfirmLink(ctx, code)).rows).toHaveLength(5);
  const other = await scene();
  const strange = { code, ids: [(await listAchievement(other.officer, { id: other.id, terms: terms() })).id] };
  await expect(confirmByLink(ctx, strange)).rejects.toMatchObject({ code: 'state_changed' });
  expect(await confirmByLink(ctx, { code, ids: [rows[0]!.id] })).toBe(1);
  const [line] = await db
    .select()
    .from(auditLines)
    .where(eq(auditLines.subjectId, id))
    .orderBy(desc(auditLines.id))
    .limit(1);
  expect(line).toMatchObject({ deed: 'listing.confirm', actorId: owner.id, orgId: unit.id });
  await expect(confirmByLink(ctx, { code, ids: [rows[0]!.id] })).rejects.toMatchObject({ code: 'state_changed' });
  expect((await readConfirmLink(ctx, code)).rows).toHaveLength(4);
  // Another’s signature, another day, another unit: forged.
  const [userId = '', orgId = '', day = '', given = ''] = code.split('.');
  const forged = [
    [officer.actor.userId, orgId, day, given],
    [userId, orgId, addDays(day, 1), given],
    [userId, (await scene()).unit.id, day, given],
    [userId, orgId, day, ''],
  ];
  for (const parts of forged)
    await expect(readConfirmLink(ctx, parts.join('.'))).rejects.toMatchObject({ code: 'not_found' });
  const elsewhere = confirmPath({ userId, orgId: (await scene()).unit.id, day }, 'x')
    .split('/')
    .at(-1)!;
  await expect(readConfirmLink(ctx, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  // Who is no officer any more holds nothing.
  await db
    .update(memberships)
    .set({ roles: ['finance'] })
    .where(eq(memberships.userId, owner.id));
  await expect(readConfirmLink(ctx, code)).rejects.toMatchObject({ code: 'not_found' });
  await db
    .update(memberships)
    .set({ roles: ['officer'] })
    .where(eq(memberships.userId, owner.id));
  clock.moveDays(45);
  expect(await readConfirmLink(ctx, code)).toMatchObject({ isOver: true, rows: [] });
});

describe('other terms', () => {
  test('a price that changed is open to objection anew, fewer modes are not; what stood before is kept', async () => {
    const { clock, ctx, officer, citizen, id } = await scene();
    const first = await listAchievement(officer, { id, terms: terms({ modes: ['LIC_NON', 'LIC_EXC'] }) });
    clock.moveDays(5);
    const fewer = await changeTerms(officer, { id, terms: terms() });
    expect(fewer).toMatchObject({ noticeLastOn: first.noticeLastOn, noticeEndsAt: first.noticeEndsAt });
    expect(await stateOf(first.id)).toBe('replaced');
    expect(await isListed(id)).toBe(true);
    const dearer = await changeTerms(officer, { id, terms: terms({ min: '60' }) });
    expect(dearer.noticeFirstOn).toBe('2026-11-27');
    expect((await findLiveListing(ctx, id))?.minFen).toBe(60_000_000n);
    await objectToListing(citizen, {
      ...objector,
      listingId: dearer.id,
      grounds: '价格没有经过评估。',
      key: crypto.randomUUID(),
    });
    await expect(changeTerms(officer, { id, terms: terms() })).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('changed and withdrawn in one moment: one of them, and never two that live', async () => {
    const { officer, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms() });
    const both = await Promise.allSettled([
      changeTerms(officer, { id, terms: terms({ min: '60' }) }),
      withdrawListing(officer, { listingId: listing.id }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const states = (await db.select().from(listings).where(eq(listings.achievementId, id))).map(({ state }) => state);
    expect(states.toSorted()).toEqual(both[0].status === 'fulfilled' ? ['listed', 'replaced'] : ['withdrawn']);
    expect(await isListed(id)).toBe(both[0].status === 'fulfilled');
  });
});

describe('an objection', () => {
  const object = (ctx: ActorContext, listingId: string, key?: string, grounds = '我是共同完成人，没有同意过挂牌。') =>
    objectToListing(ctx, { ...objector, listingId, grounds, key });

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
    await expect(object(citizen, listing.id)).rejects.toMatchObject({ code: 'duplicate' });
    const other = '价格没有经过评估，请说明依据。';
    const second = await object(citizen, listing.id, undefined, other);
    await expect(object(citizen, listing.id, undefined, other)).rejects.toMatchObject({ code: 'duplicate' });
    await withdrawListingObjection(citizen, { objectionId: second.id });
    const third = await object(citizen, listing.id, undefined, other);
    await decideListingObjection(approver, { objectionId: third.id, decision: '确有争议', outcome: 'uphold' });
    expect(await stateOf(listing.id)).toBe('withdrawn');
    await expect(object(citizen, listing.id)).rejects.toMatchObject({ code: 'state_changed' });
  });

  test('is taken while the notice stands, and read by who handles it and by who filed it only', async () => {
    const { clock, ctx, officer, approver, citizen, unit, id } = await scene();
    const listing = await listAchievement(officer, { id, terms: terms() });
    await object(citizen, listing.id);
    const shown = { by: objector.name, contact: objector.contact, isErased: false };
    expect((await findLiveListing(approver, id))?.objections).toMatchObject([shown]);
    const inventor = await asActor(ctx, await makePerson(db, unit, ['inventor', 'finance', 'owner']));
    expect((await findLiveListing(inventor, id))?.objections).toMatchObject([
      { by: null, contact: null, grounds: null },
    ]);
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
  expect(faults({ priceKind: 'formula' })).toEqual(['milestones']);
  expect(faults({ pricing: 'exchange' })).toEqual(['min']);
  expect(faults({ isPayLater: 'on' }, 3)).toEqual(['isPayLater', 'trialMonths', 'payTrigger']);
  expect(faults({ isPayLater: 'on', trialMonths: '12', payTrigger: '连续运行 30 天' })).toBeUndefined();
});
