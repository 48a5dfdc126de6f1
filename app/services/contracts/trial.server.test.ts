import { and, asc, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contractDeclarations, contracts, deadlines, milestones, notices, trials } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makePerformingContract, type PerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { inTransaction } from '../context.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { sendBackDelivery, takeOverDelivery } from './answer-delivery.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { askOtherSide } from './ask-other-side.server.ts';
import { convertTrial, exitTrial } from './decide-trial.server.ts';
import { answerTrialReport, fileTrialReport } from './file-trial-report.server.ts';
import { handInDelivery } from './hand-in-delivery.server.ts';
import { resumeContract } from './resume-contract.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { goOnTrial } from './pass-trial.server.ts';
import { lockContract } from './own-contract.server.ts';
import { trialPage } from './trial-queries.server.ts';
import { suspendContract } from './suspend-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const terms = { trial: { months: 6, extensionMonths: 3 }, deliverables: ['工艺包', '样品'] };
const trialOf = async ({ contractId }: PerformingContract) =>
  (await db.select().from(trials).where(eq(trials.contractId, contractId)))[0];
const stateOf = async ({ contractId }: PerformingContract) =>
  (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]?.state;
const openDeadlines = async ({ contractId }: PerformingContract) =>
  (
    await db
      .select()
      .from(deadlines)
      .where(and(eq(deadlines.subjectId, contractId), eq(deadlines.subjectType, 'trial'), isNull(deadlines.doneAt)))
  )
    .map((row) => row.kind)
    .toSorted();

async function delivered(): Promise<PerformingContract> {
  const world = await makePerformingContract(db, terms);
  const { contractId } = world;
  await handInDelivery(await world.talk.as('unit', 'officer'), { contractId, items: [0, 1], note: '' });
  await takeOverDelivery(await world.talk.as('company', 'officer'), { contractId });
  return world;
}

describe('delivery', () => {
  test('is awaited from signing; the trial begins with its acceptance and not before', async () => {
    const world = await makePerformingContract(db, terms);
    const { contractId } = world;
    expect(await trialOf(world)).toMatchObject({ state: 'delivering', startsOn: null });
    expect(await openDeadlines(world)).toEqual(['deliver']);
    world.clock.moveDays(20);
    await handInDelivery(await world.talk.as('unit', 'officer'), { contractId, items: [0], note: '先交工艺包' });
    expect(await openDeadlines(world)).toEqual(['inspect']);
    const company = await world.talk.as('company', 'officer');
    await sendBackDelivery(company, { contractId, reason: '缺样品' });
    expect(await openDeadlines(world)).toEqual(['deliver']);
    await handInDelivery(await world.talk.as('unit', 'officer'), { contractId, items: [0, 1], note: '' });
    await takeOverDelivery(company, { contractId });
    expect(await trialOf(world)).toMatchObject({
      state: 'running',
      startsOn: '2026-11-22',
      endsOn: '2027-05-21',
      decideBy: '2027-05-31',
    });
    expect(await openDeadlines(world)).toEqual(['end', 'report']);
  });

  test("names at least one agreed item, is the licensor's, and is answered once", async () => {
    const world = await makePerformingContract(db, terms);
    const { contractId } = world;
    const unit = await world.talk.as('unit', 'officer');
    const company = await world.talk.as('company', 'officer');
    expect(await codeOf(handInDelivery(unit, { contractId, items: [7], note: '' }))).toBe('invalid');
    expect(await codeOf(handInDelivery(company, { contractId, items: [0], note: '' }))).toBe('forbidden');
    await handInDelivery(unit, { contractId, items: [0], note: '' });
    const answers = await Promise.all([
      codeOf(takeOverDelivery(company, { contractId })),
      codeOf(sendBackDelivery(company, { contractId, reason: '缺样品' })),
    ]);
    expect(answers.toSorted()).toEqual(['done', 'state_changed']);
  });

  test('strangers and wrong roles', async () => {
    const world = await makePerformingContract(db, terms);
    const other = await makeOrganisation(db, { kind: 'university' });
    const stranger = await asActor(world.ctx, await makePerson(db, other, ['officer']));
    const deed = { contractId: world.contractId, items: [0], note: '' };
    expect(await codeOf(handInDelivery(stranger, deed))).toBe('not_found');
    expect(await codeOf(handInDelivery(await world.talk.as('unit', 'finance'), deed))).toBe('forbidden');
  });
});

