import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { objectorKeptDays } from '#app/domain/objector.ts';
import type { Database } from '#db/client.server.ts';
import { auditLines, listings, objectors } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeAchievement, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { objector } from '#seeds/make-objector.ts';
import { makeTrade } from '#seeds/make-trade.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { decideListingObjection, objectToListing } from '../listings/object-to-listing.server.ts';
import { listingObjectionsPage } from '../listings/objection-queries.server.ts';
import { objectToTrade } from '../trades/object-to-trade.server.ts';
import { withdrawTrade } from '../trades/withdraw-trade.server.ts';
import { eraseObjectors, knownObjector } from './objectors.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('name and contact stand apart from the objection and its trace, and go a year after it was answered', async () => {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const unit = await makeOrganisation(db, { kind: 'university' });
  const officer = await makePerson(db, unit, ['officer']);
  const approver = await asActor(ctx, await makePerson(db, unit, ['approver']));
  const citizen = await asActor(ctx, await makePerson(db, null));
  const { id } = await makeAchievement(db, unit, officer);
  const terms = listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'fixed', min: '58' });
  const { id: listingId } = await listAchievement(await asActor(ctx, officer), { id, terms });
  const { id: objectionId } = await objectToListing(citizen, {
    ...objector,
    listingId,
    grounds: '我是共同完成人，没有同意过挂牌。',
  });
  const shown = async () => (await listingObjectionsPage(approver, listingId)).objections[0];
  clock.moveDays(objectorKeptDays + 10);
  await eraseObjectors(ctx);
  expect(await shown()).toMatchObject({ by: objector.name, contact: objector.contact, isErased: false });
  await decideListingObjection(approver, { objectionId, outcome: 'dismiss', decision: '已核对书面同意书。' });
  clock.moveDays(objectorKeptDays);
  await eraseObjectors(ctx);
  expect(await shown()).toMatchObject({ isErased: false });
  clock.moveDays(1);
  await eraseObjectors(ctx);
  await eraseObjectors(ctx);
  expect(await shown()).toMatchObject({ by: null, contact: null, isErased: true, decision: '已核对书面同意书。' });
  expect(await db.select().from(objectors).where(eq(objectors.objectionId, objectionId))).toMatchObject([
    { name: null, contact: null },
  ]);
  const trace = JSON.stringify([await db.select().from(auditLines), await db.select().from(listings)], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(trace).not.toContain(objector.contact);
});

test('the form begins with the name of a member of a verified unit, and with nobody’s made-up name', async () => {
  const ctx = makeContext(db);
  const [verified, unverified] = [await makeOrganisation(db), await makeOrganisation(db, { state: 'submitted' })];
  const as = async (name: string, org: typeof verified | null) =>
    knownObjector(await asActor(ctx, await makePerson(db, org, ['officer'], { name })));
  expect((await as('王小明', verified)).name).toBe('王小明');
  expect((await as('用户5678', verified)).name).toBe('');
  expect((await as('王小明', unverified)).name).toBe('');
  expect((await as('王小明', null)).name).toBe('');
});

test('a trade that ended without an answer to an objection keeps the name for a year', async () => {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const { trade, officer } = await makeTrade(ctx, 0);
  const citizen = await asActor(ctx, await makePerson(db, null));
  const { id } = await objectToTrade(citizen, { ...objector, tradeId: trade.id, grounds: '标的的完成人还有别人。' });
  const kept = async () => (await db.select().from(objectors).where(eq(objectors.objectionId, id)))[0];
  clock.moveDays(2);
  await withdrawTrade(officer, { tradeId: trade.id });
  clock.moveDays(objectorKeptDays);
  await eraseObjectors(ctx);
  expect(await kept()).toMatchObject({ name: objector.name });
  clock.moveDays(1);
  await eraseObjectors(ctx);
  expect(await kept()).toMatchObject({ name: null, contact: null });
});
