import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import { newTerms } from '#app/domain/contract.ts';
import { inTransaction } from '#app/services/context.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import {
  auditLines,
  calendarDays,
  contracts,
  deadlines,
  milestones,
  obligations,
  royaltyStatements,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { fileStatement, type StatementInput } from './file-statement.server.ts';
import { statementOf } from './queries.server.ts';
import { raiseMinimum } from './raise-minimum.server.ts';
import { statementPage } from './statement-page.server.ts';

/** Signed on 2025-01-24 with a year of trial: reports begin with 2026Q1, and it is 2026-11-21. */
async function makeWorld(
  given: { royalty?: Partial<RoyaltyTerms>; chargedFen?: bigint; termYears?: number; restDays?: 'move' } = {},
) {
  const { db } = await testDatabase();
  const ctx = makeContext(db);
  const parties = await makeParties(db);
  const royalty = { ...newTerms.royalty!, ...given.royalty };
  const amountFen = given.chargedFen ?? 30_000_000n;
  const { termYears = newTerms.termYears } = given;
  const { restDays } = given;
  const terms = { milestones: [milestoneTerms({ amountFen })], royalty, termYears, ...(restDays && { restDays }) };
  const { contract, milestones } = await makeSignedContract(db, parties, { terms });
  if (given.chargedFen !== undefined) {
    const claim = { contract, kind: 'milestone' as const, subjectId: milestones[0]!.id, label: '里程碑 1', amountFen };
    await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, dueOn: '2026-01-31' }));
  }
  const finance = await asActor(ctx, parties.companyFinance);
  const file = (input: Partial<StatementInput> = {}) =>
    fileStatement(finance, {
      contractId: contract.id,
      period: '2026Q1',
      grossFen: 120_000_000n,
      deductionsFen: [20_000_000n],
      ...input,
    });
  return { ...parties, db, ctx, contract, file };
}

const claimsOf = async (contractId: string) => {
  const { db } = await testDatabase();
  return db
    .select()
    .from(obligations)
    .where(and(eq(obligations.contractId, contractId), eq(obligations.kind, 'royalty')));
};

test('1,200,000.00 less 200,000.00 at 3 % makes 30,000.00 due 30 days after it is filed', async () => {
  const { file, contract, company, unit } = await makeWorld();
  const statement = await file();
  expect(statement).toMatchObject({ baseFen: 100_000_000n, dueFen: 3_000_000n, capReached: false, state: 'filed' });
  const [claim, ...more] = await claimsOf(contract.id);
  expect(more).toEqual([]);
  expect(claim).toMatchObject({
    amountFen: 3_000_000n,
    dueOn: '2026-12-21',
    payerOrgId: company.id,
    payeeOrgId: unit.id,
  });
  const { sql } = await testDatabase();
  expect(await verifyLedger(sql)).toEqual([]);
});

test('with 490,000.00 of a cap of 500,000.00 used, 10,000.00 is due and the cap is reported as reached', async () => {
  const { file, contract, db } = await makeWorld({ royalty: { capFen: 50_000_000n }, chargedFen: 49_000_000n });
  expect(await file()).toMatchObject({ beforeCapFen: 3_000_000n, dueFen: 1_000_000n, capReached: true });
  const later = await file({ period: '2026Q2' });
  expect(later).toMatchObject({ dueFen: 0n, capReached: true, state: 'settled' });
  expect((await claimsOf(contract.id)).map((claim) => claim.amountFen)).toEqual([1_000_000n]);
  const reached = and(eq(auditLines.subjectId, contract.id), eq(auditLines.deed, 'royalty.cap_reached'));
  expect(await db.$count(auditLines, reached)).toBe(1);
});

test('two statements of one period at the same moment: one is filed, the cap holds', async () => {
  const { file, contract } = await makeWorld({ royalty: { capFen: 50_000_000n }, chargedFen: 49_000_000n });
  const both = await Promise.allSettled([file(), file()]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'duplicate' });
  expect((await claimsOf(contract.id)).map((claim) => claim.amountFen)).toEqual([1_000_000n]);
});

test('two periods at the same moment under one cap never charge more than the cap', async () => {
  const { file, contract } = await makeWorld({ royalty: { capFen: 50_000_000n }, chargedFen: 49_000_000n });
  await file({ grossFen: 0n, deductionsFen: [] });
  await Promise.allSettled([file({ period: '2026Q2' }), file({ period: '2026Q3' }), file({ period: '2026Q3' })]);
  const total = (await claimsOf(contract.id)).reduce((sum, claim) => sum + claim.amountFen, 0n);
  expect(total).toBe(1_000_000n);
});

