import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { newTerms } from '#app/domain/contract.ts';
import { addDays, type Day, dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, milestones, notices, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { makePerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import type { Context } from '../context.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { concedeMilestone, contestMilestone, disputeMilestone } from './dispute-milestone.server.ts';
import { endTerm } from './end-term.server.ts';
import { getVersion } from './own-contract.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

let db: Database;
let sql: Awaited<ReturnType<typeof testDatabase>>['sql'];
beforeAll(async () => {
  ({ db, sql } = await testDatabase());
});

const verified = async () => [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];

/** A milestone due once 1,500,000.00 are sold, when the first quarter can be reported. */
async function unreached(termYears = 5, capFen: bigint | null = null) {
  const [usual] = soundTerms().milestones;
  const world = await makePerformingContract(db, {
    royalty: { ...newTerms.royalty!, deductions: [], capFen },
    termYears,
    trial: { months: 3, extensionMonths: 0 },
    milestones: [{ ...usual!, trigger: 'sales_reached', triggerFen: 1_500_000_00n }],
  });
  const { talk, clock, milestoneId } = world;
  const report = async (period: string, grossFen: bigint, isCorrection = false) => {
    const given = { contractId: world.contractId, period, grossFen, deductionsFen: [], isCorrection, note: '更正' };
    return fileStatement(await talk.as('company', 'finance'), given);
  };
  const stone = async () => (await db.select().from(milestones).where(eq(milestones.id, milestoneId)))[0];
  const told = (kind: string) =>
    db.$count(notices, and(eq(notices.userId, talk.companyPeople.officer.id), eq(notices.kind, kind)));
  const milestoneClaims = async () =>
    (await obligationsOf({ db }, world.contractId)).filter(({ kind }) => kind === 'milestone');
  const claim = () => db.select().from(obligations).where(eq(obligations.subjectId, milestoneId));
  clock.moveDays(160);
  return { ...world, report, stone, told, claim, milestoneClaims };
}

/** The same, and 2,000,000.00 reported for the first quarter. */
async function reached() {
  const world = await unreached();
  await world.report('2027Q1', 2_000_000_00n);
  expect(await world.stone()).toMatchObject({ state: 'accepted' });
  return world;
}

test('a milestone that uses up the cap tells both once; freed by a correction and used up again, once more', async () => {
  // 60,000.00 of royalty and 300,000.00 of the milestone.
  const { report, told } = await unreached(5, 310_000_00n);
  expect(await report('2027Q1', 2_000_000_00n)).toMatchObject({ dueFen: 60_000_00n, capReached: true });
  expect(await told('royalty.cap')).toBe(1);
  expect(await report('2027Q1', 1_900_000_00n, true)).toMatchObject({ dueFen: 0n, capReached: true });
  expect(await told('royalty.cap')).toBe(1);
  expect(await report('2027Q1', 100_000_00n, true)).toMatchObject({ capReached: false });
  expect(await report('2027Q1', 2_000_000_00n, true)).toMatchObject({ capReached: true });
  expect(await told('royalty.cap')).toBe(2);
  expect(await verified()).toEqual([]);
});

test('a correction below the sales takes an unpaid claim back, and both are told', async () => {
  const { report, stone, told, milestoneClaims } = await reached();
  await report('2027Q1', 200_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'pending', acceptedAt: null });
  expect(await milestoneClaims()).toMatchObject([{ creditedFen: 300_000_00n, outstandingFen: 0n }]);
  expect([await told('milestone.take_back'), await told('credit.raise')]).toEqual([1, 2]);
  await report('2027Q1', 1_800_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'accepted' });
  expect(await milestoneClaims()).toMatchObject([{ outstandingFen: 0n }, { outstandingFen: 300_000_00n }]);
  expect(await verified()).toEqual([]);
});

