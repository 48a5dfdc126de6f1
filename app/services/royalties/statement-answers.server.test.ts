import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newTerms } from '#app/domain/contract.ts';
import { notices, royaltyStatements, statementQueries } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { listTodos } from '../desk/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { acceptStatement } from './accept-statement.server.ts';
import { answerStatement } from './answer-statement.server.ts';
import { fileStatement, type StatementInput } from './file-statement.server.ts';
import { statementOf } from './queries.server.ts';
import { queryStatement } from './query-statement.server.ts';

/** A report of 2026Q1 that the licensor has not looked at; it is 2026-11-21. */
async function makeWorld(given: Partial<StatementInput> = {}) {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties, { terms: { royalty: newTerms.royalty!, milestones: [] } });
  const payer = await asActor(ctx, parties.companyFinance);
  const payee = await asActor(ctx, parties.unitFinance);
  const file = (input: Partial<StatementInput> = {}) =>
    fileStatement(payer, {
      contractId: contract.id,
      period: '2026Q1',
      grossFen: 120_000_000n,
      deductionsFen: [20_000_000n],
      ...input,
    });
  const statement = await file(given);
  const stateOf = async (id = statement.id) => {
    const [row] = await db.select().from(royaltyStatements).where(eq(royaltyStatements.id, id));
    return row?.state;
  };
  const queries = () => db.select().from(statementQueries).where(eq(statementQueries.statementId, statement.id));
  const ask = () => queryStatement(payee, { statementId: statement.id, line: 'gross', question: '与发票清单不符' });
  return { ...parties, db, ctx, clock, contract, payer, payee, file, statement, stateOf, queries, ask };
}

test('a report is questioned by a line, explained, and accepted; each side is told', async () => {
  const { payer, payee, statement, ask, queries, stateOf, db, companyFinance } = await makeWorld();
  expect((await ask()).state).toBe('queried');
  await expect(ask()).rejects.toMatchObject({ code: 'state_changed' });
  const told = await db.select().from(notices).where(eq(notices.userId, companyFinance.id));
  expect(told.map(({ kind }) => kind)).toContain('royalty.query');
  await answerStatement(payer, { statementId: statement.id, reply: '两张发票跨期开具' });
  expect(await queries()).toMatchObject([{ n: 1, line: 'gross', answer: 'explained', reply: '两张发票跨期开具' }]);
  expect(await stateOf()).toBe('filed');
  await ask();
  expect((await acceptStatement(payee, { statementId: statement.id })).state).toBe('accepted');
  expect((await queries()).map(({ answer }) => answer)).toEqual(['explained', 'accepted']);
});

test('a restated period answers the question, and only the difference falls due', async () => {
  const { file, ask, queries, stateOf } = await makeWorld();
  await ask();
  const restated = await file({ grossFen: 130_000_000n, isCorrection: true, note: '补报漏开的发票' });
  expect(restated).toMatchObject({ state: 'filed', dueFen: 300_000n });
  expect(await queries()).toMatchObject([{ answer: 'restated' }]);
  expect(await stateOf()).toBe('superseded');
});

test('a nil report, which owes nothing, can be questioned as well, and is settled again when it is explained', async () => {
  const { payer, statement, ask, stateOf } = await makeWorld({ grossFen: 0n, deductionsFen: [] });
  expect(statement.state).toBe('settled');
  await ask();
  expect(await stateOf()).toBe('queried');
  expect((await answerStatement(payer, { statementId: statement.id, reply: '停产检修' })).state).toBe('settled');
});

test('thirty days of silence accept a report; a question stops them', async () => {
  const silent = await makeWorld();
  const asked = await makeWorld();
  await asked.ask();
  for (const world of [silent, asked]) {
    world.clock.moveDays(31);
    await sweepDeadlines(world.ctx);
  }
  expect(await silent.stateOf()).toBe('accepted');
  expect(await asked.stateOf()).toBe('queried');
});

test('what counts as accepted is not questioned any more, paid or not; an answer begins its days anew', async () => {
  const world = await makeWorld({ grossFen: 0n, deductionsFen: [] });
  world.clock.moveDays(30);
  await world.ask();
  world.clock.moveDays(5);
  await answerStatement(world.payer, { statementId: world.statement.id, reply: '停产检修' });
  world.clock.moveDays(30);
  await world.ask();
  await answerStatement(world.payer, { statementId: world.statement.id, reply: '停产检修' });
  world.clock.moveDays(31);
  await expect(world.ask()).rejects.toMatchObject({ code: 'conflict' });
  expect(await world.stateOf()).toBe('settled');
});

test('who asked says of a paid or a nil report, once, that he accepts the answer', async () => {
  const { payer, payee, statement, ask, stateOf } = await makeWorld({ grossFen: 0n });
  const { id: statementId } = statement;
  await ask();
  await answerStatement(payer, { statementId, reply: '本期没有销售。' });
  expect(await stateOf()).toBe('settled');
  const clicks = await Promise.allSettled([1, 2, 3].map(() => acceptStatement(payee, { statementId })));
  expect(clicks.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: { state: 'settled' } }]);
  await expect(acceptStatement(payee, { statementId })).rejects.toMatchObject({ code: 'state_changed' });
  await expect(ask()).rejects.toMatchObject({ code: 'conflict' });
});

test('the licensor asks and accepts, the licensee answers; others know of no report', async () => {
  const world = await makeWorld();
  const { payer, payee, statement, ctx, unitApprover } = world;
  const { id: statementId } = statement;
  await expect(acceptStatement(payer, { statementId })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(answerStatement(payee, { statementId, reply: '说明' })).rejects.toMatchObject({ code: 'forbidden' });
  const approver = await asActor(ctx, unitApprover);
  await expect(acceptStatement(approver, { statementId })).rejects.toMatchObject({ code: 'forbidden' });
  const other = await makeWorld();
  await expect(acceptStatement(other.payee, { statementId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(queryStatement(payee, { statementId, line: 'deduction:9', question: '?' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'line',
  });
});

test('two people of the licensor who accept and ask at the same moment: one of them is heard', async () => {
  const { payee, ask, statement, stateOf } = await makeWorld();
  const both = await Promise.allSettled([acceptStatement(payee, { statementId: statement.id }), ask()]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(['accepted', 'queried']).toContain(await stateOf());
});

test('the page has the questions and who may go on, the desk the answer that is due', async () => {
  const { payer, payee, contract, ask, statement } = await makeWorld();
  await ask();
  const shown = await statementOf(payee, contract.id);
  expect(shown).toMatchObject({ mayJudge: true, mayAnswer: false, queries: [{ line: 'gross', answer: null }] });
  expect(await statementOf(payer, contract.id)).toMatchObject({ mayJudge: false, mayAnswer: true });
  const todo = (await listTodos(payer)).find(({ kind }) => kind === 'royalty.answer');
  expect(todo).toMatchObject({ isMine: true, href: `/desk/contracts/${contract.id}/statements` });
  expect(statement.state).toBe('filed');
});
