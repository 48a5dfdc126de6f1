import { and, eq } from 'drizzle-orm';
import type postgres from 'postgres';
import { beforeAll, expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import { newTerms, type PayLaterTerms, type RightTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import {
  contractDeclarations,
  contracts,
  credits,
  milestones,
  obligations,
  royaltyStatements,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import {
  aLoss,
  makePerformingContract,
  type PerformingContract,
  receivedPdf,
} from '#seeds/make-performing-contract.ts';
import { getFile } from '../files/get-file.server.ts';
import { reportFacts } from '../royalties/contract-facts.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { statementOf } from '../royalties/queries.server.ts';
import { creditPage } from '../credits/credit-page.server.ts';
import { acceptMilestone } from './accept-milestone.server.ts';
import { answerDeclaration } from './answer-declaration.server.ts';
import { declareLoss } from './declare-loss.server.ts';
import { declareRestoration } from './declare-restoration.server.ts';
import { contractPage } from './queries.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';

let db: Database;
let client: postgres.Sql;
beforeAll(async () => {
  ({ db, sql: client } = await testDatabase());
});

const quarterly = { ...newTerms.royalty!, period: 'quarter', capFen: 200_000_000n } as const;
const running = { royalty: quarterly, trial: { months: 3, extensionMonths: 0 } };
const patent = (number: string): RightTerms => ({
  type: 'invention',
  name: '回收方法',
  number,
  owner: '某大学',
  status: '有效',
  filedOn: '2021-08-12',
  expiresOn: '2041-08-11',
  paidUntilOn: null,
  asOf: '2026-11-02',
});

const report = async ({ talk, contractId }: PerformingContract, period: string, grossFen: bigint) =>
  fileStatement(await talk.as('company', 'finance'), { contractId, period, grossFen, deductionsFen: [] });
const contractOf = async ({ contractId }: PerformingContract) =>
  (await db.select().from(contracts).where(eq(contracts.id, contractId)))[0]!;
const stateOfStone = async ({ milestoneId }: PerformingContract) =>
  (await db.select().from(milestones).where(eq(milestones.id, milestoneId)))[0]?.state;
const declared = async ({ contractId }: PerformingContract, event: 'lose_rights' | 'restore_rights') =>
  (
    await db
      .select()
      .from(contractDeclarations)
      .where(and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, event)))
  ).at(-1)!;
const creditsOf = ({ contractId }: PerformingContract) =>
  db.select().from(credits).where(eq(credits.contractId, contractId)).orderBy(credits.createdAt);
const royaltiesOf = async ({ contractId }: PerformingContract) => {
  const isRoyalty = and(eq(obligations.contractId, contractId), eq(obligations.kind, 'royalty'));
  return db.select().from(obligations).where(isRoyalty).orderBy(obligations.createdAt);
};

/** The books agree with the facts by the code of their own, and with what the auditors' command computes from the same facts. */
const allAgree = async (world: PerformingContract) => {
  const { no } = await contractOf(world);
  const differs = [...(await verifyClaims(client)), ...(await verifyLedger(client))];
  expect(differs.filter(({ subject }) => subject.includes(no) || subject.includes(world.contractId))).toEqual([]);
  const { terms, facts, reports, chargedFen } = await getRoyaltyAccount(world.ctx, await contractOf(world));
  const computed = computeContract(
    { ...terms, milestones: [] } as PayLaterTerms,
    [
      ...facts.filter(({ kind }) => kind !== 'opening_balance' && kind !== 'milestone_accepted'),
      ...reportFacts(reports),
    ],
    { asOf: dayOf(world.ctx.now()) },
  );
  const claims = computed.obligations.filter(({ kind }) => kind !== 'interest');
  expect(claims.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(chargedFen);
  return claims.map(({ key, kind, amountFen }) => [key, kind, amountFen]);
};

/** 2027Q1 (from 2027-02-02) and Q2 reported: 58 and 91 days, 3 % of 580,000.00 and 910,000.00. */
async function reported(given: Partial<PayLaterTerms> = {}): Promise<PerformingContract> {
  const world = await makePerformingContract(db, { ...running, ...given });
  world.clock.moveDays(160);
  await report(world, '2027Q1', 580_000_00n);
  world.clock.moveDays(91);
  await report(world, '2027Q2', 910_000_00n);
  world.clock.moveDays(1);
  return world;
}

test('patent.lost_day: evidence handed in and not accepted before the loss makes nothing due any more', async () => {
  const world = await makePerformingContract(db);
  const { contractId, milestoneId, talk, ctx } = world;
  const evidence = await receivedPdf(ctx, '检测报告.pdf');
  await submitMilestone(await talk.as('unit', 'officer'), { milestoneId, note: '见报告', evidence });
  await declareLoss(await talk.as('company', 'approver'), await aLoss(world));
  const { id: declarationId } = await declared(world, 'lose_rights');
  expect(await stateOfStone(world)).toBe('submitted');
  await answerDeclaration(await talk.as('unit', 'approver'), { contractId, declarationId, answer: 'accepted' });
  expect(await stateOfStone(world)).toBe('cancelled');
  expect(await codeOf(acceptMilestone(await talk.as('company', 'officer'), { milestoneId }))).toBe('state_changed');
  expect(await db.$count(obligations, eq(obligations.contractId, contractId))).toBe(0);
});

test('patent.lost: the licensor’s word counts at once; what was charged since its day comes back as a credit, no statement is touched', async () => {
  const world = await reported();
  const { talk, contractId } = world;
  const before = await db.select().from(royaltyStatements).where(eq(royaltyStatements.contractId, contractId));
  await declareLoss(await talk.as('unit', 'approver'), await aLoss(world, { effectiveOn: '2027-03-03' }));
  // 29 of the 58 days of the first quarter are left of 17,400.00, nothing of the second.
  const [credit] = await creditsOf(world);
  expect(credit).toMatchObject({ amountFen: 8_700_00n + 27_300_00n, statementId: null });
  expect(await db.select().from(royaltyStatements).where(eq(royaltyStatements.contractId, contractId))).toEqual(
    before.map((row) => ({ ...row, state: expect.any(String) })),
  );
  expect(await declared(world, 'lose_rights')).toMatchObject({ answer: 'accepted', stops: [1] });
  expect(await stateOfStone(world)).toBe('cancelled');
  expect(await allAgree(world)).toEqual([
    ['royalty:2027Q1', 'royalty', 17_400_00n],
    ['royalty:2027Q2', 'royalty', 27_300_00n],
    ['royalty:2027Q1#2', 'credit', -8_700_00n],
    ['royalty:2027Q2#2', 'credit', -27_300_00n],
  ]);
  const finance = await talk.as('company', 'finance');
  const { statements } = await statementOf(finance, contractId);
  expect(statements.map(({ period, chargedFen }) => [period, chargedFen])).toEqual([
    ['2027Q1', 8_700_00n],
    ['2027Q2', 0n],
  ]);
  expect((await creditPage(finance, contractId)).lines[0]).toMatchObject({ note: expect.stringContaining('无效') });
  expect(await codeOf(report(world, '2027Q3', 1n))).toBe('state_changed');
});

test('patent.restored: a decision that takes the end back charges again and lets the contract go on', async () => {
  const world = await reported();
  const { talk, contractId, ctx } = world;
  await declareLoss(await talk.as('unit', 'approver'), await aLoss(world, { effectiveOn: '2027-03-03' }));
  const { id: declarationId } = await declared(world, 'lose_rights');
  world.clock.moveDays(20);
  const unit = await talk.as('unit', 'approver');
  const company = await talk.as('company', 'approver');
  const back = async () => ({
    contractId,
    versionN: 1,
    declarationId,
    reason: '法院判决撤销无效宣告决定，已经生效',
    effectiveOn: '2027-07-20',
    file: await receivedPdf(ctx, '判决书.pdf'),
  });
  expect(await codeOf(declareRestoration(await talk.as('unit', 'officer'), await back()))).toBe('forbidden');
  await declareRestoration(unit, await back());
  expect(await stateOfStone(world)).toBe('cancelled');
  const restored = await declared(world, 'restore_rights');
  await answerDeclaration(company, { contractId, declarationId: restored.id, answer: 'accepted' });
  expect(await stateOfStone(world)).toBe('pending');
  const claims = await royaltiesOf(world);
  expect(claims.at(-1)).toMatchObject({ amountFen: 36_000_00n, subjectId: restored.id });
  expect((await allAgree(world)).slice(4)).toEqual([
    ['royalty:2027Q1#3', 'adjustment', 8_700_00n],
    ['royalty:2027Q2#3', 'adjustment', 27_300_00n],
  ]);
  expect(await codeOf(declareRestoration(company, await back()))).toBe('state_changed');
  const { statements, minima, restored: anew } = await statementOf(await talk.as('company', 'finance'), contractId);
  expect(
    statements.map(({ chargedFen, lapsedFen, restoredFen, takenBackFen }) => [
      chargedFen,
      lapsedFen,
      restoredFen,
      chargedFen + takenBackFen - restoredFen,
    ]),
  ).toEqual([
    [17_400_00n, 8_700_00n, 8_700_00n, 17_400_00n],
    [27_300_00n, 27_300_00n, 27_300_00n, 27_300_00n],
  ]);
  expect(minima).toEqual([]);
  expect(anew.map(({ subjectId, amountFen }) => [subjectId, amountFen])).toEqual([[restored.id, 36_000_00n]]);
  expect((await contractPage(company, contractId)).royaltiesDue).toBe(2);
  world.clock.moveDays(80);
  await report(world, '2027Q3', 100_000_00n);
  await allAgree(world);
});

test('patent.lost_share: with know-how beside, royalties go on at their share once the licensor agrees; contested, nothing changes', async () => {
  const number = 'ZL202110000911.0';
  const world = await reported({ rights: [patent(number), patent('ZL202110000912.9')] });
  const { talk, contractId } = world;
  const company = await talk.as('company', 'approver');
  const unit = await talk.as('unit', 'approver');
  const loss = { rights: [number], effectiveOn: '2027-04-01', keepsPpm: 600_000 };
  expect(await codeOf(declareLoss(company, await aLoss(world, { ...loss, rights: ['ZL1'] })))).toBe('invalid');
  expect(await codeOf(declareLoss(company, await aLoss(world, { ...loss, rights: [] })))).toBe('invalid');
  expect(await codeOf(declareLoss(company, await aLoss(world, { ...loss, effectiveOn: '2026-11-01' })))).toBe(
    'invalid',
  );
  await declareLoss(company, await aLoss(world, loss));
  const contested = {
    contractId,
    declarationId: (await declared(world, 'lose_rights')).id,
    answer: 'refused',
  } as const;
  await answerDeclaration(unit, { ...contested, reason: '已经起诉' });
  expect(await creditsOf(world)).toEqual([]);
  await allAgree(world);
  await declareLoss(company, await aLoss(world, loss));
  const rows = await db.select().from(contractDeclarations).where(eq(contractDeclarations.contractId, contractId));
  const open = rows.find(({ event, answer }) => event === 'lose_rights' && answer === null)!;
  expect(await codeOf(getFile(unit, open.fileId!))).toBe('done');
  await answerDeclaration(unit, { contractId, declarationId: open.id, answer: 'accepted' });
  expect(await creditsOf(world)).toMatchObject([{ amountFen: 27_300_00n - 16_380_00n, declarationId: open.id }]);
  expect(await stateOfStone(world)).toBe('pending');
  await allAgree(world);
  world.clock.moveDays(92);
  await report(world, '2027Q3', 1_000_000_00n);
  expect((await royaltiesOf(world)).at(-1)).toMatchObject({ amountFen: 18_000_00n });
  await allAgree(world);
});