test('the same form sent twice files once', async () => {
  const { file, db, contract } = await makeWorld();
  const key = randomUUID();
  const [one, two] = await Promise.all([file({ key }), file({ key })]);
  expect(two.id).toBe(one.id);
  expect(await db.$count(royaltyStatements, eq(royaltyStatements.contractId, contract.id))).toBe(1);
});

test('a period without sales is reported, owes nothing and moves the next report on', async () => {
  const { file, contract, db } = await makeWorld();
  expect(await file({ grossFen: 0n, deductionsFen: [] })).toMatchObject({ dueFen: 0n, state: 'settled' });
  expect(await claimsOf(contract.id)).toEqual([]);
  const [next] = await db.select().from(deadlines).where(eq(deadlines.subjectId, contract.id));
  // 2026Q2 ends on June 30; 30 days to report.
  expect(next?.dueAt.toISOString()).toBe('2026-07-30T15:59:59.999Z');
});

test('periods follow each other, and none is reported before it has ended', async () => {
  const { file } = await makeWorld();
  await expect(file({ period: '2026Q2' })).rejects.toMatchObject({ code: 'state_changed' });
  await file();
  await file({ period: '2026Q2' });
  await file({ period: '2026Q3' });
  await expect(file({ period: '2026Q4' })).rejects.toMatchObject({ code: 'invalid' });
});

test('what was not agreed cannot be taken off', async () => {
  const { file } = await makeWorld({ royalty: { deductions: [] } });
  await expect(file()).rejects.toMatchObject({ code: 'invalid', field: 'deductions[0]' });
});