test('what the licensee contests in person waits for a person, whatever words it was contested with', async () => {
  const { report, stone, talk, milestoneId } = await reached();
  const reason = '更正后的累计销售额没有达到约定';
  await contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason });
  await report('2027Q1', 1_900_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'frozen', disputedSide: 'licensee', disputeReason: reason });
});

test('of a claim that the licensee contests nothing is left to quarrel about once the sales are below it', async () => {
  const { report, stone, talk, milestoneId, milestoneClaims } = await reached();
  await contestMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '口径不符' });
  await report('2027Q1', 200_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'pending', disputedAt: null, disputeReason: null });
  expect(await milestoneClaims()).toMatchObject([{ outstandingFen: 0n }]);
  await report('2027Q1', 1_800_000_00n, true);
  expect(await milestoneClaims()).toMatchObject([{ outstandingFen: 0n }, { outstandingFen: 300_000_00n }]);
  expect(await stone()).toMatchObject({ state: 'accepted' });
  expect(await verified()).toEqual([]);
});

/** 1,000,000.00 sold in the first quarter, then the contract ends; what was sold in the second is not reported yet. */
async function endsBelow(end: (world: Awaited<ReturnType<typeof unreached>>) => Promise<unknown>) {
  const world = await unreached();
  await world.report('2027Q1', 1_000_000_00n);
  world.clock.moveDays(60);
  await end(world);
  world.clock.moveDays(60);
  return world;
}

test('sales of the time before a termination reach the milestone that it cancelled, reported however late', async () => {
  const { report, stone, told, clock, claim } = await endsBelow(async ({ talk, contractId, stone: own }) => {
    const given = { contractId, versionN: 1, ground: 'by_law', reason: '法律规定' } as const;
    await terminateContract(await talk.as('company', 'approver'), given);
    expect(await own()).toMatchObject({ state: 'cancelled' });
  });
  await report('2027Q2', 500_000_00n);
  expect(await stone()).toMatchObject({ state: 'accepted' });
  expect(await told('milestone.reach')).toBe(1);
  const [raised] = await claim();
  expect(raised?.dueOn).toBe(addDays(dayOf(clock.now()), 30));
  expect(await verifyClaims(sql)).toEqual([]);
});

test('sales below what was agreed leave it cancelled, and a report that reaches it twice charges once', async () => {
  const { report, stone, claim } = await endsBelow(async ({ talk, contractId }) => {
    const given = { contractId, versionN: 1, ground: 'by_law', reason: '法律规定' } as const;
    await terminateContract(await talk.as('company', 'approver'), given);
  });
  await report('2027Q2', 499_999_99n);
  expect(await stone()).toMatchObject({ state: 'cancelled' });
  await report('2027Q2', 500_000_00n, true);
  await report('2027Q2', 900_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'accepted' });
  expect(await claim()).toHaveLength(1);
});

test('the last period of the term is reported after it, and reaches the milestone all the same', async () => {
  const { report, stone, clock, ctx, contractId } = await unreached(1);
  await report('2027Q1', 200_000_00n);
  clock.moveDays(91);
  await report('2027Q2', 200_000_00n);
  clock.moveDays(130);
  await endTerm(ctx, contractId);
  expect(await stone()).toMatchObject({ state: 'cancelled' });
  await report('2027Q3', 1_000_000_00n);
  await report('2027Q4', 200_000_00n);
  expect(await stone()).toMatchObject({ state: 'accepted' });
});

const quarter = (on: Day, period: string, grossFen: bigint): ContractFact => ({
  kind: 'statement',
  on,
  period,
  lines: grossFen === 0n ? [] : [{ product: '', grossFen, by: 'licensee' }],
  deductions: [],
  isEstimate: false,
});

