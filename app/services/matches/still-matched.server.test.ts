import { and, eq, inArray } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActorContext } from '../context.server.ts';
import { inTransaction } from '../context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, deals, demands, matches } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { openSearch } from '#search/index.server.ts';
import { asActor, demandData, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import type { Context } from '../context.server.ts';
import { askToTalk } from '../deals/ask-to-talk.server.ts';
import { getAskedDemand } from '../deals/asked-demand.server.ts';
import { publishDemand } from '../demands/publish-demand.server.ts';
import { reviseDemand } from '../demands/revise-demand.server.ts';
import { seeRefinement } from '../demands/see-refinement.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { answerMatch } from './answer-match.server.ts';
import { computeMatches } from './compute-matches.server.ts';
import { listMatchGroups } from './match-groups.server.ts';
import { listNearDemands } from './near-demands.server.ts';
import { listDemandMatches } from './queries.server.ts';
import { refreshMatches } from './refresh-matches.server.ts';

let db: Database;
let ctx: Context;
let seller: ActorContext;
let buyer: ActorContext;
let university: { id: string };

beforeAll(async () => {
  ({ db } = await testDatabase());
  ctx = makeContext(db, { search: openSearch({ db }) });
});
beforeEach(async () => {
  university = await makeOrganisation(db, { kind: 'university' });
  seller = await asActor(ctx, await makePerson(db, university, ['officer']));
  buyer = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'enterprise' }), ['officer']));
});

/** Texts that share no word with those of another name. */
const wish = (name: string) =>
  demandData({
    title: `${name}one ${name}two`,
    summary: `${name}two ${name}three`,
    problem: `${name}one`,
    statusQuo: '',
    metrics: [],
  });
async function offer(name: string, given: object = {}) {
  const row = await makeAchievement(
    db,
    university,
    { id: seller.actor.userId },
    {
      name: `${name}one ${name}two`,
      problem: `${name}two ${name}three`,
      solution: `${name}three ${name}four`,
      abstract: `${name}one ${name}four`,
      keywords: [`${name}one`, `${name}three`],
      ...given,
    },
  );
  await inTransaction(seller, (tx) => noteSearchChange(tx, 'achievement', row.id));
  return row;
}
const matchOf = async (demandId: string, achievementId: string) => {
  const [row] = await db
    .select()
    .from(matches)
    .where(and(eq(matches.demandId, demandId), eq(matches.achievementId, achievementId)));
  if (row === undefined) throw new Error('no match');
  return row;
};

/** A targeted demand that matched a supplier, was turned down by its enterprise, and is about something else now. */
async function changed(name: string, then: string, answer: 'declined' | 'interested') {
  const offered = await offer(name);
  const demand = await publishDemand(buyer, { data: { ...wish(name), confidentiality: 'targeted' } });
  await refreshMatches(ctx);
  const { id: matchId } = await matchOf(demand.id, offered.id);
  await answerMatch(
    buyer,
    answer === 'declined' ? { matchId, answer, reason: 'too_early' } : { matchId, answer: 'interested' },
  );
  const data = { ...wish(then), confidentiality: 'targeted' as const };
  await reviseDemand(buyer, { id: demand.id, versionN: demand.versionN, data });
  return { demand, offered };
}

