import { and, eq, sql as raw } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { computeContract } from '#app/domain/compute-contract.ts';
import type { ContractFact } from '#app/domain/compute-facts.ts';
import { type Invoicing, newTerms, type RestDayRule, type RoyaltyTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { StatementBasis } from '#app/domain/royalty-statement.ts';
import type { Fen } from '#app/domain/money.ts';
import {
  contracts,
  credits,
  interestCharges,
  milestones,
  notices,
  obligations,
  organisations,
  royaltyStatements,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyClaims } from '#db/verify/verify-claims.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { issueInvoice } from '../invoices/issue-invoice.server.ts';
import { chargeInterest } from '../payments/charge-interest.server.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { getObligation, obligationsOf } from '../payments/queries.server.ts';
import { inTransaction } from '../context.server.ts';
import { rejectReceipt } from '../payments/reject-receipt.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { recordRefund } from '../refunds/record-refund.server.ts';
import { undoRefund } from '../refunds/undo-refund.server.ts';
import { withdrawReceipt } from '../payments/withdraw-receipt.server.ts';
import { sumsOf } from '../registrations/registration-sums.server.ts';
import { statementPreview } from '#app/domain/statement-preview.ts';
import { statementOf } from '../royalties/queries.server.ts';
import { fileStatement } from '../royalties/file-statement.server.ts';
import { approveWriteOff } from '../write-offs/approve-write-off.server.ts';
import { proposeWriteOff } from '../write-offs/propose-write-off.server.ts';
import { getWrittenOff } from '../write-offs/write-off-facts.server.ts';
import { contestMilestone } from './dispute-milestone.server.ts';
import { submitMilestone } from './submit-milestone.server.ts';
import { terminateContract } from './terminate-contract.server.ts';

const yuan = (n: number): Fen => BigInt(n) * 100n;
const wholeFen = yuan(300_000);

/** 300,000.00 once 1,500,000.00 are sold, and 3 %; periods begin with 2026Q1, and it is 2026-04-05. Told to the tool as it happens. */
async function makeWorld(
  royalty: Partial<RoyaltyTerms> = {},
  {
    sales = 1_500_000,
    termYears = 5,
    ...more
  }: { sales?: number; termYears?: number; invoicing?: Invoicing; restDays?: RestDayRule } = {},
) {
  const { db, sql } = await testDatabase();
  const clock = testClock('2026-04-05T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const terms = {
    royalty: { ...newTerms.royalty!, deductions: [], capFen: null, ...royalty },
    milestones: [milestoneTerms({ amountFen: wholeFen, trigger: 'sales_reached', triggerFen: yuan(sales) })],
    termYears,
    latePenaltyPpmPerDay: 500,
    latePenaltyCapPpm: 200_000,
    ...more,
  };
  const made = await makeSignedContract(db, parties, { terms });
  const { contract } = made;
  const milestoneId = made.milestones[0]!.id;
  await db.update(milestones).set({ state: 'pending', acceptedAt: null }).where(eq(milestones.id, milestoneId));
  const as = (who: { id: string }) => asActor(ctx, who, { proved: true });
  const today = () => dayOf(clock.now());
  const facts: ContractFact[] = [
    { kind: 'signed', on: '2025-01-24' },
    { kind: 'delivered', on: '2025-01-24' },
    { kind: 'trial_decision', on: '2026-01-23', decision: 'convert' },
  ];
  const said = new Map<string, number>();
  const totals = async () => {
    const owed = (await obligationsOf({ db }, contract.id)).filter(({ kind }) => kind !== 'credit_return');
    const raised = await db.select().from(credits).where(eq(credits.contractId, contract.id));
    const sum = (rows: readonly { readonly amountFen: Fen }[]) => rows.reduce((all, row) => all + row.amountFen, 0n);
    return [sum(owed), sum(raised)] as const;
  };
  const preview = async (period: string, said: { basis: StatementBasis; grossFen: Fen; deductionsFen: Fen[] }) => {
    const { filing } = await statementOf(await as(parties.companyFinance), contract.id, period);
    if (filing === null) return null;
    const { corrects, state } = filing;
    const seen = statementPreview(state, { period, corrects, ...said });
    const of = (kind: string) => seen.milestones.reduce((sum, move) => (move.kind === kind ? sum + move.fen : sum), 0n);
    return [seen.dueFen + of('reached'), seen.takenBackFen + of('taken_back')];
  };
  const report = async (period: string, gross: number, { deducted = 0, isEstimate = false } = {}) => {
    const n = said.get(period) ?? 0;
    if (!isEstimate) said.set(period, n + 1);
    const lines = [{ product: '', grossFen: yuan(gross), by: 'licensee' as const }];
    const deductions = terms.royalty.deductions.map(({ name }) => ({ name, amountFen: yuan(deducted) }));
    const fact = { on: today(), period, lines, deductions };
    facts.push(n === 0 ? { kind: 'statement', ...fact, isEstimate } : { kind: 'restatement', ...fact, n });
    const basis: StatementBasis = isEstimate ? 'estimate' : 'actual';
    const figures = { basis, grossFen: yuan(gross), deductionsFen: deductions.map(({ amountFen }) => amountFen) };
    const given = { contractId: contract.id, period, ...figures };
    const correction = n === 0 ? {} : { isCorrection: true, note: '退货' };
    const licensee = await as(parties.companyFinance);
    const told = await preview(period, figures);
    const [raisedFen, creditedFen] = await totals();
    const filed = await fileStatement(licensee, { ...given, ...correction });
    const [raisedAfter, creditedAfter] = await totals();
    // What the form said before is what became due and what became a credit, milestones included.
    expect([period, gross, told]).toEqual([period, gross, [raisedAfter - raisedFen, creditedAfter - creditedFen]]);
    return filed;
  };
  const claims = () => obligationsOf({ db }, contract.id);
  const ofMilestone = async () => (await claims()).filter(({ kind }) => kind === 'milestone');
  const state = async () => (await db.select().from(contracts).where(eq(contracts.id, contract.id)))[0]?.state;
  const stone = async () => (await db.select().from(milestones).where(eq(milestones.id, milestoneId)))[0];
  const slip = async () => ({
    bankSerial: crypto.randomUUID(),
    paidOn: today(),
    voucher: await receivedPdf(ctx, '回单.pdf'),
  });
  const send = async (obligationId: string, amountFen: Fen) =>
    claimBankTransfer(await as(parties.companyFinance), { obligationId, amountFen, ...(await slip()) });
  /** `key` is the tool's name of the claim. */
  const pay = async (obligationId: string, amountFen: Fen, key: string) => {
    const receipt = await send(obligationId, amountFen);
    facts.push({ kind: 'receipt', on: today(), id: receipt.id, amountFen, claim: key });
    return confirmReceipt(await as(parties.unitFinance), { receiptId: receipt.id });
  };
  const terminate = async () => {
    facts.push({ kind: 'termination', on: today() });
    const given = { contractId: contract.id, versionN: 1, ground: 'by_law', reason: '法律规定' } as const;
    return terminateContract(await as(parties.unitApprover), given);
  };
  const creditsOf = () => getCreditSums({ db }, contract.id);
  /** What the tool and the platform make of the same facts: charged in sum, and still open of the claims less credit that waits. */
  const computed = () => computeContract({ ...made.terms, ...terms }, facts, { asOf: today() });
  const tool = () => computed().obligations;
  const sums = async () => {
    const own = (await claims()).filter(({ kind }) => kind === 'milestone' || kind === 'royalty');
    const { raisedFen, leftFen, returningFen } = await creditsOf();
    const sum = (amounts: readonly Fen[]) => amounts.reduce((all, fen) => all + fen, 0n);
    const principal = tool().filter(({ kind }) => kind !== 'interest');
    const platform = [
      sum(own.map(({ amountFen }) => amountFen)) - raisedFen,
      sum(own.map(({ outstandingFen }) => outstandingFen)) - leftFen - returningFen,
    ];
    const ofTool = [sum(principal.map(({ amountFen }) => amountFen)), sum(principal.map(({ openFen }) => openFen))];
    const lines = principal.filter(({ milestone, amountFen }) => milestone === 1 && amountFen > 0n);
    return {
      platform,
      ofTool,
      lines: lines.map(({ amountFen, dueOn }) => [amountFen, dueOn]),
      claims: (await ofMilestone()).map(({ amountFen, dueOn }) => [amountFen, dueOn]),
    };
  };
  const verified = async () => [...(await verifyClaims(sql)), ...(await verifyLedger(sql))];
  /** Nothing differs: the tool by the facts, the platform's claims and credits, the books recomputed. */
  const agree = async () => {
    const found = await sums();
    expect(found.platform).toEqual(found.ofTool);
    expect(found.claims).toEqual(found.lines);
    expect(await verified()).toEqual([]);
  };
  const told = (kind: string, who: { id: string }) =>
    db.$count(notices, and(eq(notices.userId, who.id), eq(notices.kind, kind)));
  const world = {
    db,
    ctx,
    clock,
    parties,
    contract,
    milestoneId,
    as,
    slip,
    report,
    claims,
    ofMilestone,
    state,
    stone,
    send,
  };
  return { ...world, pay, terminate, creditsOf, facts, tool, computed, agree, verified, told };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

/** 2,000,000.00 reported; the milestone's claim stands and is not paid. */
async function reached(royalty: Partial<RoyaltyTerms> = {}) {
  const world = await makeWorld(royalty);
  await world.report('2026Q1', 2_000_000);
  const [claim] = await world.ofMilestone();
  world.clock.moveDays(1);
  return { ...world, claimId: claim!.id };
}

test('paid whole, then corrected below the sales: what was paid is a credit, once, and both sides are told', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  expect(await world.stone()).toMatchObject({ state: 'settled' });
  world.clock.moveDays(5);
  await world.report('2026Q1', 200_000);
  expect(await world.stone()).toMatchObject({ state: 'pending', acceptedAt: null });
  // 54,000.00 of royalties were taken back as well, and set against the 60,000.00 that were reported.
  expect(await world.creditsOf()).toMatchObject({
    raisedFen: wholeFen + yuan(54_000),
    ofMilestonesFen: wholeFen,
    setOffFen: yuan(60_000),
    leftFen: wholeFen - yuan(6_000),
  });
  for (const who of [world.parties.companyOfficer, world.parties.unitOfficer])
    expect(await world.told('milestone.take_back', who)).toBe(1);
  await world.agree();
  // Reports that stay below it take nothing back twice.
  await world.report('2026Q1', 300_000);
  world.clock.moveDays(91);
  await world.report('2026Q2', 100_000);
  expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: wholeFen });
  expect(await world.told('milestone.take_back', world.parties.companyOfficer)).toBe(1);
  await world.agree();
});

