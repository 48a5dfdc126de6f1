import { and, asc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { demands, matchChanges, matches, notices, searchChanges } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import { openSearch } from '#search/index.server.ts';
import { asActor, demandData, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { type ActorContext, type Context, inTransaction } from '../context.server.ts';
import { closeDemand } from '../demands/close-demand.server.ts';
import { publishDemand } from '../demands/publish-demand.server.ts';
import { reviseDemand } from '../demands/revise-demand.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { refreshMatches } from './refresh-matches.server.ts';

let db: Database;
let search: SearchEngine;
let ctx: ReturnType<typeof makeContext>;
let university: Awaited<ReturnType<typeof makeOrganisation>>;
let seller: ActorContext;
let buyer: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
  search = openSearch({ db });
});
beforeEach(async () => {
  ctx = makeContext(db, { search });
  university = await makeOrganisation(db, { kind: 'university' });
  seller = await asActor(ctx, await makePerson(db, university, ['officer', 'approver']));
  buyer = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'enterprise' }), ['officer']));
});

/** Texts that share no word with those of another name. */
const crop = (name: string) => ({
  name: `${name}one ${name}two`,
  problem: `${name}two ${name}three`,
  solution: `${name}three ${name}four`,
  abstract: `${name}one ${name}four`,
  keywords: [`${name}one`, `${name}three`],
});
const wish = (name: string) =>
  demandData({
    title: `${name}one ${name}two`,
    summary: `${name}two ${name}three`,
    problem: `${name}one`,
    statusQuo: '',
    metrics: [],
  });

/** As the verb that publishes one: the row and its changes in one transaction. */
async function offer(name: string) {
  const row = await makeAchievement(db, university, { id: seller.actor.userId }, crop(name));
  await inTransaction(seller, (tx) => noteSearchChange(tx, 'achievement', row.id));
  return row;
}
const publish = (name: string) => publishDemand(buyer, { data: wish(name) });
const listOf = async (demandId: string) =>
  (
    await db
      .select({ id: matches.achievementId })
      .from(matches)
      .where(eq(matches.demandId, demandId))
      .orderBy(asc(matches.rank))
  ).map(({ id }) => id);
const waiting = (rowId: string) => db.select().from(matchChanges).where(eq(matchChanges.rowId, rowId));
const noticesOf = async (who: ActorContext) =>
  (await db.select({ kind: notices.kind }).from(notices).where(eq(notices.userId, who.actor.userId))).map(
    ({ kind }) => kind,
  );

test('publishing leaves a change and a job in the same transaction, and one refresh shows the matches', async () => {
  const offered = await offer('xuelian');
  ctx.queued.length = 0;
  const demand = await publish('xuelian');
  expect(await waiting(demand.id)).toHaveLength(1);
  expect(ctx.queued).toEqual([{ name: 'match.compute', payload: {} }]);
  await refreshMatches(ctx, { kinds: ['demand'] });
  expect(await listOf(demand.id)).toEqual([offered.id]);
  expect(await waiting(demand.id)).toEqual([]);
  const [row] = await db.select().from(demands).where(eq(demands.id, demand.id));
  expect(row?.matchedVersionN).toBe(demand.versionN);
});

test('a publication that is rolled back leaves neither', async () => {
  ctx.queued.length = 0;
  let id = '';
  const failing = inTransaction(buyer, async (tx) => {
    id = (await publishDemand({ ...buyer, db: tx.db } as ActorContext, { data: wish('congrong') })).id;
    throw new Error('power cut');
  });
  await expect(failing).rejects.toThrow('power cut');
  expect(await waiting(id)).toEqual([]);
});

test('a refresh that dies half-way is done again by the next one', async () => {
  const offered = await offer('suoyang');
  const demand = await publish('suoyang');
  const dying: Context = {
    ...ctx,
    search: new Proxy(search, {
      get: (engine, key) => {
        if (key === 'match') return () => Promise.reject(new Error('gone'));
        const own: unknown = Reflect.get(engine, key);
        return typeof own === 'function' ? (own.bind(engine) as unknown) : own;
      },
    }),
  };
  await expect(refreshMatches(dying)).rejects.toThrow('gone');
  expect(await waiting(demand.id)).toHaveLength(1);
  await refreshMatches(ctx);
  expect(await listOf(demand.id)).toEqual([offered.id]);
});

