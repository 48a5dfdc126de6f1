import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { achievementPeople, notices } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { makePaper } from '#seeds/make-state-papers.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { counterContract } from '../contracts/counter-contract.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { paperOfDecision } from '../papers/decision-paper.server.ts';
import { answerPriority } from './answer-priority.server.ts';
import { askCompleters } from './ask-completers.server.ts';
import { lapseClaim } from './lapse-claim.server.ts';
import { priorityPage } from './queries.server.ts';
import { recordPriorityPaper } from './record-priority-paper.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** An assignment that lies open for signing; of its two completers one has an account. */
async function assignment(kind: 'transfer' | 'licence' = 'transfer') {
  const clock = testClock();
  const talk = await makeTalkingDeal(makeContext(db, { now: clock.now }), { unit: { isStateEstablished: false } });
  const { achievementId } = talk.deal;
  await db.delete(achievementPeople).where(eq(achievementPeople.achievementId, achievementId));
  await db.insert(achievementPeople).values([
    { achievementId, userId: talk.unitPeople.inventor.id, name: '鲁松砚', position: 1, sharePpm: 600_000 },
    { achievementId, name: '党菽禾', position: 2, sharePpm: 400_000 },
  ]);
  const terms = soundTerms(kind === 'transfer' ? { kind, trial: { months: 0, extensionMonths: 0 } } : {});
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms });
  const deed = { contractId, versionN: 1 };
  await agreeContract(await talk.as('company', 'officer'), deed);
  const sign = async (side: 'unit' | 'company' = 'unit', versionN = 1) =>
    codeOf(signContract(await talk.as(side, 'approver'), { contractId, versionN }));
  const ask = async () => askCompleters(await talk.as('unit', 'officer'), deed);
  const answer = async (word: 'waives' | 'claims') =>
    answerPriority(await talk.as('unit', 'inventor'), { ...deed, word });
  const paper = async (name: string, word: 'waives' | 'claims') => {
    const officer = await talk.as('unit', 'officer');
    return recordPriorityPaper(officer, { ...deed, name, word, paper: await makePaper(officer, '答复') });
  };
  const lapse = async (role: 'approver' | 'officer' = 'approver') => {
    const by = await talk.as('unit', role);
    const reason = '三月两次书面提出同等条件，他没有签。';
    return lapseClaim(by, { ...deed, name: '鲁松砚', reason, paper: await makePaper(by, '通知') });
  };
  return { clock, talk, deed, terms, sign, ask, answer, paper, lapse };
}

test('Civil Code art. 847: asked, both sides wait until each completer answered: one on his account, one on paper', async () => {
  const { talk, sign, ask, answer, paper } = await assignment();
  await ask();
  expect(await codeOf(ask())).toBe('state_changed');
  expect([await sign('unit'), await sign('company')]).toEqual(['invalid', 'invalid']);
  const waits = async (side: 'unit' | 'company') =>
    (await listTodos(await talk.as(side, 'approver'))).map(({ kind }) => kind);
  expect([await waits('unit'), await waits('company')]).toEqual([
    ['contract.await_priority'],
    ['contract.await_priority'],
  ]);
  const told = and(eq(notices.userId, talk.unitPeople.inventor.id), eq(notices.kind, 'contract.ask_completers'));
  expect(await db.$count(notices, told)).toBe(1);
  const todos = async () => (await listTodos(await talk.as('unit', 'inventor'))).map(({ kind }) => kind);
  expect(await todos()).toContain('contract.answer_priority');
  await answer('waives');
  expect(await todos()).not.toContain('contract.answer_priority');
  expect(await codeOf(answer('claims'))).toBe('state_changed');
  expect(await sign()).toBe('invalid');
  await paper('党菽禾', 'waives');
  expect(await waits('company')).toEqual(['contract.sign']);
  expect([await sign('unit'), await sign('company')]).toEqual(['done', 'done']);
});

test('silence on an account waives after the last day, when nobody claims any more; without one a paper shows that he was asked', async () => {
  const { clock, sign, ask, answer, paper } = await assignment();
  await ask();
  clock.moveDays(16);
  expect(await codeOf(answer('claims'))).toBe('invalid');
  expect(await codeOf(paper('党菽禾', 'claims'))).toBe('invalid');
  expect(await sign()).toBe('invalid');
  await paper('党菽禾', 'waives');
  expect(await sign()).toBe('done');
});

test('a claim blocks both sides until he takes it back himself; no paper of the unit speaks for who has an account', async () => {
  const { clock, talk, deed, sign, ask, answer, paper } = await assignment();
  await ask();
  expect(await codeOf(paper('鲁松砚', 'waives'))).toBe('invalid');
  await paper('党菽禾', 'waives');
  await answer('claims');
  const kinds = async (side: 'unit' | 'company') =>
    (await listTodos(await talk.as(side, 'approver'))).map(({ kind, isMine }) => [kind, isMine]);
  expect(await kinds('unit')).toContainEqual(['contract.settle_priority', true]);
  expect(await kinds('company')).toContainEqual(['contract.await_priority', false]);
  clock.moveDays(40);
  expect([await sign('unit'), await sign('company')]).toEqual(['invalid', 'invalid']);
  expect(await codeOf(paper('鲁松砚', 'waives'))).toBe('invalid');
  await answer('waives');
  // What he said before stays readable.
  const { earlier } = await priorityPage(await talk.as('unit', 'officer'), deed.contractId);
  expect(earlier).toMatchObject([{ name: '鲁松砚', word: 'claims' }]);
  expect(await sign()).toBe('done');
});