/** Keys of the milestones that the tool charges by these facts of a contract whose trial was converted. */
async function computed(
  contractId: string,
  ctx: Context,
  facts: readonly ContractFact[],
  asOf: Day,
): Promise<string[]> {
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  const terms = termsFromJson((await getVersion(ctx, contractId, 1)).data.terms);
  const signedOn = dayOf(contract!.signedAt!);
  const course: ContractFact[] = [
    { kind: 'signed', on: signedOn },
    { kind: 'delivered', on: signedOn },
    { kind: 'trial_decision', on: addDays(signedOn, 80), decision: 'convert' },
  ];
  const { obligations: found } = computeContract(terms, [...course, ...facts], { asOf });
  return found.map(({ key }) => key).filter((key) => key.startsWith('milestone'));
}

test('what was over in a dispute and ended with the contract is not charged by a report of nothing, platform and tool alike', async () => {
  const { report, stone, told, claim, talk, ctx, clock, contractId, milestoneId } = await unreached();
  const evidence = await receivedPdf(ctx, '销售证明.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '已达到', evidence });
  await disputeMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '不认可' });
  await report('2027Q1', 2_000_000_00n);
  expect(await stone()).toMatchObject({ state: 'disputed' });
  const overOn = dayOf(clock.now());
  clock.moveDays(60);
  const given = { contractId, versionN: 1, ground: 'by_law', reason: '法律规定' } as const;
  await terminateContract(await talk.as('company', 'approver'), given);
  const endedOn = dayOf(clock.now());
  clock.moveDays(60);
  await report('2027Q2', 0n);
  expect(await stone()).toMatchObject({ state: 'cancelled' });
  expect([await told('milestone.reach'), await claim()]).toEqual([0, []]);
  expect(await verifyClaims(sql)).toEqual([]);

  const facts: ContractFact[] = [
    { kind: 'milestone_submitted', on: overOn, milestone: 1 },
    { kind: 'milestone_disputed', on: overOn, milestone: 1 },
    quarter(overOn, '2027Q1', 2_000_000_00n),
    { kind: 'termination', on: endedOn },
    quarter(dayOf(clock.now()), '2027Q2', 0n),
  ];
  expect(await computed(contractId, ctx, facts, dayOf(clock.now()))).toEqual([]);
});

test('what the licensor conceded although the sales were there is charged by no later report, platform and tool alike', async () => {
  const { report, stone, told, claim, talk, ctx, clock, contractId, milestoneId } = await unreached();
  const hand = async () => {
    const evidence = await receivedPdf(ctx, '销售证明.pdf');
    await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '已达到', evidence });
  };
  await hand();
  await disputeMilestone(await talk.as('company', 'officer'), { milestoneId, reason: '不认可' });
  const overOn = dayOf(clock.now());
  await report('2027Q1', 2_000_000_00n);
  clock.moveDays(10);
  await concedeMilestone(await talk.as('unit', 'officer'), { milestoneId, reason: '口径不符，未成就' });
  const concededOn = dayOf(clock.now());
  clock.moveDays(81);
  await report('2027Q2', 500_000_00n);
  expect(await stone()).toMatchObject({ state: 'rejected' });
  expect([await told('milestone.reach'), await claim()]).toEqual([0, []]);
  const secondOn = dayOf(clock.now());
  const facts: ContractFact[] = [
    { kind: 'milestone_submitted', on: overOn, milestone: 1 },
    { kind: 'milestone_disputed', on: overOn, milestone: 1 },
    quarter(overOn, '2027Q1', 2_000_000_00n),
    { kind: 'milestone_rejected', on: concededOn, milestone: 1 },
    quarter(secondOn, '2027Q2', 500_000_00n),
  ];
  expect(await computed(contractId, ctx, facts, secondOn)).toEqual([]);

  // Handed in again, it waits for its answer; sales that fall below and rise again reach it.
  await hand();
  await report('2027Q2', 600_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'submitted' });
  expect(await claim()).toEqual([]);
  await report('2027Q1', 100_000_00n, true);
  clock.moveDays(1);
  await report('2027Q1', 2_000_000_00n, true);
  expect(await stone()).toMatchObject({ state: 'accepted' });
  expect(await claim()).toHaveLength(1);
  expect(await verifyClaims(sql)).toEqual([]);
});
