import { and, asc, eq } from 'drizzle-orm';
import type postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { newTerms, type RateSchedule, type RoyaltyTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, credits, obligations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makePerformingContract, type PerformingContract, receivedPdf } from '#seeds/make-performing-contract.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { statementPage } from '../royalties/statement-page.server.ts';
import { confirmScan } from '../signing/confirm-scan.server.ts';
import { refuseScan } from '../signing/refuse-scan.server.ts';
import { uploadScan } from '../signing/upload-scan.server.ts';
import { signAmendment } from './answer-amendment.server.ts';
import { changesPage } from './changes-queries.server.ts';
import { performedOf } from './performed-of.server.ts';
import { prepareAmendment } from './prepare-amendment.server.ts';
import { proposeAmendment } from './propose-amendment.server.ts';
import { putAmendment } from './put-amendment.server.ts';

let db: Database;
let sql: postgres.Sql;
beforeAll(async () => {
  ({ db, sql } = await testDatabase());
});

const trial = { months: 3, extensionMonths: 0 };
const royalty: RoyaltyTerms = { ...newTerms.royalty!, deductions: [], capFen: null };
const flat = (ratePpm: number): RateSchedule => ({ kind: 'flat', ratePpm });
/** Over the whole contract: 2 % up to 3,000,000.00, 1 % above. */
const falling: RateSchedule = {
  kind: 'tiered',
  tiers: [
    { fromFen: 0n, toFen: 300_000_000n, ratePpm: 20_000 },
    { fromFen: 300_000_000n, toFen: null, ratePpm: 10_000 },
  ],
  span: 'contract',
};

/** Signed on 2026-11-02, reported for two quarters at 3 %; it is 2027-07-11. */
async function makeReported(given: Partial<RoyaltyTerms> = {}) {
  const agreed = { ...royalty, ...given };
  const world = await makePerformingContract(db, { royalty: agreed, trial });
  const { contractId, clock, talk } = world;
  const report = async (period: string, grossFen: bigint, isCorrection = false) =>
    fileStatement(await talk.as('company', 'finance'), {
      contractId,
      period,
      grossFen,
      deductionsFen: [],
      isCorrection,
      note: isCorrection ? '更正' : '',
    });
  clock.moveDays(160);
  await report('2027Q1', 100_000_000n);
  clock.moveDays(91);
  await report('2027Q2', 100_000_000n);
  const prepare = async (change: Partial<RoyaltyTerms>, baseVersionN = 1) =>
    prepareAmendment(await talk.as('unit', 'approver'), {
      contractId,
      baseVersionN,
      terms: soundTerms({ royalty: { ...agreed, ...change }, trial }),
      effectiveOn: dayOf(world.ctx.now()),
      reason: '市场变化，双方同意调整提成比例',
    });
  const sign = async ({ versionN }: { versionN: number }) =>
    signAmendment(await talk.as('company', 'approver'), { contractId, versionN });
  const propose = async ({ versionN }: { versionN: number }) =>
    proposeAmendment(await talk.as('unit', 'approver'), { contractId, versionN });
  return { ...world, report, prepare, propose, sign };
}

const chargedOf = async ({ contractId }: PerformingContract) =>
  (
    await db
      .select({ fen: obligations.amountFen })
      .from(obligations)
      .where(and(eq(obligations.contractId, contractId), eq(obligations.kind, 'royalty')))
      .orderBy(asc(obligations.id))
  ).map(({ fen }) => Number(fen) / 100);
const faultsOf = async ({ contractId }: PerformingContract) => {
  const [contract] = await db.select().from(contracts).where(eq(contracts.id, contractId));
  return [
    ...(await verifyClaims(sql)).filter(({ subject }) => subject.startsWith(contract!.no)),
    ...(await verifyLedger(sql)),
  ];
};

describe('the royalty of a contract under which revenue was reported', () => {
  test('is charged by another rate from a period on; what lies before it keeps its own, corrected later too', async () => {
    const world = await makeReported();
    const { report, prepare, propose, sign, clock, talk } = world;
    const change = await prepare({
      later: [{ fromOn: '2027-07-01', schedule: falling, minimumFen: 50_000n }],
    });
    await propose(change);
    await sign(change);
    expect(await faultsOf(world)).toEqual([]);
    clock.moveDays(90);
    // 2,000,000.00 were counted before: 1,000,000.00 are left at 2 %, the rest at 1 %.
    const third = await report('2027Q3', 200_000_000n);
    expect(await chargedOf(world)).toEqual([30_000, 30_000, 30_000]);
    const page = await statementPage(await talk.as('company', 'finance'), third.id);
    expect(page.rates).toContain('自 2027 年第 3 季度（2027-07-01）起');
    expect(page.steps).toContain('按 2027-07-01 起的约定计');
    expect(await faultsOf(world)).toEqual([]);
    // 500,000.00 less at 3 %; of the third quarter 500,000.00 more fall into the 2 %.
    await report('2027Q1', 50_000_000n, true);
    const taken = await db.select().from(credits).where(eq(credits.contractId, world.contractId));
    expect(taken.map(({ amountFen }) => Number(amountFen) / 100)).toEqual([10_000]);
    expect(await faultsOf(world)).toEqual([]);
    // Nobody reports the fourth quarter: the least sum that the change brought falls due by itself.
    clock.moveDays(120);
    await sweepDeadlines(world.ctx);
    expect((await chargedOf(world)).at(-1)).toBe(500);
    expect(await faultsOf(world)).toEqual([]);
  });

  test('does not change for a time that is over or reported, whether when it is written or when the last one signs', async () => {
    const { prepare, propose, sign, clock } = await makeReported();
    const refusal = (field: string) => ({ code: 'terms_invalid', field });
    await expect(prepare({ schedule: flat(20_000) })).rejects.toMatchObject(refusal('royalty.kind'));
    const at = (fromOn: string) => ({ later: [{ fromOn, schedule: flat(20_000) }] });
    await expect(prepare(at('2027-04-01'))).rejects.toMatchObject(refusal('royalty.later[0].fromOn'));
    await expect(prepare(at('2027-08-01'))).rejects.toMatchObject(refusal('royalty.later[0].fromOn'));
    await expect(prepare({ capFen: 60_000_00n })).rejects.toMatchObject({ code: 'terms_invalid' });
    const change = await prepare(at('2027-07-01'));
    await propose(change);
    clock.moveDays(82);
    await expect(sign(change)).rejects.toMatchObject({ code: 'terms_invalid' });
  });

  test('gets another cap as long as that is more than what was charged', async () => {
    const world = await makeReported();
    const { prepare, propose, sign, report, clock } = world;
    const change = await prepare({ capFen: 32_000_000n });
    await propose(change);
    await sign(change);
    clock.moveDays(90);
    await report('2027Q3', 1_000_000_000n);
    expect(await chargedOf(world)).toEqual([30_000, 30_000, 260_000]);
    expect(await faultsOf(world)).toEqual([]);
    // Used up, it stays.
    await expect(prepare({ capFen: 40_000_000n }, 2)).rejects.toMatchObject({
      code: 'terms_invalid',
      field: 'royalty.cap',
    });
  });
});