test('paid in part: what is open of it is gone with the credit, the rest waits', async () => {
  const world = await reached();
  await world.pay(world.claimId, yuan(100_000), 'milestone:1');
  world.clock.moveDays(1);
  await world.report('2026Q1', 200_000);
  expect(await world.ofMilestone()).toMatchObject([
    { paidFen: yuan(100_000), creditedFen: yuan(200_000), outstandingFen: 0n },
  ]);
  await world.agree();
});

test('reached again, it is a claim of its own with its own days, and the credit that waits is set against it', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  world.clock.moveDays(1);
  await world.report('2026Q1', 200_000);
  world.clock.moveDays(20);
  await world.report('2026Q1', 1_600_000);
  expect(await world.ofMilestone()).toMatchObject([{ creditedFen: 0n, paidFen: wholeFen }, { amountFen: wholeFen }]);
  expect(await world.creditsOf()).toMatchObject({ leftFen: 0n });
  await world.agree();
  // Once more: each time is told by its own report.
  world.clock.moveDays(1);
  await world.report('2026Q1', 100_000);
  world.clock.moveDays(1);
  await world.report('2026Q1', 1_700_000);
  expect(await world.db.$count(credits, eq(credits.milestoneId, world.milestoneId))).toBe(2);
  expect(await world.ofMilestone()).toHaveLength(3);
  await world.agree();
});