test('what an earlier version of a targeted demand matched opens nothing of the next one, answered or not', async () => {
  const { demand, offered } = await changed('chaihu', 'dangshen', 'interested');
  const shown = async () => (await listMatchGroups(seller)).offered.map(({ demandId }) => demandId);
  // Before the lists are computed again, and after.
  for (const computed of [false, true]) {
    if (computed) await refreshMatches(ctx);
    expect(await shown()).toEqual([]);
    await expect(getAskedDemand(seller, demand.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(seeRefinement(seller, demand.id)).rejects.toMatchObject({ code: 'not_found' });
    const ask = askToTalk(seller, { achievementId: offered.id, demandId: demand.id, purpose: '想谈谈这一项' });
    await expect(ask).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await matchOf(demand.id, offered.id)).isCurrent).toBe(false);
});

test('a supplier whose achievement was turned down does not answer a targeted demand; one that is matched does', async () => {
  const declined = await offer('gancao');
  const demand = await publishDemand(buyer, { data: { ...wish('gancao'), confidentiality: 'targeted' } });
  await refreshMatches(ctx);
  expect((await getAskedDemand(seller, demand.id)).title).toBe('gancaoone gancaotwo');
  const { id: matchId } = await matchOf(demand.id, declined.id);
  await answerMatch(buyer, { matchId, answer: 'declined', reason: 'price' });
  await expect(getAskedDemand(seller, demand.id)).rejects.toMatchObject({ code: 'not_found' });
  // Nor does the supplier undo it: not by a look, not by a "no" of its own that it takes back.
  for (const answer of ['interested', 'declined'] as const) {
    const said = answer === 'declined' ? { matchId, answer, reason: 'other' as const } : { matchId, answer };
    await expect(answerMatch(seller, said)).rejects.toMatchObject({ code: 'state_changed' });
  }
  await answerMatch(seller, { matchId, answer: null }).catch(() => {});
  expect(await matchOf(demand.id, declined.id)).toMatchObject({ answer: 'declined', dismissedReason: 'price' });
});

test('a record whose text opens only under an NDA shows the enterprise its title and problem, nothing else', async () => {
  const closed = await offer('duhuo', { publication: 'nda' });
  const demand = await publishDemand(buyer, { data: wish('duhuo') });
  await refreshMatches(ctx);
  const list = await listDemandMatches(buyer, demand);
  expect(list.map(({ achievementId }) => achievementId)).toEqual([closed.id]);
  expect(list[0]?.text).toBe('duhuotwo duhuothree');
});

test('a talk by name about something else does not name an anonymous demand', async () => {
  const offered = await offer('qinjiao');
  await askToTalk(buyer, { achievementId: offered.id, purpose: '先了解一下这项技术' });
  await publishDemand(buyer, { data: { ...wish('qinjiao'), confidentiality: 'anonymous' } });
  await refreshMatches(ctx);
  const [group] = (await listMatchGroups(seller)).offered;
  expect(group).toMatchObject({ orgName: null, rows: [{ achievementId: offered.id, dealId: null }] });
});

test('a pair that talks about something else is led to that talk, and the match says that it is another one', async () => {
  const offered = await offer('qianghuo');
  const talk = await askToTalk(buyer, { achievementId: offered.id, purpose: '先了解一下这项技术' });
  const demand = await publishDemand(buyer, { data: wish('qianghuo') });
  await refreshMatches(ctx);
  const other = { achievementId: offered.id, dealId: talk.id, isOtherDeal: true };
  expect(await listDemandMatches(buyer, demand)).toMatchObject([other]);
  const groups = async () => (await listMatchGroups(seller)).offered.filter(({ demandId }) => demandId === demand.id);
  expect(await groups()).toMatchObject([{ rows: [other] }]);
  // What the other talk leaves open is asked about this demand.
  expect((await seeRefinement(seller, demand.id)).as).toBe('team');
  await db.update(deals).set({ demandId: demand.id }).where(eq(deals.id, talk.id));
  expect(await groups()).toMatchObject([{ rows: [{ dealId: talk.id, isOtherDeal: false }] }]);
});

test('an answered match that left the list stands after those in it, and comes back when it fits again', async () => {
  const { demand, offered } = await changed('banlan', 'jinyin', 'interested');
  const now = await offer('jinyin');
  await refreshMatches(ctx);
  const list = async () => (await listDemandMatches(buyer, demand)).map(({ achievementId }) => achievementId);
  expect(await list()).toEqual([now.id, offered.id]);
  const data = { ...wish('banlan'), confidentiality: 'targeted' as const };
  await reviseDemand(buyer, { id: demand.id, versionN: demand.versionN + 1, data });
  await refreshMatches(ctx);
  expect((await list())[0]).toBe(offered.id);
  expect((await matchOf(demand.id, offered.id)).isCurrent).toBe(true);
});

test('what a demand in talks is worth to an achievement is asked once it is on the list again', async () => {
  const demand = await publishDemand(buyer, { data: wish('yiren') });
  await db.update(demands).set({ state: 'in_talks' }).where(eq(demands.id, demand.id));
  await inTransaction(buyer, (tx) => noteSearchChange(tx, 'demand', demand.id));
  const offered = await offer('yiren');
  await refreshMatches(ctx);
  expect((await matchOf(demand.id, offered.id)).backwardPpm).toBeNull();
  await db.update(demands).set({ state: 'published' }).where(eq(demands.id, demand.id));
  await inTransaction(buyer, (tx) => noteSearchChange(tx, 'demand', demand.id));
  await refreshMatches(ctx);
  expect((await matchOf(demand.id, offered.id)).backwardPpm).toBeGreaterThan(0);
});

test('a listing that is not confirmed any more counts less; what the hard filters left out is counted', async () => {
  const [fresh, old] = [await offer('baihe'), await offer('baihe', { name: 'baiheone baihetwo 二' })];
  await db.update(achievements).set({ isListed: true, confirmedOn: '2026-11-01' }).where(eq(achievements.id, fresh.id));
  await db.update(achievements).set({ isListed: true, confirmedOn: '2026-07-10' }).where(eq(achievements.id, old.id));
  const disputed = [{ type: 'invention', name: '', number: null, status: 'disputed', expiresOn: null }];
  await offer('baihe', { name: 'baiheone baihetwo 三', ip: disputed });
  const demand = await publishDemand(buyer, { data: wish('baihe') });
  await refreshMatches(ctx);
  await computeMatches(ctx, { demandId: demand.id });
  const [first, second] = await listDemandMatches(buyer, demand);
  expect([first?.achievementId, second?.achievementId]).toEqual([fresh.id, old.id]);
  const line = second?.reasons.factors.find(({ factor }) => factor === 'freshness');
  expect(line).toMatchObject({ verdict: 'near', fitPpm: expect.any(Number) });
  const [head] = await db.select().from(demands).where(eq(demands.id, demand.id));
  expect(head?.excluded).toEqual({ ip_disputed: 1 });
});

test('from an achievement one finds public demands in whose own list it does not stand, and no others', async () => {
  const offered = await offer('duzhong');
  const near = async () => (await listNearDemands(seller, offered.id)).map(({ id }) => id);
  const demand = await publishDemand(buyer, { data: { ...wish('duzhong'), confidentiality: 'anonymous' } });
  const hidden = await publishDemand(buyer, { data: { ...wish('duzhong'), confidentiality: 'targeted' } });
  await refreshMatches(ctx);
  expect(await near()).toEqual([]);
  // Thirty others fit better: the pair is in no list.
  await db.delete(matches).where(inArray(matches.demandId, [demand.id, hidden.id]));
  expect(await near()).toEqual([demand.id]);
  expect((await listNearDemands(seller, offered.id))[0]).toMatchObject({
    orgName: null,
    terms: expect.arrayContaining(['duzhongone', 'duzhongtwo', 'duzhongthree']),
  });
  const finance = await asActor(ctx, await makePerson(db, university, ['finance']));
  expect(await listNearDemands(finance, offered.id)).toEqual([]);
  expect(await listNearDemands(buyer, offered.id)).toEqual([]);
});
