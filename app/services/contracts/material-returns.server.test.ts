import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { auditLines, deadlines, materialReturns, notices, trials } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makePerformingContract, type PerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { asActor, makeOrganisation, makePerson } from '#seeds/make.ts';
import { listTodos } from '../desk/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { sendBackDelivery, takeOverDelivery } from './answer-delivery.server.ts';
import { answerReturn } from './answer-return.server.ts';
import { handInDelivery } from './hand-in-delivery.server.ts';
import { returnPage } from './return-page.server.ts';
import { contractPage } from './queries.server.ts';
import { stateReturn } from './state-return.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** Ended on 2026-11-12; a part of what it lists had been handed in, if not said otherwise. */
async function ended(before: (world: PerformingContract) => Promise<void> = handIn): Promise<PerformingContract> {
  const world = await makePerformingContract(db);
  await before(world);
  world.clock.moveDays(10);
  const deed = { contractId: world.contractId, versionN: 1, ground: 'by_law', reason: '合同目的不能实现' } as const;
  await terminateContract(await world.talk.as('company', 'approver'), deed);
  return world;
}
const handIn = async ({ talk, contractId }: PerformingContract) =>
  handInDelivery(await talk.as('unit', 'officer'), { contractId, items: [0], note: '' });
const sendBack = async (world: PerformingContract) => {
  await handIn(world);
  const { talk, contractId } = world;
  await sendBackDelivery(await talk.as('company', 'officer'), { contractId, reason: '缺操作规程' });
};
const takeOver = async (world: PerformingContract) => {
  await handIn(world);
  await takeOverDelivery(await world.talk.as('company', 'officer'), { contractId: world.contractId });
};
const nothing = async () => {};
const statement = async ({ contractId, ctx }: PerformingContract) => ({
  contractId,
  way: 'destroyed' as const,
  doneOn: '2026-11-12',
  note: '工艺说明书 3 份已销毁',
  paper: await receivedPdf(ctx, '销毁记录.pdf'),
});
const stated = async (world: PerformingContract) =>
  stateReturn(await world.talk.as('company', 'officer'), await statement(world));
const answered = async (world: PerformingContract, n: number, outcome: 'confirmed' | 'contested', reason = '') =>
  answerReturn(await world.talk.as('unit', 'officer'), { contractId: world.contractId, n, outcome, reason });
const openDates = async ({ contractId }: PerformingContract) =>
  (
    await db
      .select()
      .from(deadlines)
      .where(and(eq(deadlines.subjectId, contractId), eq(deadlines.subjectType, 'contract'), isNull(deadlines.doneAt)))
  ).map(({ kind, dueAt }) => [kind, dayOf(dueAt)]);
const stepOf = async (world: PerformingContract, side: 'unit' | 'company') =>
  (await contractPage(await world.talk.as(side, 'officer'), world.contractId)).steps.find(
    ({ key }) => key === 'return',
  );
const onDesk = async ({ talk, contractId }: PerformingContract, side: 'unit' | 'company') =>
  (await listTodos(await talk.as(side, 'officer')))
    .filter(({ href }) => href === `/desk/contracts/${contractId}/return`)
    .map(({ kind, isMine }) => [kind, isMine]);