test('the contract ended in between: what is left is repaid, and a late report reaches the milestone all the same', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  world.clock.moveDays(10);
  await world.terminate();
  world.clock.moveDays(1);
  await world.report('2026Q2', 0);
  await world.report('2026Q1', 200_000);
  expect(await world.stone()).toMatchObject({ state: 'cancelled' });
  const owed = and(eq(obligations.contractId, world.contract.id), eq(obligations.kind, 'credit_return'));
  expect(await world.db.select().from(obligations).where(owed)).toMatchObject([{ amountFen: wholeFen - yuan(6_000) }]);
  expect(await world.verified()).toEqual([]);
  world.clock.moveDays(3);
  await world.report('2026Q1', 1_900_000);
  expect(await world.stone()).toMatchObject({ state: 'accepted' });
  await world.agree();
});

test('interest on it that was charged stays; what was not charged is not owed', async () => {
  const world = await reached();
  world.clock.moveDays(49);
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  await chargeInterest(await world.as(world.parties.unitFinance), { obligationId: world.claimId });
  world.clock.moveDays(5);
  await world.report('2026Q1', 200_000);
  const charged = (await world.claims()).find(({ kind }) => kind === 'interest');
  expect(charged?.amountFen).toBe((wholeFen * 20n * 500n) / 1_000_000n);
  // The credit pays it as well: it is a claim like others.
  expect(charged).toMatchObject({ outstandingFen: 0n });
  expect(await world.verified()).toEqual([]);

  const other = await reached();
  other.clock.moveDays(50);
  await other.report('2026Q1', 200_000);
  const finance = await other.as(other.parties.unitFinance);
  await expect(chargeInterest(finance, { obligationId: other.claimId })).rejects.toMatchObject({
    code: 'state_changed',
  });
  expect((await getObligation(finance, other.claimId)).interest).toBeNull();
  expect(other.tool().find(({ key }) => key === 'interest:milestone:1')).toBeUndefined();
});

test('a quarter that was corrected was late with what it really came to, wherever its credit was set off', async () => {
  const world = await makeWorld({}, { sales: 90_000_000 });
  await world.report('2026Q1', 1_000_000);
  world.clock.moveDays(91);
  await world.report('2026Q2', 2_000_000);
  // 50 days after Q2 was due: of its credit 30,000.00 pay Q1, 21,000.00 go against itself.
  world.clock.moveDays(80);
  await world.report('2026Q2', 300_000);
  world.clock.moveDays(11);
  const of = async (label: string) => (await world.claims()).find((claim) => claim.label.includes(label))!;
  const [first, second] = [await of('1 季度'), await of('2 季度')];
  expect([first.outstandingFen, second.outstandingFen]).toEqual([0n, yuan(39_000)]);
  await world.pay(second.id, yuan(39_000), 'royalty:2026Q2');
  const finance = await world.as(world.parties.unitFinance);
  const charge = async (obligationId: string) => (await chargeInterest(finance, { obligationId })).amountFen;
  const toolOf = (key: string) => world.tool().find((one) => one.key === key)?.amountFen;
  // 30,000.00 from 5 May to 23 September; 9,000.00 for 50 days, then 39,000.00 for 11.
  expect(await charge(first.id)).toBe(yuan(15 * 141));
  const shown = await getObligation(finance, second.id);
  expect(shown.interest).toMatchObject({
    corrections: [expect.stringContaining('¥51,000.00 自始不欠'), expect.stringContaining('其中 ¥30,000.00 在')],
    amountFen: toolOf('interest:royalty:2026Q2'),
  });
  expect(await charge(second.id)).toBe((yuan(9_000) * 50n + yuan(39_000) * 11n) / 2_000n);
  expect(toolOf('interest:royalty:2026Q1')).toBe(yuan(15 * 141));
  expect(await world.verified()).toEqual([]);
  const own = eq(interestCharges.obligationId, second.id);
  const [charged] = await world.db.select().from(interestCharges).where(own);
  expect(charged?.steps.slice(-2)).toEqual(shown.interest?.corrections);
  // Each charge is recomputed by the rule that it was made by.
  await world.db.update(interestCharges).set({ basis: 'as_reported' }).where(own);
  const found = (await world.verified()).map((one) => JSON.stringify(one)).join();
  expect(found).toContain(`"expected":"${(yuan(60_000) * 50n + yuan(39_000) * 11n) / 2_000n}"`);
  await world.db.update(interestCharges).set({ basis: 'as_owed' }).where(own);
});

test('written off in part, it is taken into the book again before the credit settles it', async () => {
  const world = await reached();
  await world.pay(world.claimId, yuan(100_000), 'milestone:1');
  world.clock.moveDays(60);
  const document = await receivedPdf(world.ctx, '核销批件.pdf');
  const given = { obligationId: world.claimId, reason: 'bankrupt', note: '破产清算终结', document } as const;
  const { id: writeOffId } = await proposeWriteOff(await world.as(world.parties.unitFinance), given);
  await approveWriteOff(await world.as(world.parties.unitApprover), { writeOffId });
  await world.report('2026Q1', 200_000);
  expect(await world.ofMilestone()).toMatchObject([{ creditedFen: yuan(200_000), outstandingFen: 0n }]);
  expect(await getWrittenOff(world, world.claimId)).toBe(0n);
  await world.agree();
});

test('a cap gives back what it left: the milestone costs no more than it held of it', async () => {
  const capFen = yuan(320_000);
  const world = await reached({ capFen });
  // 60,000.00 of royalties first, then 260,000.00 of the milestone.
  expect(await world.ofMilestone()).toMatchObject([{ amountFen: yuan(260_000) }]);
  await world.report('2026Q1', 1_900_000);
  // 57,000.00 and 300,000.00 are still more than the cap: nothing is taken back.
  expect(await world.creditsOf()).toMatchObject({ raisedFen: 0n });
  await world.report('2026Q1', 1_000_000);
  // 30,000.00 are left of 320,000.00: all that the milestone was charged comes back, the rest is royalties.
  expect(await world.creditsOf()).toMatchObject({ raisedFen: yuan(290_000), ofMilestonesFen: yuan(260_000) });
  expect(await world.verified()).toEqual([]);
  world.clock.moveDays(2);
  await world.report('2026Q1', 1_500_000);
  const { raisedFen } = await world.creditsOf();
  const total = (await world.claims()).reduce((sum, { amountFen }) => sum + amountFen, 0n) - raisedFen;
  expect(total).toBe(capFen);
  expect(await world.verified()).toEqual([]);
});