describe('the decision on a trial', () => {
  test('to convert ends it that day and leaves the contract in performance', async () => {
    const world = await delivered();
    world.clock.moveDays(100);
    await convertTrial(await world.talk.as('company', 'approver'), { contractId: world.contractId });
    const today = dayOf(world.clock.now());
    expect(await trialOf(world)).toMatchObject({ state: 'converted', decidedHow: 'notice', endsOn: today });
    expect(await stateOf(world)).toBe('performing');
    expect(await openDeadlines(world)).toEqual([]);
  });

  test('names before it is made the day from which revenue will count, within the trial and after it', async () => {
    for (const days of [100, 183]) {
      const world = await delivered();
      const { contractId } = world;
      world.clock.moveDays(days);
      await sweepDeadlines(world.ctx);
      const approver = await world.talk.as('company', 'approver');
      const { firstPeriod } = await trialPage(approver, contractId);
      await convertTrial(approver, { contractId });
      const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
      const { periods } = await getRoyaltyAccount(world.ctx, contract!);
      expect(firstPeriod).toEqual({ startOn: periods[0]?.startOn, reportDueOn: periods[0]?.reportDueOn });
      const endsOn = (await trialOf(world))?.endsOn ?? '';
      expect(firstPeriod?.startOn).toBe(addDays(endsOn, 1));
      expect(endsOn === dayOf(world.clock.now())).toBe(days === 100);
    }
  });

  test('to leave terminates the contract, with a fresh second factor; the data is still owed', async () => {
    const world = await delivered();
    const { contractId } = world;
    const stale = await asActor(world.ctx, world.talk.companyPeople.approver);
    const exit = { contractId, reason: '指标没有达到' };
    expect(await codeOf(exitTrial(stale, exit))).toBe('proof_required');
    expect(await codeOf(exitTrial(await world.talk.as('unit', 'approver'), exit))).toBe('forbidden');
    await exitTrial(await world.talk.as('company', 'approver'), exit);
    expect(await stateOf(world)).toBe('terminated');
    expect(await openDeadlines(world)).toEqual(['data']);
    const rows = await db.select().from(milestones).where(eq(milestones.contractId, contractId));
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['cancelled']));
    await fileTrialReport(await world.talk.as('company', 'officer'), {
      contractId,
      conclusion: 'missed',
      findings: '运行 60 天，回收率 91%。',
    });
    expect(await openDeadlines(world)).toEqual([]);
  });

  test('two at once: one wins', async () => {
    const world = await delivered();
    const approver = await world.talk.as('company', 'approver');
    const both = await Promise.all([
      codeOf(convertTrial(approver, world)),
      codeOf(exitTrial(approver, { contractId: world.contractId, reason: '不合适' })),
    ]);
    expect(both.toSorted()).toEqual(['done', 'state_changed']);
  });

  test('silence through the agreed days is exit from the day on which they ended, however late the sweep is', async () => {
    const world = await delivered();
    world.clock.moveDays(181);
    await sweepDeadlines(world.ctx);
    expect(await trialOf(world)).toMatchObject({ state: 'deciding', decideBy: '2027-05-11' });
    expect(await openDeadlines(world)).toEqual(['decide', 'report']);
    world.clock.moveDays(20);
    await sweepDeadlines(world.ctx);
    await sweepDeadlines(world.ctx);
    expect(await trialOf(world)).toMatchObject({ state: 'exited', decidedHow: 'silence', decidedOn: '2027-05-11' });
    expect(await stateOf(world)).toBe('terminated');
    const declared = await db
      .select()
      .from(contractDeclarations)
      .where(eq(contractDeclarations.contractId, world.contractId));
    expect(declared).toMatchObject([
      { event: 'terminate', ground: 'trial_silence', declaredBy: null, effectiveOn: '2027-05-11' },
    ]);
  });

  test('an undelivered contract is never left by silence', async () => {
    const world = await makePerformingContract(db, terms);
    world.clock.moveDays(400);
    await sweepDeadlines(world.ctx);
    expect(await trialOf(world)).toMatchObject({ state: 'delivering' });
    expect(await stateOf(world)).toBe('performing');
  });

  test('who accepts a milestone after the trial goes on with the contract', async () => {
    const world = await delivered();
    world.clock.moveDays(185);
    const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
    await submitMilestone(await world.talk.as('unit', 'officer'), {
      milestoneId: world.milestoneId,
      note: '',
      evidence,
    });
    // The licensor alone cannot bring the licensee out of the trial.
    expect(await trialOf(world)).toMatchObject({ state: 'running' });
    await acceptMilestone(await world.talk.as('company', 'officer'), { milestoneId: world.milestoneId });
    expect(await trialOf(world)).toMatchObject({ state: 'converted', decidedHow: 'conduct' });
  });

  test('after the last day to decide nobody goes on, though the sweep has not come by: silence was exit', async () => {
    const world = await delivered();
    const { milestoneId, contractId } = world;
    world.clock.moveDays(185);
    const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
    await submitMilestone(await world.talk.as('unit', 'officer'), { milestoneId, note: '', evidence });
    world.clock.moveDays(10);
    const accepted = acceptMilestone(await world.talk.as('company', 'officer'), { milestoneId });
    expect(await codeOf(accepted)).toBe('state_changed');
    const report = { contractId, period: '2027Q2', grossFen: 0n, deductionsFen: [] };
    expect(await codeOf(fileStatement(await world.talk.as('company', 'finance'), report))).toBe('state_changed');
    await sweepDeadlines(world.ctx);
    expect(await trialOf(world)).toMatchObject({ state: 'exited', decidedHow: 'silence' });
    expect(await stateOf(world)).toBe('terminated');
  });
});

