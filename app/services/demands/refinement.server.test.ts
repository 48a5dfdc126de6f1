import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { deadlines, demandQuestions, demands, engagements, notices, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  asActor,
  demandData,
  makeBroker,
  makeContext,
  makeOrganisation,
  makePerson,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { answerQuestion } from './answer-question.server.ts';
import { askQuestion } from './ask-question.server.ts';
import { confirmDemand } from './confirm-demand.server.ts';
import { enterDemand } from './enter-demand.server.ts';
import { inviteUnit } from './invite-unit.server.ts';
import { mergeDemands } from './merge-demands.server.ts';
import { publishDemand } from './publish-demand.server.ts';
import { getRefinement } from './refinement-queries.server.ts';
import { reviewDemand } from './review-demand.server.ts';
import { reviseDemand } from './revise-demand.server.ts';
import { splitDemand } from './split-demand.server.ts';
import { solveDemand } from './solve-demand.server.ts';

let db: Database;
let clock: TestClock;
let ctx: Context;
let officer: ActorContext;
const data = demandData();
async function makeTeam() {
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit);
  return { unit, person, actor: await asActor(ctx, person) };
}

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  officer = await asActor(ctx, await makePerson(db, await makeOrganisation(db)));
});

test('a demand becomes version 3 through questions and is closed as solved', async () => {
  const demand = await publishDemand(officer, { data });
  const [one, two] = [await makeTeam(), await makeTeam()];
  for (const { unit } of [one, two]) await inviteUnit(officer, { id: demand.id, name: unit.name });
  const question = await askQuestion(one.actor, { demandId: demand.id, body: '来料蛋白含量在什么范围？' });
  await answerQuestion(officer, { demandId: demand.id, questionId: question.id, answer: '1.2% 至 1.8%', to: 'all' });
  const second = { ...data, statusQuo: '来料蛋白 1.2% 至 1.8%' };
  await reviseDemand(officer, { id: demand.id, versionN: 1, data: second, questionId: question.id });
  const other = await askQuestion(two.actor, { demandId: demand.id, body: '吨水成本有没有上限？' });
  await answerQuestion(officer, { demandId: demand.id, questionId: other.id, answer: '不超过 6 元', to: 'one' });
  const metrics = [...data.metrics, { name: '吨水成本', operator: '<=', value: '6', unit: '元', method: '' } as const];
  const third = { ...second, metrics };
  const revised = await reviseDemand(officer, { id: demand.id, versionN: 2, data: third, questionId: other.id });
  expect(revised.versionN).toBe(3);
  const page = await getRefinement(officer, demand.id);
  expect(page.versions[0]?.changes).toEqual([{ label: '指标「吨水成本」', before: null, after: '≤ 6 元' }]);
  expect(page.questions.map(({ becameVersionN }) => becameVersionN)).toEqual([2, 3]);
  expect((await solveDemand(officer, demand)).state).toBe('solved');
  const open = await db.select().from(deadlines).where(eq(deadlines.subjectId, demand.id));
  expect(open.every(({ doneAt }) => doneAt !== null)).toBe(true);
});

test('an answer to one is read by that team alone, and nobody learns who asked', async () => {
  const demand = await publishDemand(officer, { data: { ...data, confidentiality: 'anonymous' } });
  const [one, two] = [await makeTeam(), await makeTeam()];
  for (const { unit } of [one, two]) await inviteUnit(officer, { id: demand.id, name: unit.name });
  const ask = (team: typeof one, body: string) => askQuestion(team.actor, { demandId: demand.id, body });
  const [secret, open] = [await ask(one, '能不能先看现场？'), await ask(one, '现场有没有蒸汽？')];
  await answerQuestion(officer, { demandId: demand.id, questionId: secret.id, answer: '可以', to: 'one' });
  await answerQuestion(officer, { demandId: demand.id, questionId: open.id, answer: '有', to: 'all' });
  const seen = await getRefinement(two.actor, demand.id);
  expect(seen.questions.map(({ body, from, answer }) => ({ body, from, answer }))).toEqual([
    { body: '现场有没有蒸汽？', from: null, answer: '有' },
  ]);
  expect(JSON.stringify([seen.questions, seen.orgName, seen.teams])).not.toContain(one.unit.name);
  expect(seen.orgName).toBeNull();
  expect((await getRefinement(one.actor, demand.id)).questions).toHaveLength(2);
});

test('strangers neither read nor ask; an answer is given once', async () => {
  const demand = await publishDemand(officer, { data });
  const [team, stranger] = [await makeTeam(), await makeTeam()];
  await inviteUnit(officer, { id: demand.id, name: team.unit.name });
  expect(await codeOf(askQuestion(stranger.actor, { demandId: demand.id, body: '可以看一下吗？' }))).toBe('not_found');
  expect(await codeOf(getRefinement(stranger.actor, demand.id))).toBe('not_found');
  expect(await codeOf(askQuestion(officer, { demandId: demand.id, body: '自己问自己' }))).toBe('forbidden');
  const key = v7();
  const sent = { demandId: demand.id, body: '蒸汽压力是多少？', key };
  await Promise.all([askQuestion(team.actor, sent), askQuestion(team.actor, sent)]);
  const rows = await db.select().from(demandQuestions).where(eq(demandQuestions.demandId, demand.id));
  expect(rows).toHaveLength(1);
  const answer = { demandId: demand.id, questionId: rows[0]!.id, answer: '0.6 MPa', to: 'all' } as const;
  expect(await codeOf(answerQuestion(team.actor, answer))).toBe('forbidden');
  const both = [answerQuestion(officer, answer), answerQuestion(officer, answer)];
  expect((await Promise.all(both.map(codeOf))).toSorted()).toEqual(['done', 'state_changed']);
});