test('what is under way by bank is left to the bank; not found there, it is the credit’s', async () => {
  const world = await reached();
  const receipt = await world.send(world.claimId, wholeFen);
  await world.report('2026Q1', 200_000);
  expect(await world.ofMilestone()).toMatchObject([{ creditedFen: 0n, outstandingFen: wholeFen }]);
  await rejectReceipt(await world.as(world.parties.unitFinance), { receiptId: receipt.id, reason: '没有查到' });
  // 6,000.00 of the credit went to the royalty meanwhile.
  expect(await world.ofMilestone()).toMatchObject([{ outstandingFen: yuan(6_000) }]);
  expect(await world.creditsOf()).toMatchObject({ leftFen: 0n });
  expect(await world.stone()).toMatchObject({ state: 'pending' });
  await world.agree();
});

test('money that arrives for a claim taken back meanwhile settles that claim, not the one that followed', async () => {
  const world = await reached();
  const receipt = await world.send(world.claimId, wholeFen);
  await world.report('2026Q1', 200_000);
  world.clock.moveDays(1);
  await world.report('2026Q1', 1_600_000);
  await confirmReceipt(await world.as(world.parties.unitFinance), { receiptId: receipt.id });
  const [first, second] = await world.ofMilestone();
  expect(first).toMatchObject({ paidFen: wholeFen, outstandingFen: 0n });
  expect(second).toMatchObject({ creditedFen: yuan(252_000), outstandingFen: yuan(48_000) });
  expect(await world.stone()).toMatchObject({ state: 'accepted' });
  expect(await world.verified()).toEqual([]);
});

test('sent back instead, the claim is not open again: the credit takes it', async () => {
  const world = await reached();
  const receipt = await world.pay(world.claimId, wholeFen, 'milestone:1');
  const [royalty] = (await world.claims()).filter(({ kind }) => kind === 'royalty');
  await world.pay(royalty!.id, yuan(60_000), 'royalty:2026Q1');
  await world.report('2026Q1', 1_400_000);
  expect(await world.creditsOf()).toMatchObject({ leftFen: wholeFen + yuan(18_000) });
  const back = { receiptId: receipt.id, kind: 'refund' as const, amountFen: wholeFen, reason: '更正后未达到' };
  const refund = await recordRefund(await world.as(world.parties.unitFinance), { ...back, ...(await world.slip()) });
  await confirmRefund(await world.as(world.parties.companyFinance), { refundId: refund.id });
  expect(await world.creditsOf()).toMatchObject({ leftFen: yuan(18_000) });
  expect(await world.ofMilestone()).toMatchObject([{ paidFen: 0n, creditedFen: wholeFen, outstandingFen: 0n }]);
  expect(await world.stone()).toMatchObject({ state: 'pending' });
  expect(await world.verified()).toEqual([]);
});

test('a contract is not settled while a milestone’s credit is open', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  await world.report('2026Q1', 0);
  const [now] = await world.db.select().from(contracts).where(eq(contracts.id, world.contract.id));
  expect(now?.state).toBe('performing');
});

test('two corrections in one second take it back once', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  const both = await Promise.allSettled([world.report('2026Q1', 200_000), world.report('2026Q1', 200_000)]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: wholeFen });
  expect(await world.verified()).toEqual([]);
});

const quarters = ['2026Q1', '2026Q2', '2026Q3'] as const;

/** Reports of three periods, some estimated first, corrected and paid as the steps have it: `days` apart. */
async function follow(
  { estimated, steps, restDays }: Course,
  capFen: Fen | null,
  check: (world: World) => Promise<void>,
): Promise<void> {
  const world = await makeWorld({ capFen }, { restDays });
  world.clock.moveDays(200);
  for (const first of quarters) {
    const isEstimate = estimated.includes(first);
    await world.report(first, isEstimate ? 2_400_000 : 200_000, { isEstimate });
    world.clock.moveDays(1);
  }
  for (const one of steps) {
    world.clock.moveDays(one.days);
    await world.report(one.period, one.gross);
    if (one.pays) await payMilestone(world);
    await check(world);
    // Paid off up to its cap: nothing is reported any more.
    if ((await world.state()) === 'settled') break;
  }
}
interface Course {
  readonly restDays: RestDayRule;
  readonly estimated: readonly string[];
  readonly steps: readonly { period: string; gross: number; pays: boolean; days: number }[];
}
const coursesOf = (days: fc.Arbitrary<number>): fc.Arbitrary<Course> =>
  fc.record({
    restDays: fc.constantFrom('move', 'keep'),
    estimated: fc.subarray([...quarters]),
    steps: fc.array(
      fc.record({
        period: fc.constantFrom(...quarters),
        gross: fc.constantFrom(0, 300_000, 900_000, 1_500_000, 2_400_000),
        pays: fc.boolean(),
        days,
      }),
      { minLength: 5, maxLength: 7 },
    ),
  });
const caps = fc.constantFrom<Fen | null>(null, yuan(330_000), yuan(90_000), yuan(20_000));

/** The full report is below the estimate, and reaches the milestone. */
const belowEstimate: Course = {
  restDays: 'move',
  estimated: ['2026Q2'],
  steps: [
    { period: '2026Q2', gross: 1_500_000, pays: false, days: 1 },
    { period: '2026Q2', gross: 900_000, pays: true, days: 1 },
  ],
};

test('whatever is reported, corrected and paid, platform, tool and recomputed books have the same claims', async () => {
  const courses = coursesOf(fc.integer({ min: 1, max: 40 }));
  const check = async (world: World) => {
    await sameSums(world);
    await sameClaims(world);
  };
  await fc.assert(
    fc.asyncProperty(courses, caps, (course, capFen) => follow(course, capFen, check)),
    { numRuns: 7, seed: 20_261_122, examples: [[belowEstimate, yuan(90_000)]] },
  );
}, 120_000);

test('where a report is replaced on its own day, they come to the same sums on every day all the same', async () => {
  const courses = coursesOf(fc.constantFrom(0, 0, 1, 20));
  await fc.assert(
    fc.asyncProperty(courses, caps, (course, capFen) => follow(course, capFen, sameSums)),
    { numRuns: 7, seed: 20_261_122, examples: [[belowEstimate, yuan(90_000)]] },
  );
}, 120_000);