describe('a longer trial', () => {
  const ask = ({ contractId }: PerformingContract) =>
    ({ contractId, versionN: 1, ground: 'by_terms', reason: '冬季工况还没有验证，需要多试三个月' }) as const;
  const lastAsked = async ({ contractId }: PerformingContract) =>
    (
      await db
        .select()
        .from(contractDeclarations)
        .where(and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, 'extend_trial')))
    ).at(-1);

  test('needs the word of both, moves the days, and is agreed once', async () => {
    const world = await delivered();
    const { contractId } = world;
    const company = await world.talk.as('company', 'approver');
    const unit = await world.talk.as('unit', 'approver');
    await askOtherSide(company, 'extend_trial', ask(world));
    expect(await codeOf(askOtherSide(unit, 'extend_trial', ask(world)))).toBe('duplicate');
    const declarationId = (await lastAsked(world))?.id ?? '';
    const yes = { contractId, declarationId, answer: 'accepted' } as const;
    expect(await codeOf(answerDeclaration(company, yes))).toBe('forbidden');
    const both = await Promise.all([codeOf(answerDeclaration(unit, yes)), codeOf(answerDeclaration(unit, yes))]);
    expect(both.toSorted()).toEqual(['done', 'state_changed']);
    expect(await trialOf(world)).toMatchObject({ state: 'running', endsOn: '2027-08-01', decideBy: '2027-08-11' });
    expect(await codeOf(askOtherSide(company, 'extend_trial', ask(world)))).toBe('invalid');
  });

  test('a refusal changes nothing', async () => {
    const world = await delivered();
    await askOtherSide(await world.talk.as('company', 'approver'), 'extend_trial', ask(world));
    const declarationId = (await lastAsked(world))?.id ?? '';
    await answerDeclaration(await world.talk.as('unit', 'approver'), {
      contractId: world.contractId,
      declarationId,
      answer: 'refused',
      reason: '数据已经够了',
    });
    expect(await trialOf(world)).toMatchObject({ endsOn: '2027-05-01', extendedOn: null });
  });
});

