import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { deals, demands, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { asActor, demandData, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { endDeal } from '../deals/end-deal.server.ts';
import { askQuestion } from './ask-question.server.ts';
import { closeDemand } from './close-demand.server.ts';
import { inviteUnit } from './invite-unit.server.ts';
import { mergeDemands } from './merge-demands.server.ts';
import { publishDemand } from './publish-demand.server.ts';
import { renewDemand } from './renew-demand.server.ts';
import { reviewDemand } from './review-demand.server.ts';
import { splitDemand } from './split-demand.server.ts';
import { findGoneDemand } from './went-on.server.ts';

let db: Database;
let ctx: Context;
let officer: ActorContext;
const data = demandData();
beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  ctx = makeContext(db, { now: testClock().now });
  officer = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
});

async function splitInTwo(given: Partial<typeof data> = {}) {
  const cost = { name: '吨水成本', operator: '<=', value: '6', unit: '元', method: '' } as const;
  const whole = await publishDemand(officer, { data: { ...data, ...given, metrics: [...data.metrics, cost] } });
  const [first, second] = await splitDemand(officer, {
    id: whole.id,
    parts: [
      { title: '蛋白回收率提升', metrics: [0] },
      { title: '工艺水处理降本', metrics: [1] },
    ],
  });
  if (first === undefined || second === undefined) throw new Error('two parts');
  const publish = (part: typeof first, more: Partial<typeof data> = {}) =>
    publishDemand(officer, {
      id: part.id,
      versionN: part.versionN,
      data: { ...data, ...given, title: part.title, ...more },
    });
  const stateOf = async () => (await db.select().from(demands).where(eq(demands.id, whole.id)))[0];
  return { whole, first, second, publish, stateOf };
}

test('a demand that was split is closed with the publication of its last part, which everybody is led to', async () => {
  const { whole, first, second, publish, stateOf } = await splitInTwo();
  const team = await asActor(ctx, await makePerson(db, await makeOrganisation(db, { kind: 'university' })));
  await inviteUnit(officer, { id: whole.id, name: team.actor.org?.orgName ?? '' });
  expect(await codeOf(splitDemand(officer, { id: whole.id, parts: [] }))).toBe('invalid');
  await publish(first);
  expect((await stateOf())?.state).toBe('published');
  expect(await findGoneDemand(ctx, whole.no)).toBeNull();
  await publish(second);
  expect(await stateOf()).toMatchObject({ state: 'closed', closeReason: 'split' });
  expect(await findGoneDemand(ctx, whole.no)).toMatchObject({
    how: 'split',
    on: [{ title: '蛋白回收率提升' }, { title: '工艺水处理降本' }],
  });
  expect(await codeOf(askQuestion(team, { demandId: whole.id, body: '还收吗？' }))).toBe('state_changed');
  const told = await db.select().from(notices).where(eq(notices.userId, team.actor.userId));
  expect(told.map(({ kind, href }) => [kind, href])).toContainEqual([
    'demand.split',
    `/desk/demands/${whole.id}/questions`,
  ]);
});

test('two parts published at once close the whole; a part that is given up is waited for no longer', async () => {
  const both = await splitInTwo();
  await Promise.all([both.publish(both.first), both.publish(both.second)]);
  expect((await both.stateOf())?.state).toBe('closed');
  const one = await splitInTwo();
  await one.publish(one.first);
  await closeDemand(officer, { id: one.second.id, reason: 'plan_changed' });
  expect((await one.stateOf())?.state).toBe('closed');
  const none = await splitInTwo();
  for (const { id } of [none.first, none.second]) await closeDemand(officer, { id, reason: 'plan_changed' });
  expect((await none.stateOf())?.state).toBe('published');
});

test('a last part that was reviewed or renewed closes the whole; a whole that had expired is not renewed beside its parts', async () => {
  const reviewed = await splitInTwo();
  await reviewed.publish(reviewed.first);
  await db.update(demands).set({ state: 'review' }).where(eq(demands.id, reviewed.second.id));
  await reviewDemand(officer, { id: reviewed.second.id, approve: true });
  expect(await reviewed.stateOf()).toMatchObject({ state: 'closed', closeReason: 'split' });
  const renewed = await splitInTwo();
  for (const { id } of [renewed.first, renewed.second])
    await db.update(demands).set({ state: 'expired' }).where(eq(demands.id, id));
  await renewDemand(officer, { id: renewed.first.id, validUntilOn: '2027-06-30' });
  expect(await renewed.stateOf()).toMatchObject({ state: 'closed', closeReason: 'split' });
  const late = await splitInTwo();
  await db.update(demands).set({ state: 'expired' }).where(eq(demands.id, late.whole.id));
  for (const part of [late.first, late.second]) await late.publish(part);
  expect((await late.stateOf())?.state).toBe('expired');
  await renewDemand(officer, { id: late.whole.id, validUntilOn: '2027-06-30' });
  expect(await late.stateOf()).toMatchObject({ state: 'closed', closeReason: 'split' });
});

test('a demand that is talked about is closed as split when the talk is over', async () => {
  const { whole, first, second, publish, stateOf } = await splitInTwo();
  const talk = await makeTalkingDeal(ctx);
  await db.update(deals).set({ demandId: whole.id }).where(eq(deals.id, talk.deal.id));
  await db.update(demands).set({ state: 'in_talks' }).where(eq(demands.id, whole.id));
  for (const part of [first, second]) await publish(part);
  expect((await stateOf())?.state).toBe('in_talks');
  await endDeal(await talk.as('unit', 'officer'), { id: talk.deal.id, reason: 'timing', note: '' });
  expect(await stateOf()).toMatchObject({ state: 'closed', closeReason: 'split' });
});

test('nobody is led from an anonymous demand to a part that names its enterprise, nor the other way', async () => {
  const { whole, first, second, publish, stateOf } = await splitInTwo({ confidentiality: 'anonymous' });
  await publish(first, { confidentiality: 'full' });
  await publish(second, { confidentiality: 'full' });
  expect((await stateOf())?.state).toBe('closed');
  expect(await findGoneDemand(ctx, whole.no)).toBeNull();
  const named = await publishDemand(officer, { data });
  const hidden = await publishDemand(officer, { data: { ...data, confidentiality: 'anonymous' } });
  await mergeDemands(officer, { id: hidden.id, intoId: named.id });
  expect(await findGoneDemand(ctx, hidden.no)).toBeNull();
  const other = await publishDemand(officer, { data });
  await mergeDemands(officer, { id: other.id, intoId: named.id });
  expect(await findGoneDemand(ctx, other.no)).toMatchObject({ how: 'merged', on: [{ no: named.no }] });
});