/** All that is open of the milestone's last claim; the tool is told by the line that has the same day. */
async function payMilestone(world: World): Promise<void> {
  const last = (await world.ofMilestone()).at(-1);
  if (last === undefined || last.outstandingFen <= 0n) return;
  const lines = world
    .tool()
    .filter(({ milestone, kind, openFen }) => milestone === 1 && kind !== 'interest' && openFen > 0n);
  const line = lines.at(-1);
  if (line === undefined || line.openFen !== last.outstandingFen) return;
  await world.pay(last.id, last.outstandingFen, line.key);
}

/**
 * Charged, and still to be paid beyond what waits for the next claim: a credit or, where a claim is smaller by the end of its day than
 * when it was paid, money in advance.
 */
async function sameSums(world: World): Promise<void> {
  const { obligations: lines, advanceFen } = world.computed();
  const principal = lines.filter(({ kind }) => kind !== 'interest');
  const own = (await world.claims()).filter(({ kind }) => kind !== 'credit_return');
  const { raisedFen, leftFen } = await world.creditsOf();
  const sum = (amounts: readonly Fen[]) => amounts.reduce((all, fen) => all + fen, 0n);
  expect([
    sum(own.map(({ amountFen }) => amountFen)) - raisedFen,
    sum(own.map(({ outstandingFen }) => outstandingFen)) - leftFen,
  ]).toEqual([
    sum(principal.map(({ amountFen }) => amountFen)),
    sum(principal.map(({ openFen }) => openFen)) - advanceFen,
  ]);
  expect(await world.verified()).toEqual([]);
}

/** Claim by claim, with its last day to pay: so interest is the same. */
async function sameClaims(world: World): Promise<void> {
  const principal = world.tool().filter(({ kind }) => kind !== 'interest');
  const own = (await world.claims()).filter(({ kind }) => kind !== 'credit_return');
  const byDay = (lines: readonly (readonly [Fen, string | null, Fen])[]) => lines.map(String).sort();
  expect(byDay(own.map(({ amountFen, dueOn, outstandingFen }) => [amountFen, dueOn, outstandingFen]))).toEqual(
    byDay(
      principal
        .filter(({ amountFen }) => amountFen > 0n)
        .map(({ amountFen, dueOn, openFen }) => [amountFen, dueOn, openFen]),
    ),
  );
}

/** Terminated, and the last period reported: what of a credit nothing uses is to be repaid. */
async function over(world: World) {
  await world.terminate();
  world.clock.moveDays(1);
  await world.report('2026Q2', 0);
}
const returnsOf = async (world: World) => (await world.claims()).filter(({ kind }) => kind === 'credit_return');

test('a credit that was repaid lowers its quarter no longer: where its money comes back, all that is open is late', async () => {
  const world = await makeWorld({}, { sales: 90_000_000 });
  await world.report('2026Q1', 1_000_000);
  const [quarter] = await world.claims();
  const receipt = await world.pay(quarter!.id, yuan(30_000), 'royalty:2026Q1');
  await over(world);
  await world.report('2026Q1', 500_000);
  const [owed] = await returnsOf(world);
  const [payer, payee] = [await world.as(world.parties.companyFinance), await world.as(world.parties.unitFinance)];
  const slip = { obligationId: owed!.id, amountFen: yuan(15_000), ...(await world.slip()) };
  await confirmReceipt(payer, { receiptId: (await claimBankTransfer(payee, slip)).id });
  world.clock.moveDays(60);
  const bounced = { receiptId: receipt.id, kind: 'bounced', amountFen: yuan(30_000), reason: '退票' } as const;
  const [payeeLater, payerLater] = [
    await world.as(world.parties.unitFinance),
    await world.as(world.parties.companyFinance),
  ];
  const refund = await recordRefund(payeeLater, { ...bounced, ...(await world.slip()) });
  await confirmRefund(payerLater, { refundId: refund.id });
  world.clock.moveDays(10);
  await world.pay(quarter!.id, yuan(30_000), 'royalty:2026Q1');
  const charge = await chargeInterest(await world.as(world.parties.unitFinance), { obligationId: quarter!.id });
  // 30,000.00 × 10 days: of the 15,000.00 that were never owed the licensor gave 15,000.00 back.
  expect(charge.amountFen).toBe(yuan(150));
  expect(await world.verified()).toEqual([]);
});

test('over, and a transfer only said to be under way: the credit waits for it, and is set against the claim that it left', async () => {
  const world = await reached();
  await over(world);
  const receipt = await world.send(world.claimId, wholeFen);
  await world.report('2026Q1', 200_000);
  expect(await returnsOf(world)).toEqual([]);
  await withdrawReceipt(await world.as(world.parties.companyFinance), { receiptId: receipt.id });
  const [claim] = await world.ofMilestone();
  expect(claim).toMatchObject({ paidFen: 0n, outstandingFen: yuan(6_000) });
  expect((await world.creditsOf()).leftFen).toBe(0n);
  expect(await returnsOf(world)).toEqual([]);
  await world.agree();
});

/** The licensor gives back the receipt itself, although what was paid is a credit. */
async function refunded(world: World & { claimId: string }, receiptId: string) {
  const back = { receiptId, kind: 'refund' as const, amountFen: wholeFen, reason: '更正后未达到' };
  const made = await recordRefund(await world.as(world.parties.unitFinance), { ...back, ...(await world.slip()) });
  return confirmRefund(await world.as(world.parties.companyFinance), { refundId: made.id });
}