test('while a unit’s listings are hidden it takes no part, and nobody takes part in its demands', async () => {
  const demand = await publishDemand(officer, { data });
  const team = await makeTeam();
  await inviteUnit(officer, { id: demand.id, name: team.unit.name });
  const hide = (id: string, state: 'returned' | 'verified') =>
    db.update(organisations).set({ state }).where(eq(organisations.id, id));
  const ask = () => codeOf(askQuestion(team.actor, { demandId: demand.id, body: '来料含多少盐？' }));
  for (const id of [team.unit.id, demand.orgId]) {
    await hide(id, 'returned');
    expect(await codeOf(getRefinement(team.actor, demand.id))).toBe('not_found');
    expect(await ask()).toBe('not_found');
    expect((await getRefinement(officer, demand.id)).teams).toEqual([]);
    await hide(id, 'verified');
  }
  expect(await ask()).toBe('done');
  expect((await getRefinement(officer, demand.id)).teams).toMatchObject([{ id: team.unit.id }]);
});

test('after 60 days the enterprise is asked, after a fortnight more the demand lapses, a word in between keeps it', async () => {
  const [kept, left] = [await publishDemand(officer, { data }), await publishDemand(officer, { data })];
  clock.moveDays(61);
  await sweepDeadlines(ctx);
  await sweepDeadlines(ctx);
  const told = await db
    .select()
    .from(notices)
    .where(eq(notices.href, `/desk/demands/${left.id}`));
  expect(told.filter(({ kind }) => kind === 'demand.confirm')).toHaveLength(1);
  await confirmDemand(officer, { id: kept.id });
  clock.moveDays(14);
  await sweepDeadlines(ctx);
  const stateOf = async (id: string) => (await db.select().from(demands).where(eq(demands.id, id)))[0]?.state;
  expect([await stateOf(kept.id), await stateOf(left.id)]).toEqual(['published', 'expired']);
});

test('a split makes two drafts with their own targets, a merge brings targets over and closes the other', async () => {
  const cost = { name: '吨水成本', operator: '<=', value: '6', unit: '元', method: '' } as const;
  const whole = await publishDemand(officer, { data: { ...data, metrics: [...data.metrics, cost] } });
  const parts = [
    { title: '蛋白回收率提升', metrics: [0] },
    { title: '工艺水处理降本', metrics: [1] },
  ];
  const key = v7();
  const made = await splitDemand(officer, { id: whole.id, parts, key });
  expect(made.map(({ title, state, splitFromId }) => [title, state, splitFromId])).toEqual([
    ['蛋白回收率提升', 'draft', whole.id],
    ['工艺水处理降本', 'draft', whole.id],
  ]);
  expect(await splitDemand(officer, { id: whole.id, parts, key })).toHaveLength(2);
  const target = await publishDemand(officer, { data });
  const merged = await mergeDemands(officer, { id: whole.id, intoId: target.id });
  expect(merged.versionN).toBe(2);
  const [closed] = await db.select().from(demands).where(eq(demands.id, whole.id));
  expect(closed).toMatchObject({ state: 'closed', closeReason: 'merged', mergedIntoId: target.id });
  expect(await codeOf(mergeDemands(officer, { id: whole.id, intoId: target.id }))).toBe('state_changed');
});

test('a broker writes a demand down for his client; it is public when the client says so', async () => {
  const agency = await makeOrganisation(db, { kind: 'broker_agency' });
  const person = await makeBroker(db, agency);
  const broker = await asActor(ctx, person);
  const orgId = officer.actor.org?.orgId ?? '';
  expect(await codeOf(enterDemand(broker, { orgId, data }))).toBe('forbidden');
  await db.insert(engagements).values({
    clientOrgId: orgId,
    brokerUserId: person.id,
    brokerOrgId: agency.id,
    groupId: v7(),
    scope: '全部技术需求',
    startsOn: '2026-11-01',
    endsOn: '2027-10-31',
    feePpm: 20_000,
    state: 'active',
    invitedBy: officer.actor.userId,
  });
  const demand = await enterDemand(broker, { orgId, data });
  expect(demand.state).toBe('review');
  expect(await codeOf(reviewDemand(broker, { id: demand.id, approve: true }))).toBe('forbidden');
  const other = await makeOrganisation(db);
  expect(await codeOf(enterDemand(broker, { orgId: other.id, data }))).toBe('not_found');
  expect(await reviewDemand(officer, { id: demand.id, approve: true })).toMatchObject({ state: 'published' });
  const back = await enterDemand(broker, { orgId, data });
  expect(await reviewDemand(officer, { id: back.id, approve: false, note: '缺少产量' })).toMatchObject({
    state: 'draft',
    reviewNote: '缺少产量',
  });
});