describe('the materials of an ended contract', () => {
  test('stand on both desks, said by the licensee and answered by the licensor, until that is a yes', async () => {
    const world = await ended();
    expect(await openDates(world)).toEqual([['return', '2026-12-12']]);
    expect(await onDesk(world, 'company')).toEqual([['contract.return', true]]);
    expect(await onDesk(world, 'unit')).toEqual([['contract.return_waits', false]]);
    expect(await stepOf(world, 'company')).toMatchObject({ isAsked: true, place: 'return', dueOn: '2026-12-12' });

    await stated(world);
    expect(await openDates(world)).toEqual([['confirm_return', '2026-11-27']]);
    expect(await onDesk(world, 'company')).toEqual([['contract.return_waits', false]]);
    expect(await onDesk(world, 'unit')).toEqual([['contract.confirm_return', true]]);
    expect(await stepOf(world, 'unit')).toMatchObject({ isAsked: true, turn: 'licensor' });

    await answered(world, 1, 'contested', '样品 2 瓶没有退回');
    expect(await openDates(world)).toEqual([['return', '2026-11-27']]);
    expect((await stepOf(world, 'company'))?.detail).toContain('样品 2 瓶没有退回');

    await stated(world);
    await answered(world, 2, 'confirmed');
    expect(await openDates(world)).toEqual([]);
    expect(await stepOf(world, 'company')).toBeUndefined();
    expect(await onDesk(world, 'company')).toEqual([]);
    expect(await onDesk(world, 'unit')).toEqual([]);
    const deeds = await db.select().from(auditLines).where(eq(auditLines.subjectId, world.contractId));
    expect(deeds.map(({ deed }) => deed).filter((deed) => deed.includes('return'))).toEqual([
      'contract.return_stated',
      'contract.return_contested',
      'contract.return_stated',
      'contract.return_confirmed',
    ]);
    const told = await db.select().from(notices).where(eq(notices.userId, world.talk.companyPeople.owner.id));
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['contract.return_confirmed']));
  });

  test('nobody else says or answers it, nothing is said twice, and no silence confirms it', async () => {
    const world = await ended();
    const { talk, contractId, ctx } = world;
    const input = await statement(world);
    expect(await codeOf(stateReturn(await talk.as('unit', 'officer'), input))).toBe('forbidden');
    expect(await codeOf(stateReturn(await talk.as('company', 'finance'), input))).toBe('forbidden');
    const yes = { contractId, n: 1, outcome: 'confirmed', reason: '' } as const;
    expect(await codeOf(answerReturn(await talk.as('unit', 'officer'), yes))).toBe('state_changed');
    await stateReturn(await talk.as('company', 'officer'), input);
    expect(await codeOf(stateReturn(await talk.as('company', 'officer'), input))).toBe('state_changed');
    expect(await codeOf(answerReturn(await talk.as('company', 'officer'), yes))).toBe('forbidden');
    const no = { ...yes, outcome: 'contested' } as const;
    expect(await codeOf(answerReturn(await talk.as('unit', 'officer'), no))).toBe('invalid');
    world.clock.moveDays(400);
    const both = [
      answerReturn(await talk.as('unit', 'officer'), yes),
      answerReturn(await talk.as('unit', 'approver'), yes),
    ];
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

    const org = await makeOrganisation(db);
    const outside = await asActor(ctx, await makePerson(db, org), { orgId: org.id });
    expect(await codeOf(returnPage(outside, contractId))).toBe('not_found');
    expect(await codeOf(stateReturn(outside, input))).toBe('not_found');
  });

  test('its file opens for both parties; without one only nothing received can be said, and no day to come', async () => {
    const world = await ended();
    const { talk, contractId } = world;
    const { paper: _, ...input } = await statement(world);
    const company = await talk.as('company', 'officer');
    expect(await codeOf(stateReturn(company, input))).toBe('invalid');
    expect(await codeOf(stateReturn(company, { ...(await statement(world)), doneOn: '2026-11-13' }))).toBe('invalid');
    await stateReturn(company, { ...input, way: 'none' });
    await answered(world, 1, 'contested', '签收单上有三份资料');
    await stated(world);
    const { said, mayAnswer } = await returnPage(await talk.as('unit', 'officer'), contractId);
    expect(mayAnswer).toBe(true);
    expect(said.map(({ n, way, reason }) => [n, way, reason])).toEqual([
      [2, 'destroyed', null],
      [1, 'none', '签收单上有三份资料'],
    ]);
    const id = said[0]?.file?.id ?? '';
    for (const side of ['unit', 'company'] as const) {
      expect(await getFile(await talk.as(side, 'officer'), id)).toMatchObject({ name: '销毁记录.pdf' });
    }
  });
});

test('a contract that runs owes none, and none can be said', async () => {
  const world = await makePerformingContract(db);
  const company = await world.talk.as('company', 'officer');
  expect(await codeOf(stateReturn(company, { ...(await statement(world)), doneOn: '2026-11-02' }))).toBe(
    'state_changed',
  );
  expect(await returnPage(company, world.contractId)).toMatchObject({ facts: null, mayState: false, mayAnswer: false });
  expect(await db.$count(materialReturns, eq(materialReturns.contractId, world.contractId))).toBe(0);
});

test('a contract that ended before anything was delivered asks nobody for a return', async () => {
  const world = await ended(nothing);
  const company = await world.talk.as('company', 'officer');
  expect(await openDates(world)).toEqual([]);
  expect(await onDesk(world, 'company')).toEqual([]);
  expect(await onDesk(world, 'unit')).toEqual([]);
  for (const side of ['company', 'unit'] as const) {
    expect(await stepOf(world, side)).toBeUndefined();
    const page = await contractPage(await world.talk.as(side, 'officer'), world.contractId);
    expect(page.returning).toBeNull();
    expect(page.steps.map(({ title }) => title).join()).not.toContain('返还');
  }
  expect(await returnPage(company, world.contractId)).toMatchObject({ facts: null, mayState: false });
  expect(await codeOf(stateReturn(company, await statement(world)))).toBe('state_changed');
});

test.each([
  ['handed in and not answered', handIn],
  ['handed in and sent back', sendBack],
  ['accepted', takeOver],
])('what was %s is given back after the end', async (_, before) => {
  const world = await ended(before);
  expect(await openDates(world)).toContainEqual(['return', '2026-12-12']);
  expect(await stepOf(world, 'company')).toMatchObject({ isAsked: true, place: 'return' });
});

test.each([
  [
    'was gone on with without a hand-in',
    (id: string) => db.update(trials).set({ state: 'converted' }).where(eq(trials.contractId, id)),
  ],
  ['is from before deliveries were kept', (id: string) => db.delete(trials).where(eq(trials.contractId, id))],
])('of a contract that %s the return is asked for without a delivery on record', async (_, change) => {
  const world = await ended(async ({ contractId }) => {
    await change(contractId);
  });
  expect(await openDates(world)).toContainEqual(['return', '2026-12-12']);
  expect(await stepOf(world, 'company')).toMatchObject({ isAsked: true, place: 'return' });
});