test('to be repaid, and the receipt is refunded instead: the claim takes the credit; the refund fails, and it is owed again', async () => {
  const world = await reached();
  const receipt = await world.pay(world.claimId, wholeFen, 'milestone:1');
  await over(world);
  await world.report('2026Q1', 200_000);
  const [owed] = await returnsOf(world);
  expect(owed!.outstandingFen).toBe(yuan(294_000));
  const refund = await refunded(world, receipt.id);
  expect((await returnsOf(world))[0]).toMatchObject({ outstandingFen: 0n, creditedFen: yuan(294_000) });
  const [claim] = await world.ofMilestone();
  expect(claim).toMatchObject({ paidFen: 0n, creditedFen: yuan(294_000), outstandingFen: yuan(6_000) });
  expect(await world.verified()).toEqual([]);

  const undone = await inTransaction(world.ctx, (tx) => undoRefund(tx, refund));
  expect(undone.state).toBe('failed');
  const [restored] = await world.ofMilestone();
  expect(restored).toMatchObject({ paidFen: wholeFen, creditedFen: 0n, outstandingFen: 0n });
  const open = (await returnsOf(world)).reduce((sum, { outstandingFen }) => sum + outstandingFen, 0n);
  expect(open).toBe(yuan(294_000));
  await world.agree();
});

test('reached again, and the first claim’s money is given back: owed is the claim that stands, on its own day', async () => {
  const world = await reached();
  const receipt = await world.pay(world.claimId, wholeFen, 'milestone:1');
  const royalty = (await world.claims()).find(({ kind }) => kind === 'royalty');
  await world.pay(royalty!.id, yuan(60_000), 'royalty:2026Q1');
  world.clock.moveDays(1);
  await world.report('2026Q1', 1_400_000);
  world.clock.moveDays(20);
  await world.report('2026Q1', 2_000_000);
  expect(await world.stone()).toMatchObject({ state: 'settled' });
  world.clock.moveDays(1);
  await refunded(world, receipt.id);
  world.facts.push({ kind: 'receipt_returned', on: dayOf(world.clock.now()), receipt: receipt.id, amountFen: null });
  const [first, second] = await world.ofMilestone();
  expect(first).toMatchObject({ paidFen: 0n, creditedFen: wholeFen, outstandingFen: 0n });
  expect(second).toMatchObject({ creditedFen: 0n, outstandingFen: wholeFen });
  expect(await world.stone()).toMatchObject({ state: 'accepted' });
  await sameSums(world);
  await sameClaims(world);
  // Overdue on the day after its own last day, and not before.
  world.clock.moveDays(28);
  expect(world.tool().filter(({ kind }) => kind === 'interest')).toEqual([]);
});

test('invoice first: a claim that a credit covered and a refund opened waits for its invoice, however old its day is', async () => {
  const world = await makeWorld({}, { invoicing: 'invoice_first' });
  await world.report('2026Q1', 2_000_000);
  const [first] = await world.ofMilestone();
  const invoice = async (obligationId: string) =>
    issueInvoice(await world.as(world.parties.unitFinance), {
      obligationId,
      kind: 'ordinary',
      treatment: 'general_6',
      invoiceNo: obligationId.replaceAll(/\D/g, '').padEnd(20, '7').slice(0, 20),
      issuedOn: dayOf(world.clock.now()),
      // In full: what a credit pays of it is invoiced as what is paid in money.
      total: wholeFen,
      tax: 1_698_113n,
      isAcknowledged: false,
      paper: await receivedPdf(world.ctx, '发票.pdf'),
    });
  const receipt = await world.pay(first!.id, wholeFen, 'milestone:1');
  for (const { id, outstandingFen } of await world.claims()) {
    if (outstandingFen > 0n) await world.pay(id, outstandingFen, 'royalty:2026Q1');
  }
  world.clock.moveDays(1);
  await world.report('2026Q1', 1_400_000);
  world.clock.moveDays(1);
  await world.report('2026Q1', 1_500_000);
  world.clock.moveDays(80);
  await sweepDeadlines(world.ctx);
  await refunded({ ...world, claimId: first!.id }, receipt.id);
  const second = async () => (await world.ofMilestone())[1]!;
  expect(await second()).toMatchObject({ outstandingFen: yuan(285_000), dueOn: '2026-07-26' });
  world.clock.moveDays(31);
  await sweepDeadlines(world.ctx);
  expect(await second()).toMatchObject({ dueOn: '2026-08-26' });
  // Invoiced, its days run, and end.
  await invoice((await second()).id);
  world.clock.moveDays(31);
  await sweepDeadlines(world.ctx);
  expect(await second()).toMatchObject({ dueOn: '2026-08-26' });
  expect(await world.verified()).toEqual([]);
});

test('a credit covers the refunded claim whole, and the refund fails: it is credit again', async () => {
  const world = await reached();
  const receipt = await world.pay(world.claimId, wholeFen, 'milestone:1');
  const royalty = (await world.claims()).find(({ kind }) => kind === 'royalty');
  await world.pay(royalty!.id, yuan(60_000), 'royalty:2026Q1');
  await world.report('2026Q1', 1_400_000);
  const before = await world.creditsOf();
  const refund = await refunded(world, receipt.id);
  expect((await world.ofMilestone())[0]).toMatchObject({ paidFen: 0n, creditedFen: wholeFen });
  expect((await inTransaction(world.ctx, (tx) => undoRefund(tx, refund))).state).toBe('failed');
  expect((await world.ofMilestone())[0]).toMatchObject({ paidFen: wholeFen, creditedFen: 0n });
  expect(await world.creditsOf()).toEqual(before);
  expect(await world.verified()).toEqual([]);
});

test('a milestone that the cap left nothing of gives nothing back: what comes back is royalties', async () => {
  const world = await makeWorld({ capFen: yuan(50_000) });
  await world.report('2026Q1', 2_000_000);
  world.clock.moveDays(1);
  const registered = async () => {
    const { dealFen, steps } = await sumsOf(world, world.contract, 0n);
    return [steps.find(({ label }) => label === '已计的提成')?.fen, dealFen];
  };
  expect(await world.ofMilestone()).toEqual([]);
  expect(await world.stone()).toMatchObject({ state: 'settled' });
  expect(await world.verified()).toEqual([]);
  await world.report('2026Q1', 200_000);
  expect(await world.creditsOf()).toMatchObject({ raisedFen: yuan(44_000), ofMilestonesFen: 0n });
  expect(await registered()).toEqual([yuan(6_000), yuan(50_000)]);
  expect(await world.stone()).toMatchObject({ state: 'pending' });
  expect(await world.verified()).toEqual([]);
  // Reached again it takes what the cap holds; taken back it gives back that and no more.
  world.clock.moveDays(1);
  await world.report('2026Q1', 1_600_000);
  expect(await world.ofMilestone()).toMatchObject([{ amountFen: yuan(2_000) }]);
  expect(await world.verified()).toEqual([]);
  world.clock.moveDays(1);
  await world.report('2026Q1', 100_000);
  expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: yuan(2_000) });
  expect(await registered()).toEqual([yuan(3_000), yuan(50_000)]);
  expect(await world.verified()).toEqual([]);
});