test('a claim that came to no contract lapses by the approver, with a paper, after its days; never by the officer alone', async () => {
  const { clock, talk, sign, ask, answer, paper, lapse } = await assignment();
  await ask();
  await paper('党菽禾', 'waives');
  expect(await codeOf(lapse())).toBe('state_changed');
  await answer('claims');
  clock.moveDays(15);
  expect(await codeOf(lapse())).toBe('invalid');
  clock.moveDays(1);
  expect(await codeOf(lapse('officer'))).toBe('forbidden');
  await lapse();
  const told = and(eq(notices.userId, talk.unitPeople.inventor.id), eq(notices.kind, 'contract.priority_paper'));
  expect(await db.$count(notices, told)).toBe(1);
  expect(await codeOf(answer('claims'))).toBe('state_changed');
  expect(await sign()).toBe('done');
});

test('another version is asked about anew; a claim goes over to it, whatever the record says of its maker by then', async () => {
  const { talk, deed, terms, sign, ask, answer } = await assignment();
  await ask();
  await answer('claims');
  const { contractId } = deed;
  const countered = { contractId, versionN: 1, terms: { ...terms, territory: '宁夏回族自治区' } };
  await counterContract(await talk.as('company', 'officer'), countered);
  const second = { contractId, versionN: 2 };
  await agreeContract(await talk.as('unit', 'officer'), second);
  expect(await sign('unit', 2)).toBe('invalid');
  const { achievementId } = talk.deal;
  const his = and(eq(achievementPeople.achievementId, achievementId), eq(achievementPeople.name, '鲁松砚'));
  await db.update(achievementPeople).set({ userId: null, name: '另一人' }).where(his);
  const officer = await talk.as('unit', 'officer');
  await askCompleters(officer, second);
  const { people } = await priorityPage(officer, contractId);
  expect(people).toMatchObject([
    { name: '另一人', last: null },
    { name: '党菽禾', last: null },
    { name: '鲁松砚', last: { word: 'claims' } },
  ]);
  const waive = async (name: string) =>
    codeOf(recordPriorityPaper(officer, { ...second, name, word: 'waives', paper: await makePaper(officer, '答复') }));
  expect(await waive('鲁松砚')).toBe('invalid');
  expect([await waive('另一人'), await waive('党菽禾')]).toEqual(['done', 'done']);
  expect(await sign('unit', 2)).toBe('invalid');
  await db
    .update(achievementPeople)
    .set({ userId: talk.unitPeople.inventor.id, name: '鲁松砚' })
    .where(eq(achievementPeople.name, '另一人'));
  await answerPriority(await talk.as('unit', 'inventor'), { ...second, word: 'waives' });
  expect(await sign('unit', 2)).toBe('done');
});

test('nobody asked: signing is not blocked, and the decision file says so; asked, it names each answer', async () => {
  const unasked = await assignment();
  const rows = async ({ talk, deed }: typeof unasked) =>
    JSON.stringify((await paperOfDecision(await talk.as('unit', 'officer'), deed.contractId)).blocks);
  expect(await rows(unasked)).toContain('没有征询完成人');
  expect(await unasked.sign()).toBe('done');
  const asked = await assignment();
  await asked.ask();
  await asked.answer('waives');
  expect(await rows(asked)).toMatch(/鲁松砚","[^"]*放弃优先受让/u);
  expect(await rows(asked)).toMatch(/党菽禾","没有答复/u);
});

test('a licence asks nobody; the buyer, strangers and colleagues who completed nothing have no word', async () => {
  const licence = await assignment('licence');
  expect(await codeOf(licence.ask())).toBe('state_changed');
  const { talk, deed, ask } = await assignment();
  const by = async (side: 'unit' | 'company', role: 'officer' | 'finance' | 'approver' | 'inventor') =>
    codeOf(askCompleters(await talk.as(side, role), deed));
  expect(await by('company', 'officer')).toBe('forbidden');
  expect(await by('unit', 'finance')).toBe('forbidden');
  await ask();
  expect(await codeOf(priorityPage(await talk.as('company', 'officer'), deed.contractId))).toBe('forbidden');
  expect(await codeOf(answerPriority(await talk.as('unit', 'approver'), { ...deed, word: 'waives' }))).toBe(
    'forbidden',
  );
  const other = await licence.talk.as('unit', 'officer');
  expect(await codeOf(priorityPage(other, deed.contractId))).toBe('not_found');
});

test('two words in the same second: one is kept; his paper is read by him and by who decides, by nobody else', async () => {
  const { talk, deed, ask, answer, paper } = await assignment();
  await ask();
  const both = await Promise.all([codeOf(answer('claims')), codeOf(answer('waives'))]);
  expect(both.filter((code) => code === 'done').length).toBeGreaterThan(0);
  const { people } = await priorityPage(await talk.as('unit', 'inventor'), deed.contractId);
  expect(people[0]?.last).not.toBe(null);
  await paper('党菽禾', 'waives');
  const kept = (await priorityPage(await talk.as('unit', 'officer'), deed.contractId)).people[1]?.last?.fileId ?? '';
  expect(await codeOf(getFile(await talk.as('unit', 'approver'), kept))).toBe('done');
  expect(await codeOf(getFile(await talk.as('unit', 'inventor'), kept))).toBe('not_found');
  expect(await codeOf(getFile(await talk.as('company', 'approver'), kept))).toBe('not_found');
});