test('only the licensee files; strangers find nothing', async () => {
  const { contract, ctx, db, company, unitFinance } = await makeWorld();
  const input = { contractId: contract.id, period: '2026Q1', grossFen: 0n, deductionsFen: [] };
  const as = async (who: { id: string }) => fileStatement(await asActor(ctx, who), input);
  await expect(as(unitFinance)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(as(await makePerson(db, company, ['legal']))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(as(await makePerson(db, await makeOrganisation(db), ['finance']))).rejects.toMatchObject({
    code: 'not_found',
  });
});

describe('a report is never edited', () => {
  test('corrected upwards, the difference falls due, and the old report is superseded', async () => {
    const { file, contract, db } = await makeWorld();
    const first = await file();
    const second = await file({ grossFen: 150_000_000n, isCorrection: true, note: '漏报一张发票' });
    expect(second).toMatchObject({ n: 2, baseFen: 130_000_000n, beforeCapFen: 3_900_000n, dueFen: 900_000n });
    const [stored] = await db.select().from(royaltyStatements).where(eq(royaltyStatements.id, first.id));
    expect(stored).toMatchObject({ state: 'superseded', dueFen: 3_000_000n, grossFen: 120_000_000n });
    expect((await claimsOf(contract.id)).map(({ amountFen, label }) => [amountFen, label])).toEqual([
      [3_000_000n, '提成 2026 年第 1 季度'],
      [900_000n, '提成 2026 年第 1 季度补差'],
    ]);
    const { sql } = await testDatabase();
    expect(await verifyLedger(sql)).toEqual([]);
  });

  test('corrected downwards, the credit is set against what follows', async () => {
    const { file, contract } = await makeWorld();
    await file();
    const corrected = await file({ grossFen: 100_000_000n, isCorrection: true, note: '退货' });
    expect(corrected).toMatchObject({ dueFen: 0n, state: 'settled', working: { takenBackFen: '600000' } });
    expect(await file({ period: '2026Q2' })).toMatchObject({ beforeCapFen: 3_000_000n, dueFen: 3_000_000n });
    expect((await claimsOf(contract.id)).map(({ amountFen }) => amountFen)).toEqual([3_000_000n, 3_000_000n]);
    // The first claim was open still: the credit is set against it.
    const { db } = await testDatabase();
    const lines = await obligationsOf({ db }, contract.id);
    expect(lines.map(({ creditedFen, outstandingFen }) => [creditedFen, outstandingFen])).toEqual([
      [600_000n, 2_400_000n],
      [0n, 3_000_000n],
    ]);
  });

  test('any number of corrections ends at the sum of the truth', async () => {
    const { file, contract } = await makeWorld({ royalty: { capFen: 50_000_000n }, chargedFen: 46_000_000n });
    await file();
    await file({ period: '2026Q2' });
    for (const grossFen of [900_000_000n, 1n, 70_000_000n]) {
      await file({ grossFen, isCorrection: true, note: '更正', deductionsFen: [0n] });
    }
    await file({ period: '2026Q3', grossFen: 10_000_000n, deductionsFen: [0n] });
    const total = (await claimsOf(contract.id)).reduce((sum, { amountFen }) => sum + amountFen, 0n);
    const { db } = await testDatabase();
    const { raisedFen, setOffFen, leftFen } = await getCreditSums({ db }, contract.id);
    // The cap leaves 40,000.00; what was taken back is a credit, and what fell due again uses it.
    expect(total - raisedFen).toBe(4_000_000n);
    expect([setOffFen, leftFen]).toEqual([raisedFen, 0n]);
  });

  test('an estimate is filed in its period and trued up after it', async () => {
    const { file, contract } = await makeWorld();
    for (const period of ['2026Q1', '2026Q2', '2026Q3']) await file({ period, grossFen: 0n, deductionsFen: [] });
    const estimate = await file({ period: '2026Q4', basis: 'estimate' });
    expect(estimate).toMatchObject({ basis: 'estimate', dueFen: 3_000_000n });
    await expect(file({ period: '2026Q4' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(file({ period: '2026Q4', basis: 'estimate' })).rejects.toMatchObject({ code: 'duplicate' });
    expect(await claimsOf(contract.id)).toHaveLength(1);
  });

  test('more returns than sales are a credit, and nobody owes a negative sum', async () => {
    const { file, contract } = await makeWorld();
    expect(await file({ grossFen: -10_000_000n, deductionsFen: [] })).toMatchObject({
      beforeCapFen: -300_000n,
      dueFen: 0n,
    });
    expect(await file({ period: '2026Q2' })).toMatchObject({ dueFen: 3_000_000n });
    const { db } = await testDatabase();
    const [claim] = await obligationsOf({ db }, contract.id);
    expect(claim).toMatchObject({ creditedFen: 300_000n, outstandingFen: 2_700_000n });
  });

  test('what was not reported cannot be corrected, and a correction says why', async () => {
    const { file } = await makeWorld();
    await expect(file({ isCorrection: true, note: '更正' })).rejects.toMatchObject({ code: 'state_changed' });
    await file();
    await expect(file({ isCorrection: true })).rejects.toMatchObject({ code: 'invalid', field: 'note' });
    await expect(file()).rejects.toMatchObject({ code: 'duplicate' });
  });

  test('two corrections at the same moment: both count, the last one is the truth', async () => {
    const { file, contract } = await makeWorld();
    await file();
    const correct = (grossFen: bigint) => file({ grossFen, isCorrection: true, note: '更正' });
    await Promise.all([correct(150_000_000n), correct(150_000_000n)]);
    const total = (await claimsOf(contract.id)).reduce((sum, { amountFen }) => sum + amountFen, 0n);
    expect(total).toBe(3_900_000n);
  });
});

describe('a minimum falls due by itself', () => {
  const sweep = async (world: Awaited<ReturnType<typeof makeWorld>>) => raiseMinimum(world.ctx, world.contract.id);

  test('a year that is over is topped up once, and a later report is set against it', async () => {
    // Signed on 2025-01-24: contract year 2 begins on 2026-01-24, its last quarter is 2027Q1.
    const world = await makeWorld({ royalty: { yearlyMinimumFen: 10_000_000n } });
    for (const period of ['2026Q1', '2026Q2']) await world.file({ period });
    await sweep(world);
    expect(await claimsOf(world.contract.id)).toHaveLength(2);
    const later = { ...world.ctx, now: () => new Date('2027-05-01T00:00:00Z') };
    await Promise.all([raiseMinimum(later, world.contract.id), raiseMinimum(later, world.contract.id)]);
    await raiseMinimum(later, world.contract.id);
    expect((await claimsOf(world.contract.id)).map(({ amountFen, label }) => [amountFen, label])).toEqual([
      [3_000_000n, '提成 2026 年第 1 季度'],
      [3_000_000n, '提成 2026 年第 2 季度'],
      [4_000_000n, '第 2 合同年最低提成补足'],
    ]);
    expect(await world.file({ period: '2026Q3' })).toMatchObject({ beforeCapFen: 3_000_000n });
    const { sql } = await testDatabase();
    expect(await verifyLedger(sql)).toEqual([]);
  });

  test('the last report tops the last year up, so that the contract is not settled without it', async () => {
    // Trial to 2026-01-23, term to 2027-01-23: five periods, the last one short.
    const world = await makeWorld({ royalty: { yearlyMinimumFen: 10_000_000n }, termYears: 2 });
    const { db, contract } = world;
    await db.update(milestones).set({ state: 'settled' }).where(eq(milestones.contractId, contract.id));
    await db.update(contracts).set({ state: 'performing' }).where(eq(contracts.id, contract.id));
    const stateOf = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
    const at = (now: string) => ({ ...world.ctx, now: () => new Date(now) });
    const finance = await asActor(at('2027-01-25T00:00:00Z'), world.companyFinance);
    for (const period of ['2026Q1', '2026Q2', '2026Q3', '2026Q4', '2027Q1']) {
      await fileStatement(finance, { contractId: contract.id, period, grossFen: 0n, deductionsFen: [] });
    }
    await raiseMinimum(at('2027-06-01T00:00:00Z'), contract.id);
    expect((await claimsOf(contract.id)).map((claim) => claim.amountFen)).toEqual([10_000_000n]);
    expect(await stateOf()).toBe('performing');
  });

  test('the sweeper knows the day', async () => {
    const world = await makeWorld({ royalty: { yearlyMinimumFen: 10_000_000n } });
    await world.file();
    const own = and(eq(deadlines.subjectId, world.contract.id), eq(deadlines.kind, 'minimum'));
    const [deadline] = await world.db.select().from(deadlines).where(own);
    // 2026Q4 is reported by 2027-01-30: the first such day from now.
    expect(deadline?.dueAt.toISOString()).toBe('2027-01-30T16:00:00.000Z');
  });

  test('on the last day it may still be reported: the minimum arises on the next, and is due by the words of the contract', async () => {
    const world = await makeWorld({ royalty: { minimumFen: 2_000_000n } });
    for (const period of ['2026Q1', '2026Q2', '2026Q3']) await world.file({ period });
    const at = (now: string) => ({ ...world.ctx, now: () => new Date(now) });
    await raiseMinimum(at('2027-01-30T15:00:00Z'), world.contract.id);
    expect(await claimsOf(world.contract.id)).toHaveLength(3);
    await raiseMinimum(at('2027-01-30T16:00:00Z'), world.contract.id);
    expect((await claimsOf(world.contract.id)).slice(3)).toMatchObject([
      { amountFen: 2_000_000n, dueOn: '2027-03-01' },
    ]);
  });

  test('a day off that was entered moves the last day to report, for the platform and for the check of the books', async () => {
    const world = await makeWorld({
      royalty: { minimumFen: 2_000_000n },
      restDays: 'move',
      chargedFen: 30_000_000n,
    });
    const { sql } = await testDatabase();
    for (const period of ['2026Q1', '2026Q2', '2026Q3']) await world.file({ period });
    // 2027-01-30 is a Saturday; the Monday after it is entered as a day off.
    await world.db.insert(calendarDays).values({ day: '2027-02-01', isWorking: false, name: '测试' });
    const raisedAt = async (now: string) => {
      await raiseMinimum({ ...world.ctx, now: () => new Date(now) }, world.contract.id);
      const own = ({ subject }: { subject: string }) => subject.includes(world.contract.no);
      return [(await claimsOf(world.contract.id)).length, (await verifyClaims(sql)).filter(own)];
    };
    try {
      expect(await raisedAt('2027-02-02T08:00:00Z')).toEqual([3, []]);
      expect(await raisedAt('2027-02-02T16:00:00Z')).toEqual([4, []]);
    } finally {
      await world.db.delete(calendarDays).where(eq(calendarDays.day, '2027-02-01'));
    }
    // Without it the claim would have come a day late, and the check says nothing of days before it.
    expect((await verifyClaims(sql)).filter(({ subject }) => subject.includes(world.contract.no))).toEqual([]);
  });
});

describe('what the page says', () => {
  test('a period stands once, with what its corrections made due, and what is odd', async () => {
    const world = await makeWorld();
    await world.file();
    await world.file({ grossFen: 150_000_000n, isCorrection: true, note: '漏报' });
    const finance = await asActor(world.ctx, world.companyFinance);
    const seen = await statementOf(finance, world.contract.id);
    expect(seen.statements).toMatchObject([
      { period: '2026Q1', n: 2, chargedFen: 3_900_000n, isOpen: true, earlier: [{ n: 1, grossFen: 120_000_000n }] },
    ]);
    // Filed in November: late, in whole tens of thousands, and two more quarters are missing.
    expect(seen.flags.map(({ kind, period }) => [kind, period])).toEqual([
      ['late', '2026Q1'],
      ['round_numbers', '2026Q1'],
      ['missing', '2026Q2'],
      ['missing', '2026Q3'],
    ]);
    expect(seen.filing).toMatchObject({ period: { key: '2026Q2' }, basis: 'actual', isCorrection: false });
    const correction = await statementOf(finance, world.contract.id, '2026Q1');
    expect(correction.filing).toMatchObject({ isCorrection: true, earlierFen: 3_900_000n });
    const unit = await statementOf(await asActor(world.ctx, world.unitFinance), world.contract.id, '2026Q1');
    expect([unit.filing, unit.mayReport]).toEqual([null, false]);
  });

  test('a correction under tiers of the whole contract shows its credit with each period that it lowered', async () => {
    const tiers = [
      { fromFen: 0n, toFen: 100_000_000n, ratePpm: 30_000 },
      { fromFen: 100_000_000n, toFen: null, ratePpm: 50_000 },
    ];
    const schedule = { kind: 'tiered', tiers, span: 'contract' } as const;
    const world = await makeWorld({ royalty: { schedule }, chargedFen: 30_000_000n });
    const file = (period: string, grossFen: bigint, more: Partial<StatementInput> = {}) =>
      world.file({ period, grossFen, deductionsFen: [0n], ...more });
    await file('2026Q1', 80_000_000n);
    // 20,000,000 at 3 %, 60,000,000 at 5 %.
    await file('2026Q2', 80_000_000n);
    const { id } = await file('2026Q1', 20_000_000n, { isCorrection: true, note: '退货' });
    const finance = await asActor(world.ctx, world.companyFinance);
    const { statements, account } = await statementOf(finance, world.contract.id);
    expect(
      statements.map(({ chargedFen, takenBackFen, byOthersFen }) => [chargedFen, takenBackFen, byOthersFen]),
    ).toEqual([
      [600_000n, 1_800_000n, 0n],
      [2_400_000n, 1_200_000n, 1_200_000n],
    ]);
    expect(account?.chargedFen).toBe(33_000_000n);
    expect((await statementPage(finance, id)).statement.takenBack).toMatchObject([
      { period: '2026Q1', fen: 1_800_000n },
      { period: '2026Q2', fen: 1_200_000n },
    ]);
    const { sql } = await testDatabase();
    expect((await verifyClaims(sql)).filter(({ subject }) => subject.includes(world.contract.no))).toEqual([]);
  });

  test('a correction that moves the tiers of a later period shows what it raised with that period, which is never charged less than nothing', async () => {
    const tiers = [
      { fromFen: 0n, toFen: 100_000_000n, ratePpm: 10_000 },
      { fromFen: 100_000_000n, toFen: null, ratePpm: 100_000 },
    ];
    const schedule = { kind: 'tiered', tiers, span: 'contract_year' } as const;
    const world = await makeWorld({ royalty: { schedule, capFen: null }, chargedFen: 30_000_000n });
    const file = (period: string, grossFen: bigint, isCorrection = false) =>
      world.file({ period, grossFen, deductionsFen: [0n], ...(isCorrection && { isCorrection, note: '更正' }) });
    await file('2026Q1', 10_000_000n);
    await file('2026Q2', 90_000_000n);
    await file('2026Q1', 100_000_000n, true);
    await file('2026Q2', 0n, true);
    const { statements } = await statementOf(await asActor(world.ctx, world.companyFinance), world.contract.id);
    expect(
      statements.map(({ period, chargedFen, raisedByOthersFen }) => [period, chargedFen, raisedByOthersFen]),
    ).toEqual([
      ['2026Q1', 1_000_000n, 0n],
      ['2026Q2', 0n, 8_100_000n],
    ]);
  });

  test('an estimate is written only by who asks for it', async () => {
    const world = await makeWorld();
    for (const period of ['2026Q1', '2026Q2', '2026Q3']) await world.file({ period, grossFen: 0n, deductionsFen: [] });
    const finance = await asActor(world.ctx, world.companyFinance);
    expect((await statementOf(finance, world.contract.id)).filing).toBeNull();
    const { filing } = await statementOf(finance, world.contract.id, '2026Q4');
    expect(filing).toMatchObject({ basis: 'estimate', isCorrection: false });
  });
});