test('a suspended contract lets its trial stand still and gives the days back', async () => {
  const world = await delivered();
  const { contractId } = world;
  const unit = await world.talk.as('unit', 'approver');
  await suspendContract(unit, {
    contractId,
    versionN: 1,
    ground: 'rights_changed',
    reason: '专利年费补缴中，暂停履行',
  });
  world.clock.moveDays(300);
  await sweepDeadlines(world.ctx);
  expect(await trialOf(world)).toMatchObject({ state: 'running' });
  // A report filed meanwhile is no conduct after a trial that has not ended.
  await inTransaction(world.ctx, async (tx) => goOnTrial(tx, await lockContract(tx, contractId)));
  expect(await trialOf(world)).toMatchObject({ state: 'running' });
  await resumeContract(await world.talk.as('unit', 'approver'), {
    contractId,
    versionN: 1,
    ground: 'cause_gone',
    reason: '年费已缴，权利恢复',
  });
  expect(await trialOf(world)).toMatchObject({ state: 'running', endsOn: '2028-02-25' });
});

test("the evaluation report is one side's, and the other says yes or why not, once", async () => {
  const world = await delivered();
  const { contractId } = world;
  const report = { contractId, conclusion: 'reached', findings: '三批料回收率 97.2%、97.5%、97.1%。' } as const;
  const company = await world.talk.as('company', 'officer');
  const unit = await world.talk.as('unit', 'officer');
  await fileTrialReport(company, report);
  expect(await openDeadlines(world)).toEqual(['end']);
  const answer = { contractId, n: 1, isConfirmed: false, remark: '' };
  expect(await codeOf(answerTrialReport(company, { ...answer, isConfirmed: true }))).toBe('forbidden');
  expect(await codeOf(answerTrialReport(unit, answer))).toBe('invalid');
  expect(await codeOf(answerTrialReport(unit, { ...answer, remark: '第三批取样少' }))).toBe('done');
  expect(await codeOf(answerTrialReport(unit, { ...answer, isConfirmed: true }))).toBe('state_changed');
});

test('who must act is reminded before and after, once, and nobody of what is done', async () => {
  const world = await makePerformingContract(db, terms);
  const told = async () =>
    (
      await db
        .select()
        .from(notices)
        .where(eq(notices.userId, world.talk.unitPeople.officer.id))
        .orderBy(asc(notices.createdAt))
    )
      .filter(({ kind }) => kind.startsWith('deadline.'))
      .map(({ kind, params }) => `${kind} ${params.due}`);
  world.clock.moveDays(22);
  await sweepDeadlines(world.ctx);
  expect(await told()).toEqual([]);
  world.clock.moveDays(1);
  await Promise.all([sweepDeadlines(world.ctx), sweepDeadlines(world.ctx)]);
  expect(await told()).toEqual(['deadline.soon trial.deliver']);
  world.clock.moveDays(20);
  await sweepDeadlines(world.ctx);
  expect(await told()).toEqual(['deadline.soon trial.deliver', 'deadline.late trial.deliver']);
  await handInDelivery(await world.talk.as('unit', 'officer'), { contractId: world.contractId, items: [0], note: '' });
  world.clock.moveDays(60);
  await sweepDeadlines(world.ctx);
  expect(await told()).toEqual(['deadline.soon trial.deliver', 'deadline.late trial.deliver']);
});
