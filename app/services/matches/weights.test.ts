import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { firstMatchWeights } from '#app/domain/match-weights.ts';
import type { Database } from '#db/client.server.ts';
import { matchChanges, matches } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { openSearch } from '#search/index.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeAchievement, makeContext, makeDemand, makeOrganisation, makePerson } from '#seeds/make.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { answerMatch } from './answer-match.server.ts';
import { applyWeights } from './apply-weights.server.ts';
import { currentWeights } from './current-weights.server.ts';
import { refreshMatches } from './refresh-matches.server.ts';
import { listAnsweredPairs } from './report-queries.server.ts';
import { findTrial, tryWeights } from './try-weights.server.ts';

let db: Database;
let ctx: ReturnType<typeof makeContext>;
let admin: ActorContext;
let buyer: ActorContext;
let demandId: string;

const byPrice = {
  ...firstMatchWeights,
  factors: { field: 0, trl: 0, price: 1_000_000, region: 0, mode: 0, ip: 0, freshness: 0 },
};
beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  ctx = makeContext(db, { search: openSearch({ db }) });
  admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
  const university = await makeOrganisation(db, { kind: 'university' });
  const enterprise = await makeOrganisation(db, { kind: 'enterprise' });
  const [maker, customer] = [await makePerson(db, university), await makePerson(db, enterprise)];
  buyer = await asActor(ctx, customer);
  const offered = [await makeAchievement(db, university, maker), await makeAchievement(db, university, maker)];
  const demand = await makeDemand(db, enterprise, customer);
  demandId = demand.id;
  await inTransaction(ctx, async (tx) => {
    await noteSearchChange(tx, 'achievement', ...offered.map(({ id }) => id));
    await noteSearchChange(tx, 'demand', demand.id);
  });
  await refreshMatches(ctx);
  const [first, second] = await db.select().from(matches).where(eq(matches.demandId, demandId)).orderBy(matches.rank);
  await answerMatch(buyer, { matchId: first?.id ?? '', answer: 'declined', reason: 'too_early' });
  await answerMatch(buyer, { matchId: second?.id ?? '', answer: 'interested' });
});

test('only the administrator tries, applies and reads', async () => {
  expect(await codeOf(tryWeights(buyer, { weights: byPrice, note: '试试' }))).toBe('forbidden');
  expect(await codeOf(applyWeights(buyer, { trialId: demandId }))).toBe('forbidden');
  expect(await codeOf(listAnsweredPairs(buyer))).toBe('forbidden');
  const trial = await tryWeights(admin, { weights: byPrice, note: '试试' });
  expect(await codeOf(findTrial(buyer, trial.id))).toBe('forbidden');
  expect((await findTrial(admin, trial.id))?.id).toBe(trial.id);
});

test('a trial shows before and after and changes nothing', async () => {
  const { version } = await currentWeights(ctx);
  const trial = await tryWeights(admin, { weights: byPrice, note: '价格更要紧' });
  expect(trial.replay).toMatchObject({ schemaVersion: 1 });
  expect(trial.replay?.declined).toBeGreaterThan(0);
  expect(trial.replay?.before.ndcgPpm).not.toBeNull();
  expect(await currentWeights(ctx)).toMatchObject({ version });
});

test('weights that do not sum up are not even tried', async () => {
  const weights = { ...byPrice, factors: { ...byPrice.factors, field: 1 } };
  expect(await codeOf(tryWeights(admin, { weights, note: '' }))).toBe('invalid');
});

test('a trial is applied once, and every live list is scored with the new version', async () => {
  const { version } = await currentWeights(ctx);
  const trial = await tryWeights(admin, { weights: byPrice, note: '价格更要紧' });
  const results = await Promise.all([1, 2].map(() => codeOf(applyWeights(admin, { trialId: trial.id }))));
  expect([...results].sort()).toEqual(['done', 'state_changed']);
  expect(await currentWeights(ctx)).toEqual({ version: version + 1, weights: byPrice });
  await refreshMatches(ctx, { kinds: ['demand'] });
  expect((await db.select().from(matchChanges).where(eq(matchChanges.rowId, demandId))).length).toBe(1);
  await refreshMatches(ctx);
  const rows = await db.select().from(matches).where(eq(matches.demandId, demandId));
  expect(new Set(rows.map((row) => row.weightsVersion))).toEqual(new Set([version + 1]));
});

test('a trial against weights that are not in force any more cannot be applied', async () => {
  const old = await tryWeights(admin, { weights: byPrice, note: '价格更要紧' });
  const next = await tryWeights(admin, { weights: firstMatchWeights, note: '回到初始' });
  await applyWeights(admin, { trialId: next.id });
  expect(await codeOf(applyWeights(admin, { trialId: old.id }))).toBe('state_changed');
});

test('the report counts the latest answer of a pair, with what was shown', async () => {
  const before = (await listAnsweredPairs(admin)).length;
  const [declined] = await db.select().from(matches).where(eq(matches.demandId, demandId)).orderBy(matches.rank);
  await answerMatch(buyer, { matchId: declined?.id ?? '', answer: null });
  expect(await listAnsweredPairs(admin)).toHaveLength(before - 1);
});