test('the cap held all of it for others: what it was charged comes back with the next credit', async () => {
  const world = await reached({ capFen: yuan(310_000) });
  const registered = async () => {
    const { dealFen, steps } = await sumsOf(world, world.contract, 0n);
    return [steps.find(({ label }) => label === '已计的提成')?.fen, dealFen];
  };
  expect(await world.ofMilestone()).toMatchObject([{ amountFen: yuan(250_000) }]);
  world.clock.moveDays(91);
  for (const gross of [12_000_000, 400_000]) {
    await world.report('2026Q2', gross);
    expect(await world.verified()).toEqual([]);
    world.clock.moveDays(1);
    // With 12,000,000.00 sold the milestone stays reached; then both fall below it.
    await world.report('2026Q1', 1_000_000);
    expect(await world.verified()).toEqual([]);
    world.clock.moveDays(1);
  }
  expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: yuan(250_000), raisedFen: yuan(268_000) });
  expect(await registered()).toEqual([yuan(42_000), yuan(310_000)]);
});

const discounts = [{ name: '商业折扣', capPpm: null }];

test('one report takes royalties back and reaches the milestone: the cap counts them no longer', async () => {
  const world = await makeWorld({ capFen: yuan(50_000), deductions: discounts });
  await world.report('2026Q1', 1_400_000);
  world.clock.moveDays(1);
  // 42,000.00 of royalties become 6,000.00: 44,000.00 are left for the milestone.
  await world.report('2026Q1', 1_600_000, { deducted: 1_400_000 });
  expect(await world.ofMilestone()).toMatchObject([{ amountFen: yuan(44_000) }]);
  await sameSums(world);

  const other = await makeWorld({ capFen: yuan(62_000) });
  await other.report('2026Q1', 2_000_000, { isEstimate: true });
  other.clock.moveDays(1);
  await other.report('2026Q1', 1_600_000);
  expect(await other.ofMilestone()).toMatchObject([{ amountFen: yuan(14_000) }]);
  await sameSums(other);
});

test('nothing is settled in the middle of a report: its credit is booked before, and used', async () => {
  const world = await makeWorld({ capFen: yuan(50_000), deductions: discounts }, { sales: 2_500_000 });
  await world.report('2026Q1', 2_000_000);
  const [claim] = await world.claims();
  const receipt = await world.send(claim!.id, yuan(50_000));
  world.clock.moveDays(1);
  await world.report('2026Q1', 200_000);
  // The credit of 44,000.00 left it to the transfer, and waits.
  await confirmReceipt(await world.as(world.parties.unitFinance), { receiptId: receipt.id });
  world.clock.moveDays(1);
  await world.report('2026Q1', 2_600_000, { deducted: 2_500_000 });
  expect(await world.ofMilestone()).toMatchObject([{ amountFen: yuan(47_000), outstandingFen: 0n }]);
  expect([await world.state(), (await world.creditsOf()).leftFen]).toEqual(['settled', 0n]);
  expect(await world.verified()).toEqual([]);
});

test('a contest stopped the days to answer evidence: it is taken back the second time as the first', async () => {
  const world = await makeWorld();
  const { milestoneId } = world;
  const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
  await submitMilestone(await world.as(world.parties.unitOfficer), { milestoneId, note: '销售报表', evidence });
  await world.report('2026Q1', 2_000_000);
  world.clock.moveDays(1);
  const contested = { milestoneId, reason: '退货没有扣除' };
  await contestMilestone(await world.as(world.parties.companyOfficer), contested);
  world.clock.moveDays(20);
  for (const times of [1n, 2n]) {
    await world.report('2026Q1', 200_000);
    expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: wholeFen * times });
    expect(await world.stone()).toMatchObject({ state: 'pending' });
    expect(await world.verified()).toEqual([]);
    world.clock.moveDays(1);
    await world.report('2026Q1', 2_000_000);
    expect(await world.verified()).toEqual([]);
    world.clock.moveDays(1);
  }
});

test('paid off with a credit, and the refund that it replaced fails: the credit is repaid beside a contract that stays closed', async () => {
  const world = await makeWorld({}, { termYears: 2 });
  await world.report('2026Q1', 2_000_000);
  const [claim] = await world.ofMilestone();
  const [royalty] = (await world.claims()).filter(({ kind }) => kind === 'royalty');
  const receipt = await world.pay(claim!.id, wholeFen, 'milestone:1');
  await world.pay(royalty!.id, yuan(60_000), 'royalty:2026Q1');
  world.clock.moveDays(300);
  for (const period of ['2026Q2', '2026Q3', '2026Q4']) await world.report(period, 0);
  await world.report('2026Q1', 1_400_000);
  world.clock.moveDays(120);
  await world.report('2027Q1', 0);
  const refund = await refunded({ ...world, claimId: claim!.id }, receipt.id);
  const [rest] = await returnsOf(world);
  expect(rest).toMatchObject({ outstandingFen: yuan(18_000) });
  const back = { obligationId: rest!.id, amountFen: yuan(18_000), ...(await world.slip()) };
  const sent = await claimBankTransfer(await world.as(world.parties.unitFinance), back);
  await confirmReceipt(await world.as(world.parties.companyFinance), { receiptId: sent.id });
  expect([await world.state(), (await world.creditsOf()).leftFen]).toEqual(['closed', 0n]);
  await inTransaction(world.ctx, (tx) => undoRefund(tx, refund));
  const open = (await returnsOf(world)).reduce((sum, { outstandingFen }) => sum + outstandingFen, 0n);
  expect([await world.state(), open]).toEqual(['closed', wholeFen]);
  expect(await world.verified()).toEqual([]);
});