/** A change of rates from the quarter that runs on (2027-09-29), put to both for paper, with its scan. */
async function sealedInQuarter() {
  const world = await makeReported();
  const { prepare, clock, talk, contractId, ctx } = world;
  clock.moveDays(80);
  const { versionN } = await prepare({ later: [{ fromOn: '2027-07-01', schedule: flat(40_000) }] });
  const deed = { contractId, versionN };
  await putAmendment(await talk.as('unit', 'approver'), deed);
  const upload = async () =>
    uploadScan(await talk.as('unit', 'officer'), { ...deed, papers: [await receivedPdf(ctx, '第2版.pdf')] });
  const confirm = async (side: 'unit' | 'company', scanSha256: string, sealedOn = '2027-09-29') =>
    confirmScan(await talk.as(side, 'approver'), {
      ...deed,
      scanSha256,
      signerName: '法定代表人',
      authority: 'legal_representative',
      letterId: null,
      sealedOn,
    });
  return { ...world, deed, upload, confirm };
}

describe('sealed on paper', () => {
  test('rates that both sealed while their quarter ran count from it, however late the paper comes and is confirmed', async () => {
    const world = await sealedInQuarter();
    expect(dayOf(world.ctx.now())).toBe('2027-09-29');
    world.clock.moveDays(5);
    const { amendments } = await changesPage(await world.talk.as('company', 'approver'), world.contractId);
    expect(amendments[0]).toMatchObject({ isOnPaper: true, obstacle: expect.stringContaining('用印') });
    const { sha256 } = await world.upload();
    await world.confirm('unit', sha256);
    expect((await world.confirm('company', sha256)).signedVersionN).toBe(2);
    await world.report('2027Q3', 100_000_000n);
    expect(await chargedOf(world)).toEqual([30_000, 30_000, 40_000]);
    expect(await faultsOf(world)).toEqual([]);
  });

  test('sealed by the last side when the quarter was over, or reported meanwhile, it is refused, and its scan goes back', async () => {
    const world = await sealedInQuarter();
    const { sha256 } = await world.upload();
    await world.confirm('unit', sha256);
    world.clock.moveDays(5);
    expect(await codeOf(world.confirm('company', sha256, '2027-10-04'))).toBe('terms_invalid');
    await world.report('2027Q3', 100_000_000n);
    expect(await codeOf(world.confirm('company', sha256))).toBe('terms_invalid');
    const back = { ...world.deed, scanSha256: sha256, reason: '季度已经申报' };
    expect(await codeOf(refuseScan(await world.talk.as('unit', 'officer'), back))).toBe('done');
    expect(await chargedOf(world)).toEqual([30_000, 30_000, 30_000]);
  });
});

test('by the day of a signature before, a minimum that was charged since is counted like a report', async () => {
  const { clock, ctx, contractId } = await makeReported({ minimumFen: 50_000n });
  const until = async () => (await performedOf(ctx, contractId, '2027-09-28')).reportedUntil;
  clock.moveDays(100);
  expect([dayOf(ctx.now()), await until()]).toEqual(['2027-10-19', '2027-06-30']);
  clock.moveDays(20);
  await sweepDeadlines(ctx);
  expect([dayOf(ctx.now()), await until()]).toEqual(['2027-11-08', '2027-09-30']);
});

test('the term does not end before minima that were charged where nobody reported', async () => {
  const world = await makeReported({ minimumFen: 50_000n });
  world.clock.moveDays(240);
  await sweepDeadlines(world.ctx);
  expect((await performedOf(world.ctx, world.contractId)).countedUntil).toBe('2027-12-31');
  const shorten = async (termYears: number) =>
    prepareAmendment(await world.talk.as('unit', 'approver'), {
      contractId: world.contractId,
      baseVersionN: 1,
      terms: { ...soundTerms({ royalty: { ...royalty, minimumFen: 50_000n }, trial }), termYears },
      effectiveOn: dayOf(world.ctx.now()),
      reason: '双方同意缩短期限',
    });
  expect(await codeOf(shorten(1))).toBe('terms_invalid');
  expect(await codeOf(shorten(2))).toBe('done');
});
