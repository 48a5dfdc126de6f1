import { beforeAll, beforeEach, expect, test } from 'vitest';
import { composerPage } from '#app/services/contracts/composer-queries.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { acceptTalk } from '#app/services/deals/accept-talk.server.ts';
import { askToTalk } from '#app/services/deals/ask-to-talk.server.ts';
import { declineTalk } from '#app/services/deals/decline-talk.server.ts';
import { endDeal } from '#app/services/deals/end-deal.server.ts';
import { expireTalk } from '#app/services/deals/expire-talk.server.ts';
import { handOver } from '#app/services/deals/hand-over.server.ts';
import { listDeals } from '#app/services/deals/queries.server.ts';
import { withdrawTalk } from '#app/services/deals/withdraw-talk.server.ts';
import { getNdaRoom } from '#app/services/nda-rooms/queries.server.ts';
import type { Database } from '#db/client.server.ts';
import { mandates } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  makeAchievement,
  makeBroker,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { dealPage } from './deal-page.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let seller: ActorContext;
let buyer: ActorContext;
let colleague: { id: string; name: string };
let dealId: string;
/** Whatever would tell the enterprise: its name and number, its people, who acts for it. */
let marks: string[];

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  const university = await makeOrganisation(db, { kind: 'university' });
  const enterprise = await makeOrganisation(db);
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const person = await makePerson(db, university);
  const asked = await makePerson(db, enterprise);
  colleague = await makePerson(db, enterprise);
  const agent = await makeBroker(db, agency);
  seller = await asActor(ctx, person);
  buyer = await asActor(ctx, asked);
  const achievement = await makeAchievement(db, university, person);
  const demand = await makeDemand(db, enterprise, asked, { confidentiality: 'anonymous' });
  const purpose = '我们有一项成果正好对得上，想先谈谈中试数据';
  ({ id: dealId } = await askToTalk(seller, { achievementId: achievement.id, demandId: demand.id, purpose }));
  const broker = { brokerUserId: agent.id, brokerOrgId: agency.id, clientOrgId: enterprise.id };
  const days = { startsOn: '2026-01-01', endsOn: '2027-12-31' };
  const invitedBy = asked.id;
  await db
    .insert(mandates)
    .values({ dealId, ...broker, ...days, feePpm: 20_000, state: 'active', invitedBy, createdAt: clock.now() });
  marks = [enterprise.name, enterprise.uscc, enterprise.id, asked.name, colleague.name, agent.name];
});

/** Everything that the asker can open of the deal, as it would stand in the page's data. */
async function opened(): Promise<string> {
  const pages = await Promise.all([
    dealPage(seller, dealId),
    listDeals(seller, { view: 'all', page: 1 }),
    getNdaRoom(seller, dealId).catch(() => null),
    composerPage(seller, dealId).catch(() => null),
  ]);
  return JSON.stringify(pages, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

const tellsNothing = async () => {
  const all = await opened();
  expect(marks.filter((mark) => all.includes(mark))).toEqual([]);
  expect(await codeOf(getNdaRoom(seller, dealId))).toBe('not_found');
  expect(await codeOf(composerPage(seller, dealId))).toBe('not_found');
};

test('an anonymous enterprise that was asked is named by no page of the deal while it has not answered', async () => {
  await tellsNothing();
  await handOver(buyer, { id: dealId, userId: colleague.id });
  await tellsNothing();
  expect((await dealPage(buyer, dealId)).work.handler).toBe(colleague.name);
});

test('nor by one that was withdrawn, declined or ran out', async () => {
  await withdrawTalk(seller, { id: dealId });
  await tellsNothing();
});

test('a decline gives its reason and no name', async () => {
  await declineTalk(buyer, { id: dealId, reason: 'too_early', note: '' });
  await tellsNothing();
  expect((await dealPage(seller, dealId)).room.deal.declineReason).toBe('too_early');
});

test('a request that nobody answered stays unnamed', async () => {
  clock.moveDays(30);
  await expireTalk(ctx, dealId);
  await tellsNothing();
});

test('with its yes it is named, and stays so when the talk fails', async () => {
  await acceptTalk(buyer, { id: dealId });
  const name = marks[0] ?? '';
  expect((await dealPage(seller, dealId)).room.licenseeName).toBe(name);
  expect((await composerPage(seller, dealId)).licensee.name).toBe(name);
  await endDeal(seller, { id: dealId, reason: 'price', note: '' });
  expect((await dealPage(seller, dealId)).room.licenseeName).toBe(name);
  expect((await getNdaRoom(seller, dealId)).licensee?.name).toBe(name);
});