test('a repayment that the first of two people has checked is under way, and left alone like one that is claimed', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  await over(world);
  await world.report('2026Q1', 200_000);
  const [owed] = await returnsOf(world);
  const company = eq(organisations.id, world.parties.company.id);
  await world.db.update(organisations).set({ twoPersonFen: 100n }).where(company);
  const back = { obligationId: owed!.id, amountFen: owed!.outstandingFen, ...(await world.slip()) };
  const sent = await claimBankTransfer(await world.as(world.parties.unitFinance), back);
  const seen = await confirmReceipt(await world.as(world.parties.companyFinance), { receiptId: sent.id });
  expect(seen.state).toBe('checked');
  world.clock.moveDays(1);
  await world.report('2026Q1', 400_000);
  expect((await world.claims()).at(-1)).toMatchObject({ kind: 'royalty', outstandingFen: yuan(6_000) });
  expect(await world.verified()).toEqual([]);
});

test('credit that is left of a contract that is settled is found', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  await world.report('2026Q1', 200_000);
  const own = eq(contracts.id, world.contract.id);
  for (const state of ['settled', 'closed'] as const) {
    await world.db.update(contracts).set({ state }).where(own);
    const found = (await world.verified()).filter(({ subject }) => subject === world.contract.no);
    expect(found.map(({ check }) => check)).toContain('a settled contract has no credit left');
  }
  await world.db.update(contracts).set({ state: 'performing' }).where(own);
  expect(await world.verified()).toEqual([]);
});

test('contested after the days to answer: silence had accepted it, and the form promises nothing else', async () => {
  const world = await makeWorld();
  const { milestoneId } = world;
  const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
  await submitMilestone(await world.as(world.parties.unitOfficer), { milestoneId, note: '销售报表', evidence });
  await world.report('2026Q1', 2_000_000);
  world.clock.moveDays(30);
  const contested = { milestoneId, reason: '退货没有扣除' };
  await contestMilestone(await world.as(world.parties.companyOfficer), contested);
  await world.report('2026Q1', 200_000);
  expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: 0n });
  expect(await world.verified()).toEqual([]);
});

test('the contract ended within the days to answer: it is taken back, and the form says so', async () => {
  const world = await makeWorld();
  const { milestoneId } = world;
  const evidence = await receivedPdf(world.ctx, '检测报告.pdf');
  await submitMilestone(await world.as(world.parties.unitOfficer), { milestoneId, note: '销售报表', evidence });
  await world.report('2026Q1', 2_000_000);
  world.clock.moveDays(1);
  await over(world);
  world.clock.moveDays(60);
  await world.report('2026Q1', 200_000);
  expect(await world.creditsOf()).toMatchObject({ ofMilestonesFen: wholeFen });
  expect(await world.verified()).toEqual([]);
});

test('a credit of a milestone that is missing, another sum, or one too many is found', async () => {
  const world = await reached();
  await world.pay(world.claimId, wholeFen, 'milestone:1');
  world.clock.moveDays(1);
  const { id: statementId } = await world.report('2026Q1', 200_000);
  const own = and(eq(credits.statementId, statementId), eq(credits.milestoneId, world.milestoneId));
  const checks = async () =>
    (await world.verified()).map(({ check, expected, found }) => [check, expected, found].join(' '));
  const [row] = await world.db.select().from(credits).where(own);
  const altered = (change: (tx: Pick<World['db'], 'update' | 'insert' | 'delete'>) => Promise<unknown>) =>
    world.db.transaction(async (tx) => {
      await tx.execute(raw`alter table credits disable trigger credits_append_only`);
      await change(tx);
      await tx.execute(raw`alter table credits enable trigger credits_append_only`);
    });
  await altered((tx) =>
    tx
      .update(credits)
      .set({ amountFen: wholeFen - 1n })
      .where(own),
  );
  expect(await checks()).toContain('credit of milestone 1 30000000 29999999');
  await altered((tx) => tx.delete(credits).where(own));
  expect(await checks()).toContain('credit of milestone 1 30000000 0');
  await world.db.insert(credits).values(row!);
  expect(await checks()).toEqual([]);
  // A second one of the same report cannot be stored; one by a report that took nothing below the sales is found.
  await expect(world.db.insert(credits).values({ ...row!, id: crypto.randomUUID() })).rejects.toThrow();
  world.clock.moveDays(1);
  const { id: other } = await world.report('2026Q1', 150_000);
  await world.db.insert(credits).values({ ...row!, id: v7(), statementId: other, createdAt: world.clock.now() });
  expect(await checks()).toContain('credit of milestone 1 0 30000000');
  await altered((tx) => tx.delete(credits).where(eq(credits.statementId, other)));
});

test('a correction is no estimate: nothing takes the sales back and leaves the milestone', async () => {
  const world = await reached();
  const company = await world.as(world.parties.companyFinance);
  const given = { contractId: world.contract.id, period: '2026Q1', grossFen: 0n, deductionsFen: [], note: '退货' };
  const estimated = { ...given, isCorrection: true, basis: 'estimate' } as const;
  await expect(fileStatement(company, estimated)).rejects.toMatchObject({ code: 'conflict' });
  expect((await world.ofMilestone())[0]).toMatchObject({ outstandingFen: wholeFen });
  // Stored so by other means, it is found.
  await world.report('2026Q1', 1_600_000);
  await world.db
    .update(royaltyStatements)
    .set({ basis: 'estimate' })
    .where(and(eq(royaltyStatements.contractId, world.contract.id), eq(royaltyStatements.n, 2)));
  const found = (await world.verified()).filter(({ subject }) => subject.startsWith(world.contract.no));
  expect(found.map(({ check }) => check)).toContain('a full report is followed by full ones');
});

test('a repayment beside an open claim is found', async () => {
  const world = await reached();
  const { id: contractId, licensorOrgId: payerOrgId, licenseeOrgId: payeeOrgId } = world.contract;
  const owed = { contractId, kind: 'credit_return', subjectId: v7(), label: '退还多计的款项' } as const;
  await world.db.insert(obligations).values({ ...owed, payerOrgId, payeeOrgId, amountFen: 1n, dueOn: '2026-05-01' });
  const found = (await world.verified()).filter(({ subject }) => subject === world.contract.no);
  expect(found.map(({ check }) => check)).toContain('nothing is to be repaid while a claim is open');
});