test('a new achievement comes into the demands that it fits, and leaves the others alone', async () => {
  const fitting = await publish('gansong');
  const other = await publish('qianghuo');
  await refreshMatches(ctx);
  const [before] = await db.select().from(demands).where(eq(demands.id, other.id));
  const offered = await offer('gansong');
  await refreshMatches({ ...ctx, now: () => new Date('2026-11-22T02:00:00Z') });
  expect(await listOf(fitting.id)).toContain(offered.id);
  const [after] = await db.select().from(demands).where(eq(demands.id, other.id));
  expect(await listOf(other.id)).not.toContain(offered.id);
  expect(after?.matchedAt).toEqual(before?.matchedAt);
  expect(await noticesOf(buyer)).toContain('match.achievement');
});

test('suppliers of strong matches hear of a new demand once, however often it is computed', async () => {
  await offer('duyiwei');
  const demand = await publish('duyiwei');
  await refreshMatches(ctx);
  await inTransaction(buyer, (tx) => noteSearchChange(tx, 'demand', demand.id));
  await refreshMatches(ctx);
  expect((await noticesOf(seller)).filter((kind) => kind === 'match.demand')).toHaveLength(1);
});

test('a withdrawn achievement drops out, and stays where somebody answered it', async () => {
  const offered = await offer('qinjiao');
  const [open, answered] = [await publish('qinjiao'), await publish('qinjiao')];
  await refreshMatches(ctx);
  await db
    .update(matches)
    .set({ answer: 'declined', dismissedReason: 'too_early' })
    .where(and(eq(matches.demandId, answered.id), eq(matches.achievementId, offered.id)));
  await withdrawAchievement(seller, { id: offered.id });
  await refreshMatches(ctx);
  expect(await listOf(open.id)).toEqual([]);
  expect(await listOf(answered.id)).toEqual([offered.id]);
});

test('a demand that looks for nothing any more keeps no matches', async () => {
  await offer('dangshen');
  const demand = await publish('dangshen');
  await refreshMatches(ctx);
  expect(await listOf(demand.id)).toHaveLength(1);
  await closeDemand(buyer, { id: demand.id, reason: 'plan_changed' });
  await refreshMatches(ctx);
  expect(await listOf(demand.id)).toEqual([]);
});

test('a revised demand loses what no longer fits', async () => {
  await offer('huangqi');
  const other = await offer('dahuang');
  const demand = await publish('huangqi');
  await refreshMatches(ctx);
  await reviseDemand(buyer, { id: demand.id, versionN: demand.versionN, data: wish('dahuang') });
  await refreshMatches(ctx);
  expect((await listOf(demand.id))[0]).toBe(other.id);
});

test('a demand in talks and a targeted one hear of new achievements too, though no index holds them', async () => {
  const talking = await publish('kuandong');
  await db.update(demands).set({ state: 'in_talks' }).where(eq(demands.id, talking.id));
  const targeted = await publishDemand(buyer, { data: { ...wish('kuandong'), confidentiality: 'targeted' } });
  // Others, so that asking in reverse is cheaper than asking for all.
  await publish('kushen');
  await publish('shengma');
  await refreshMatches(ctx);
  const offered = await offer('kuandong');
  await refreshMatches(ctx);
  expect(await listOf(talking.id)).toContain(offered.id);
  expect(await listOf(targeted.id)).toContain(offered.id);
});

test('what the search has not seen yet waits for the next turn', async () => {
  const demand = await publish('yuanzhi');
  await refreshMatches(ctx);
  await db.insert(matchChanges).values({ kind: 'demand', rowId: demand.id });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Another process feeds this row to the search right now: its change is locked, so that nobody else takes it.
  const feeding = db.transaction(async (tx) => {
    const [row] = await tx
      .insert(searchChanges)
      .values({ kind: 'demand', rowId: demand.id })
      .returning({ id: searchChanges.id });
    return row;
  });
  const change = await feeding;
  const locked = db.transaction(async (tx) => {
    await tx
      .select()
      .from(searchChanges)
      .where(eq(searchChanges.id, change?.id ?? 0n))
      .for('update');
    await held;
    await tx.delete(searchChanges).where(eq(searchChanges.id, change?.id ?? 0n));
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await refreshMatches(ctx);
  expect(await waiting(demand.id)).toHaveLength(1);
  release();
  await locked;
  await refreshMatches(ctx);
  expect(await waiting(demand.id)).toEqual([]);
});

test('every match says by which weights it was scored, and how it looks from the other side', async () => {
  const offered = await offer('chaihu');
  const demand = await publish('chaihu');
  await refreshMatches(ctx);
  const [row] = await db.select().from(matches).where(eq(matches.demandId, demand.id));
  expect(row).toMatchObject({ weightsVersion: 1, achievementId: offered.id });
  expect(row?.backwardPpm).toBeGreaterThan(500_000);
});
