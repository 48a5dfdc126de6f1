import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import type { MilestoneTerms, PayLaterTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import {
  allocations,
  contracts,
  depositCorrections,
  notices,
  obligations,
  receipts,
  tradeApplications,
  trades,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { makeTrade } from '#seeds/make-trade.ts';
import { agreeContract } from '../contracts/agree-contract.server.ts';
import { composerPage } from '../contracts/composer-queries.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { signContract } from '../contracts/sign-contract.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { getReceipt } from '../payments/receipt-queries.server.ts';
import { rejectReceipt } from '../payments/reject-receipt.server.ts';
import { withdrawReceipt } from '../payments/withdraw-receipt.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { endDeposit } from './keep-deposit.server.ts';
import { placeBid } from './place-bid.server.ts';
import { getOwnTrade, getPublicTrade } from './queries.server.ts';
import { undoDepositEnd } from './undo-deposit-end.server.ts';

let db: Database;
let sql: Awaited<ReturnType<typeof testDatabase>>['sql'];
beforeAll(async () => {
  ({ db, sql } = await testDatabase());
});

const [usual] = soundTerms().milestones as [MilestoneTerms];
const sold = (amountFen: bigint): PayLaterTerms =>
  soundTerms({
    kind: 'licence',
    licenceKind: 'non_exclusive',
    trial: { months: 0, extensionMonths: 0 },
    royalty: null,
    milestones: [{ ...usual, trigger: 'signed', criteria: '', evidence: '', amountFen }],
  });

/** A trade that the second of two bidders won for 59 万元, concluded. */
async function concluded(depositFen = 5_000_000n) {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const made = await makeTrade(ctx, 2, { depositFen });
  const [loser, winner] = made.bidders as [(typeof made.bidders)[0], (typeof made.bidders)[0]];
  clock.moveDays(8);
  await placeBid(loser.ctx, { tradeId: made.trade.id, amountFen: 58_000_000n, isMeant: false });
  await placeBid(winner.ctx, { tradeId: made.trade.id, amountFen: 59_000_000n, isMeant: false });
  for (const days of [1, 6]) {
    clock.moveDays(days);
    await sweepDeadlines(ctx);
  }
  const read = async () => (await db.select().from(trades).where(eq(trades.id, made.trade.id)))[0]!;
  const of = { tradeId: made.trade.id, applicationId: winner.application.id };
  const today = () => dayOf(ctx.now());
  const setOff = (reference: string, on = today()) =>
    endDeposit(made.officer, { ...of, way: 'apply', on, reference, note: '' });
  const told = async (userId: string) =>
    (await db.select().from(notices).where(eq(notices.userId, userId))).map(({ kind }) => kind);
  const proved = async (orgId: string) =>
    asActor(ctx, await makePerson(db, { id: orgId }, ['approver']), { proved: true });
  const sign = async (terms: PayLaterTerms) => {
    const { id: contractId, no } = await proposeContract(made.officer, { dealId: (await read()).dealId!, terms });
    const deed = { contractId, versionN: 1 };
    await agreeContract(winner.ctx, deed);
    await signContract(await proved(made.trade.orgId), deed);
    await signContract(await proved(winner.ctx.actor.org!.orgId), deed);
    return { id: contractId, no };
  };
  const teller = await makePerson(db, { id: made.trade.orgId }, ['finance']);
  /** The unit's finance, which has just proved who it is. */
  const financeNow = () => asActor(ctx, teller, { proved: true });
  /** Receipts of a contract, the earliest first, and its claims. */
  const money = async (contractId: string) => ({
    slips: await db.select().from(receipts).where(eq(receipts.contractId, contractId)).orderBy(receipts.createdAt),
    claims: await db.select().from(obligations).where(eq(obligations.contractId, contractId)),
  });
  return { ...made, clock, ctx, loser, winner, of, today, setOff, told, sign, proved, financeNow, money };
}

test('a deposit is set off in what its winner signed for this sale, and in nothing else', async () => {
  const { officer, trade, of, today, setOff, sign } = await concluded();
  const shown = async () => (await getOwnTrade(officer, trade.id)).contractNos;
  expect(await shown()).toEqual([]);
  const unsigned = {
    code: 'invalid',
    field: 'contractNo',
    params: { says: expect.stringContaining('还没有') as string },
  };
  await expect(setOff('HT-2026-99999')).rejects.toMatchObject(unsigned);
  const other = await concluded();
  const theirs = await other.sign(sold(59_000_000n));
  const { id, no } = await sign(sold(59_000_000n));
  expect(await shown()).toEqual([no]);
  await expect(setOff(theirs.no)).rejects.toMatchObject({ field: 'contractNo' });
  await expect(setOff(no, addDays(today(), -1))).rejects.toMatchObject({ field: 'endedOn' });
  // What ended before its time is no longer what he bought.
  await db.update(contracts).set({ state: 'terminated' }).where(eq(contracts.id, id));
  await expect(setOff(no)).rejects.toMatchObject({ field: 'contractNo' });
  await db.update(contracts).set({ state: 'performing' }).where(eq(contracts.id, id));
  expect(await setOff(no)).toMatchObject({ id: of.applicationId, depositAppliedOn: today(), depositEndReference: no });
});

test('a deposit that was set off is a receipt on the contract’s claim; once finance has confirmed it, it has paid, and stays', async () => {
  const { officer, financeNow, winner, of, today, setOff, sign, told, money, clock } = await concluded();
  const { id, no } = await sign(sold(59_000_000n));
  const signedOn = today();
  clock.moveDays(1);
  await setOff(no);
  const { slips, claims } = await money(id);
  const [claim] = claims;
  const [deposit] = await db.select().from(tradeApplications).where(eq(tradeApplications.id, of.applicationId));
  expect(deposit!.depositOn! < signedOn).toBe(true);
  expect(slips).toMatchObject([
    {
      state: 'claimed',
      method: 'bank',
      amountFen: 5_000_000n,
      obligationId: claim!.id,
      payerOrgId: winner.ctx.actor.org!.orgId,
      payeeOrgId: officer.actor.org!.orgId,
      paidOn: today(),
      bankSerial: deposit!.depositReference,
      depositApplicationId: of.applicationId,
    },
  ]);
  const { id: receiptId } = slips[0]!;
  const finance = await financeNow();
  expect(await getObligation(finance, claim!.id)).toMatchObject({ awaitedFen: 5_000_000n, payableFen: 54_000_000n });
  expect(await told(finance.actor.userId)).toContain('receipt.set_off');
  // Neither the payer, who sent no slip, nor who set it off answers for the bank statement.
  expect(await codeOf(withdrawReceipt(winner.ctx, { receiptId }))).toBe('conflict');
  expect(await codeOf(confirmReceipt(officer, { receiptId }))).toBe('forbidden');
  expect(await confirmReceipt(finance, { receiptId })).toMatchObject({ state: 'confirmed' });
  const settled = { paidFen: 5_000_000n, outstandingFen: 54_000_000n, receipts: [{ isSetOff: true }] };
  expect(await getObligation(winner.ctx, claim!.id)).toMatchObject(settled);
  expect(await getReceipt(winner.ctx, receiptId)).toMatchObject({ deposit: { on: deposit!.depositOn } });
  expect(await db.select().from(allocations).where(eq(allocations.receiptId, receiptId))).toMatchObject([
    { obligationId: claim!.id, amountFen: 5_000_000n },
  ]);
  const own = [id, claim!.id, receiptId];
  expect((await verifyLedger(sql)).filter(({ subject }) => own.some((one) => subject.includes(one)))).toEqual([]);
  const undo = { ...of, way: 'apply', endedOn: today(), reason: '抵错了合同' } as const;
  await expect(undoDepositEnd(officer, undo)).rejects.toMatchObject({
    code: 'conflict',
    params: { says: expect.stringContaining('不能撤回') as string },
  });
  const [still] = await db.select().from(tradeApplications).where(eq(tradeApplications.id, of.applicationId));
  expect(still).toMatchObject({ depositAppliedOn: today() });
});

test('a deposit that is the whole price settles the claim, once a second person has looked at so large a sum', async () => {
  const { trade, financeNow, proved, setOff, sign, money } = await concluded(59_000_000n);
  const finance = await financeNow();
  const { id, no } = await sign(sold(59_000_000n));
  await setOff(no);
  const [slip] = (await money(id)).slips;
  const claimId = slip!.obligationId;
  expect(slip).toMatchObject({ amountFen: 59_000_000n });
  const of = { receiptId: slip!.id };
  expect(await confirmReceipt(finance, of)).toMatchObject({ state: 'checked' });
  expect(await confirmReceipt(await proved(trade.orgId), of)).toMatchObject({ state: 'confirmed' });
  expect(await getObligation(finance, claimId)).toMatchObject({ outstandingFen: 0n });
});

test('two clicks, and a claim with less to pay than the deposit, make no second and no partial receipt', async () => {
  const { setOff, sign, money } = await concluded();
  const { id, no } = await sign(sold(59_000_000n));
  const both = await Promise.allSettled([setOff(no), setOff(no)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const lost = both.find((one): one is PromiseRejectedResult => one.status === 'rejected');
  expect(lost!.reason).toMatchObject({ code: 'state_changed' });
  expect((await money(id)).slips).toHaveLength(1);

  const other = await concluded();
  const small = { ...usual, trigger: 'signed', criteria: '', evidence: '' } as const;
  const parts = [
    { ...small, name: '首期', amountFen: 1_000_000n },
    { ...small, name: '余款', amountFen: 58_000_000n },
  ];
  const split = await other.sign({ ...sold(59_000_000n), milestones: parts });
  await expect(other.setOff(split.no)).rejects.toMatchObject({ code: 'invalid', field: 'obligationId' });
  expect((await other.money(split.id)).slips).toEqual([]);
  const rest = (await other.money(split.id)).claims.find(({ amountFen }) => amountFen === 58_000_000n)!;
  const way = { way: 'apply', on: other.today(), reference: split.no, note: '' } as const;
  await endDeposit(other.officer, { ...other.of, ...way, obligationId: rest.id });
  expect((await other.money(split.id)).slips).toMatchObject([{ obligationId: rest.id, amountFen: 5_000_000n }]);
});

test('a set-off that finance has not confirmed is taken back with its receipt, and the deposit can be set off anew', async () => {
  const { officer, financeNow, winner, of, today, setOff, sign, told, money } = await concluded();
  const finance = await financeNow();
  const { id, no } = await sign(sold(59_000_000n));
  await setOff(no);
  const undo = () => undoDepositEnd(officer, { ...of, way: 'apply', endedOn: today(), reason: '日期登记错了' });
  expect(await undo()).toMatchObject({ depositAppliedOn: null });
  const [back] = (await money(id)).slips;
  expect(back).toMatchObject({ state: 'rejected', rejectReason: expect.stringContaining('日期登记错了') as string });
  expect(await codeOf(confirmReceipt(finance, { receiptId: back!.id }))).toBe('state_changed');
  expect(await getObligation(winner.ctx, back!.obligationId)).toMatchObject({
    awaitedFen: 0n,
    payableFen: 59_000_000n,
  });
  await setOff(no);
  const second = (await money(id)).slips.find(({ state }) => state === 'claimed')!;
  // One that finance did not find leaves the deposit to its officer, who is told.
  await rejectReceipt(finance, { receiptId: second.id, reason: '流水号不符' });
  expect(await told(officer.actor.userId)).toContain('receipt.set_off_reject');
  expect(await undo()).toMatchObject({ depositAppliedOn: null });
  await endDeposit(officer, { ...of, way: 'return', on: today(), reference: 'TK-7', note: '' });
});

test('a wrong entry is taken back with a reason that its bidder reads; it stays in the trail, and the true end is noted', async () => {
  const { ctx, officer, approver, trade, winner, of, today, told } = await concluded();
  const way = { way: 'return', endedOn: today(), reason: '退款流水号抄错了一位' } as const;
  const undo = (by = officer) => undoDepositEnd(by, { ...of, ...way });
  expect(await codeOf(undo())).toBe('state_changed');
  await endDeposit(officer, { ...of, way: 'return', on: today(), reference: 'TK-1', note: '' });
  expect(await codeOf(undo(approver))).toBe('forbidden');
  expect(await codeOf(undo(winner.ctx))).toBe('not_found');
  const foreign = await makeOrganisation(db, { kind: 'university' });
  expect(await codeOf(undo(await asActor(ctx, await makePerson(db, foreign, ['officer']))))).toBe('not_found');
  // What the form showed is taken back, nothing that came instead.
  expect(await codeOf(undoDepositEnd(officer, { ...of, ...way, way: 'forfeit' }))).toBe('state_changed');
  expect(await undo()).toMatchObject({ depositReturnedOn: null, depositEndReference: null });
  expect(await codeOf(undo())).toBe('state_changed');
  expect(await told(winner.ctx.actor.userId)).toContain('trade.undo_deposit');
  expect(await told(approver.actor.userId)).toContain('trade.deposit_undone');
  await endDeposit(officer, { ...of, way: 'return', on: today(), reference: 'TK-2', note: '' });
  const { application } = await getPublicTrade(winner.ctx, trade.no);
  expect(application).toMatchObject({
    depositEndReference: 'TK-2',
    corrections: [{ way: 'return', reference: 'TK-1', reason: '退款流水号抄错了一位' }],
  });
  const isThis = eq(depositCorrections.applicationId, of.applicationId);
  await expect(db.update(depositCorrections).set({ reason: '别的' }).where(isThis)).rejects.toThrow();
  await expect(db.delete(depositCorrections).where(isThis)).rejects.toThrow();
});

test('who bid in vain hears that somebody else has it and that the deposit comes back; only the winner is asked for a contract', async () => {
  const { officer, loser, winner, told } = await concluded();
  const isOfLoser = eq(tradeApplications.id, loser.application.id);
  expect(await db.select().from(tradeApplications).where(isOfLoser)).toMatchObject([{ depositOn: '2026-11-20' }]);
  expect(await told(loser.ctx.actor.userId)).toContain('trade.lose_paid');
  expect(await told(loser.ctx.actor.userId)).not.toContain('trade.conclude');
  for (const one of [winner.ctx, officer]) expect(await told(one.actor.userId)).toContain('trade.conclude');
});

test('by when to sign stands on both desks until they have, and by when a deposit goes back on that of who owes it, then of who misses it', async () => {
  const { ctx, clock, officer, trade, loser, winner, today, sign } = await concluded();
  const soldOn = today();
  const rows = async (by: typeof officer, kind: string) =>
    (await listTodos(by)).filter((todo) => todo.kind === kind).map(({ dueAt, amountFen }) => [dueAt, amountFen]);
  const signed = [[endOfDay(addDays(soldOn, 30)), 59_000_000n]];
  for (const one of [officer, winner.ctx]) expect(await rows(one, 'sale.sign')).toEqual(signed);
  expect(await rows(loser.ctx, 'sale.sign')).toEqual([]);
  const { dealId } = await getPublicTrade(winner.ctx, trade.no);
  expect(await composerPage(winner.ctx, dealId!)).toMatchObject({
    resultNotice: { no: trade.no, said: { payTerms: '签约后 15 日内一次付清。' }, signBy: addDays(soldOn, 30) },
  });

  const { application } = await getPublicTrade(loser.ctx, trade.no);
  const by = application!.returnBy!;
  expect(by > soldOn && by <= addDays(soldOn, 12)).toBe(true);
  expect((await getPublicTrade(winner.ctx, trade.no)).application).toMatchObject({ returnBy: null });
  const owed = [[endOfDay(by), 5_000_000n]];
  expect(await rows(officer, 'trade.deposit')).toEqual([...owed, [null, 5_000_000n]]);
  expect(await rows(loser.ctx, 'trade.owed')).toEqual([]);
  while (dayOf(ctx.now()) <= by) clock.moveDays(1);
  expect(await rows(loser.ctx, 'trade.owed')).toEqual(owed);
  expect(await rows(winner.ctx, 'trade.owed')).toEqual([]);
  const of = { tradeId: trade.id, applicationId: loser.application.id };
  await endDeposit(officer, { ...of, way: 'return', on: today(), reference: 'TK-9', note: '' });
  expect(await rows(loser.ctx, 'trade.owed')).toEqual([]);

  await sign(sold(59_000_000n));
  for (const one of [officer, winner.ctx]) expect(await rows(one, 'sale.sign')).toEqual([]);
  expect((await getPublicTrade(winner.ctx, trade.no)).signBy).toBeNull();
});
