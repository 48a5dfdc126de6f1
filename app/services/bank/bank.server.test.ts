import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { paymentReference } from '#app/domain/payment-reference.ts';
import { type ActorContext, type Context, inTransaction } from '#app/services/context.server.ts';
import { allocations, auditLines, bankRows, bankStatements, milestones, receipts, refunds } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { asActor, makeContext, testClock } from '#seeds/make.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { bookOf, csvOf, partsOf, type SheetValues, zipOf } from '../sheets/sheets-for-tests.ts';
import { claimBankTransfer } from '../payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '../payments/confirm-receipt.server.ts';
import { getObligation } from '../payments/queries.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { rejectReceipt } from '../payments/reject-receipt.server.ts';
import { confirmRefund } from '../refunds/confirm-refund.server.ts';
import { rejectRefund } from '../refunds/reject-refund.server.ts';
import { ignoreBankRow, reopenBankRow } from './ignore-bank-row.server.ts';
import { discardStatement, mapStatement } from './map-statement.server.ts';
import { matchBankRow } from './match-bank-row.server.ts';
import { bankFigures, listBankRows } from './queries.server.ts';
import { returnBankRow } from './return-bank-row.server.ts';
import { uploadStatement } from './upload-statement.server.ts';

const heads = ['交易日期', '借方发生额', '贷方发生额', '对方户名', '对方账号', '交易流水号', '附言', '摘要'];

async function makeWorld(amountFen = 30_000_000n) {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const parties = await makeParties(db);
  const terms = { milestones: [milestoneTerms({ amountFen })] };
  const { contract, milestones: stones } = await makeSignedContract(db, parties, { terms });
  const raise = { contract, kind: 'milestone' as const, subjectId: stones[0]!.id, label: '里程碑 1', amountFen };
  const obligation = await inTransaction(ctx, (tx) => raiseObligation(tx, { ...raise, dueOn: '2026-12-21' }));
  const as = (who: { id: string }, proved = true): Promise<ActorContext> => asActor(ctx, who, { proved });
  const finance = await as(parties.unitFinance);
  return { db, ctx, clock, ...parties, contract, obligation, as, finance, reference: paymentReference(obligation.id) };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

let serial = 0;
const line = (
  world: World,
  given: Partial<{ out: string; into: string; name: string; memo: string; serial: string }>,
) => [
  '2026-11-20',
  given.out ?? '',
  given.into ?? '',
  given.name ?? world.company.name,
  '6200000011112222',
  given.serial ?? `B${Date.now()}${(serial += 1)}`,
  given.memo ?? '',
  '转账',
];

async function stored(ctx: Context, bytes: Buffer, name: string) {
  return { ...(await ctx.files.put(Readable.from([bytes]), 5_000_000)), name };
}
async function upload(world: World, rows: SheetValues, given: { heads?: string[]; bytes?: Buffer; key?: string } = {}) {
  const title = [['示例银行对公账户交易明细'], ['账号', '6200123412341234', '户名', world.unit.name]];
  const bytes = given.bytes ?? csvOf('', [...title, given.heads ?? heads, ...rows], 'gb18030');
  const file = await stored(world.ctx, bytes, '流水.csv');
  const key = given.key === undefined ? {} : { key: given.key };
  return uploadStatement(world.finance, { bankName: '示例银行', accountNo: '6200123412341234', file, ...key });
}
const open = async (world: World) => (await listBankRows(world.finance, { view: 'open', page: 1 })).rows;
const factsOf = async ({ db, obligation }: World) => {
  const rows = await db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  const settled = await db.select().from(allocations).where(eq(allocations.obligationId, obligation.id));
  const [stone] = await db.select().from(milestones).where(eq(milestones.id, obligation.subjectId));
  return {
    receipts: rows.map(({ state, amountFen }) => [state, amountFen]),
    allocated: settled.map(({ amountFen }) => amountFen),
    milestone: stone?.state,
  };
};
const claimSlip = async (world: World, given: { amountFen?: bigint; bankSerial?: string; paidOn?: string } = {}) => {
  const payer = await world.as(world.companyFinance);
  return claimBankTransfer(payer, {
    obligationId: world.obligation.id,
    amountFen: 30_000_000n,
    bankSerial: `S${crypto.randomUUID()}`,
    paidOn: '2026-11-19',
    voucher: await receivedPdf(world.ctx, '回单.pdf'),
    ...given,
  });
};

test('a statement with its 付款码 is read, proposed and booked by one click; nothing is booked by reading it', async () => {
  const world = await makeWorld();
  const statement = await upload(world, [
    line(world, { into: '300,000.00', memo: `里程碑款 ${world.reference}` }),
    line(world, { out: '15.00', name: '', memo: '手续费' }),
    ['合计', '15.00', '300,000.00'],
  ]);
  expect(statement).toMatchObject({ state: 'stored', rowsNew: 2, rowsKnown: 0, faults: [] });
  const [income, fee] = await open(world);
  expect(income?.matches[0]).toMatchObject({
    level: 'strong',
    candidate: { kind: 'obligation', id: world.obligation.id },
  });
  expect(fee).toMatchObject({ direction: 'out', returns: [] });
  expect((await factsOf(world)).receipts).toEqual([]);
  const subject = { obligationId: world.obligation.id };
  const receipt = await matchBankRow(world.finance, { rowId: income!.id, subject });
  expect(receipt).toMatchObject({ state: 'confirmed', paidOn: '2026-11-20', claimedBy: null });
  expect(await factsOf(world)).toEqual({
    receipts: [['confirmed', 30_000_000n]],
    allocated: [30_000_000n],
    milestone: 'settled',
  });
  const { sql } = await testDatabase();
  expect(await verifyLedger(sql)).toEqual([]);
  const deeds = await world.db.select().from(auditLines).where(eq(auditLines.subjectId, income!.id));
  expect(deeds.map(({ deed }) => deed)).toEqual(['bank_row.match']);
});

test("a slip whose day is far from the bank's is not confirmed by the line: interest counts from the day it says", async () => {
  const world = await makeWorld();
  const slip = await claimSlip(world, { paidOn: '2026-11-05' });
  await upload(world, [line(world, { into: '300,000.00', memo: '里程碑款' })]);
  const [row] = await open(world);
  const match = { rowId: row!.id, subject: { receiptId: slip.id } };
  await expect(matchBankRow(world.finance, match)).rejects.toMatchObject({ code: 'invalid' });
  expect((await factsOf(world)).receipts).toEqual([['claimed', 30_000_000n]]);
});

test('every line is stored once: the same file again, overlapping months, two people at once, the same form twice', async () => {
  const world = await makeWorld();
  const [a, b, c] = ['1.00', '2.00', '2.00'].map((into, i) =>
    line(world, { into, serial: `DUP${world.contract.no}${i}` }),
  );
  const key = crypto.randomUUID();
  const first = await upload(world, [a!, b!], { key });
  expect((await upload(world, [a!, b!], { key })).id).toBe(first.id);
  const [second, third] = await Promise.all([upload(world, [b!, c!]), upload(world, [b!, c!])]);
  expect(second.rowsNew + third.rowsNew).toBe(1);
  expect(second.rowsKnown + third.rowsKnown).toBe(3);
  expect(await open(world)).toHaveLength(3);
});

test('lines without a serial are told apart by what stands in them', async () => {
  const world = await makeWorld();
  const same = line(world, { into: '5.00' }).map((cell, i) => (i === 5 ? '' : cell));
  expect(await upload(world, [same, same])).toMatchObject({ rowsNew: 2 });
  expect(await upload(world, [same, same])).toMatchObject({ rowsNew: 0, rowsKnown: 2 });
});

test('an unknown table asks which column is what, once for each bank', async () => {
  const world = await makeWorld();
  const odd = ['日子', '进账', '出账', '谁', '号码', '票据', '说明', '别的'];
  const row = line(world, { into: '7.00' }).map((cell, i, all) => (i === 1 ? all[2]! : i === 2 ? all[1]! : cell));
  const waiting = await upload(world, [row], { heads: odd });
  expect(waiting).toMatchObject({ state: 'mapping', heads: odd });
  expect(await open(world)).toEqual([]);
  const mapping = { bookedOn: '日子', inFen: '进账', outFen: '出账', otherName: '谁', serial: '票据', memo: '说明' };
  await expect(
    mapStatement(world.finance, { statementId: waiting.id, mapping: { bookedOn: '日子' } }),
  ).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await mapStatement(world.finance, { statementId: waiting.id, mapping })).toMatchObject({ rowsNew: 1 });
  await expect(mapStatement(world.finance, { statementId: waiting.id, mapping })).rejects.toMatchObject({
    code: 'state_changed',
  });
  const next = row.map((cell, i) => (i === 5 ? `${cell}X` : cell));
  expect(await upload(world, [next], { heads: odd })).toMatchObject({ state: 'stored', rowsNew: 1 });
});

test('an upload by mistake is laid aside before its lines are stored', async () => {
  const world = await makeWorld();
  const waiting = await upload(world, [['a', 'b']], { heads: ['甲', '乙'] });
  await discardStatement(world.finance, { statementId: waiting.id });
  const [row] = await world.db.select().from(bankStatements).where(eq(bankStatements.id, waiting.id));
  expect(row).toMatchObject({ state: 'discarded', samples: [] });
});

test('amounts without a sign are stored by nobody who does not say which column is the direction', async () => {
  const world = await makeWorld();
  const odd = ['记账日', '方向', '发生金额', '对手', '凭证'];
  const moved = (word: string, amount: string, serial: string) => ['2026-11-20', word, amount, '甲公司', serial];
  const rows = [moved('借', '150000.00', 'OUT20261'), moved('贷', '60500.00', 'IN20261')];
  const { id } = await upload(world, rows, { heads: odd });
  const mapping = { bookedOn: '记账日', amount: '发生金额', otherName: '对手', serial: '凭证' };
  await expect(mapStatement(world.finance, { statementId: id, mapping })).rejects.toMatchObject({
    code: 'invalid',
    field: 'direction',
  });
  expect(await open(world)).toEqual([]);
  await mapStatement(world.finance, { statementId: id, mapping: { ...mapping, direction: '方向' } });
  expect((await open(world)).map(({ direction, amountFen }) => [direction, amountFen])).toEqual([
    ['in', 6_050_000n],
    ['out', 15_000_000n],
  ]);
});

test('a stored upload is taken back whole while nobody decided on a line of it, and its columns are asked again', async () => {
  const world = await makeWorld();
  const odd = ['日子', '进账', '谁', '票据', '说明'];
  const row = (serial: string) => ['2026-11-20', '7.00', '甲公司', serial, '货款'];
  const mapping = { bookedOn: '日子', inFen: '进账', otherName: '谁', serial: '票据' };
  const first = await upload(world, [row('BACK0001'), row('BACK0002')], { heads: odd });
  await mapStatement(world.finance, { statementId: first.id, mapping });
  await discardStatement(world.finance, { statementId: first.id });
  expect(await open(world)).toEqual([]);
  const second = await upload(world, [row('BACK0001'), row('BACK0002')], { heads: odd });
  expect(second.state).toBe('mapping');
  await mapStatement(world.finance, { statementId: second.id, mapping });
  const [line] = await open(world);
  await ignoreBankRow(world.finance, { rowId: line!.id, note: '与合同无关' });
  await expect(discardStatement(world.finance, { statementId: second.id })).rejects.toMatchObject({ code: 'invalid' });
  expect(await open(world)).toHaveLength(1);
});

test('an upload whose lines a later one passed over is not taken back before that one', async () => {
  const world = await makeWorld();
  const rows = [line(world, { into: '5.00' }), line(world, { into: '6.00' })];
  const first = await upload(world, rows);
  world.clock.moveDays(1);
  const second = await upload(world, [...rows, line(world, { into: '7.00' })]);
  expect(second).toMatchObject({ rowsNew: 1, rowsKnown: 2 });
  await expect(discardStatement(world.finance, { statementId: first.id })).rejects.toMatchObject({ code: 'invalid' });
  await discardStatement(world.finance, { statementId: second.id });
  await discardStatement(world.finance, { statementId: first.id });
  expect(await open(world)).toEqual([]);
});

test('a workbook with merged titles and a formula is read; a formula without its result is a named fault', async () => {
  const world = await makeWorld();
  const book = await bookOf([['示例银行', '', ''], heads, line(world, { into: '9.00' })]);
  expect(await upload(world, [], { bytes: book })).toMatchObject({ state: 'stored', rowsNew: 1 });
  const cell = (text: string) => `<c t="str"><v>${text}</v></c>`;
  const formula = zipOf(
    partsOf(
      `<row>${heads.map(cell).join('')}</row><row>${cell('2026-11-20')}<c/><c><f>SUM(A1:A9)</f></c>${cell('甲')}<c/>${cell('F0001')}</row>`,
    ),
  );
  const read = await upload(world, [], { bytes: formula });
  expect(read.faults).toEqual([{ rowNo: 2, says: expect.stringContaining('公式') as string }]);
});

test.each([
  ['a PDF', Buffer.from('%PDF-1.4\n%%EOF\n')],
  ['a zip that is no workbook', zipOf([{ name: 'readme.txt', body: 'x' }])],
  ['a zip bomb', zipOf(partsOf('', { 'xl/worksheets/sheet1.xml': `<worksheet>${' '.repeat(64 * 1_048_576)}` }))],
  ['nothing', Buffer.from('\n')],
])('%s is refused with words', async (_what, bytes) => {
  const world = await makeWorld();
  await expect(upload(world, [], { bytes })).rejects.toMatchObject({ code: 'file_refused', field: 'file' });
});

test('a slip is confirmed by its line; another amount on the line is refused, the slip stays', async () => {
  const world = await makeWorld();
  const slip = await claimSlip(world, { bankSerial: 'SLIP 0001 X' });
  await upload(world, [
    line(world, { into: '299999.99', serial: 'OTHER0001' }),
    line(world, { into: '300000.00', serial: 'SLIP-0001-X' }),
  ]);
  const rows = await open(world);
  const [wrong, right] = ['29999999', '30000000'].map((fen) => rows.find((row) => row.amountFen === BigInt(fen))!);
  expect(right?.matches[0]).toMatchObject({ level: 'strong', candidate: { kind: 'receipt', id: slip.id } });
  const subject = { receiptId: slip.id };
  await expect(matchBankRow(world.finance, { rowId: wrong!.id, subject })).rejects.toMatchObject({
    code: 'amount_mismatch',
  });
  const both = await Promise.allSettled([
    matchBankRow(world.finance, { rowId: right!.id, subject }),
    matchBankRow(world.finance, { rowId: right!.id, subject }),
    confirmReceipt(world.finance, { receiptId: slip.id }),
  ]);
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect((await factsOf(world)).allocated).toEqual([30_000_000n]);
});

test('one line pays once: two people who take it for two claims at the same moment', async () => {
  const world = await makeWorld();
  await upload(world, [line(world, { into: '100000.00', memo: world.reference })]);
  const [row] = await open(world);
  const subject = { obligationId: world.obligation.id };
  const both = await Promise.allSettled([1, 2, 3].map(() => matchBankRow(world.finance, { rowId: row!.id, subject })));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await factsOf(world)).toMatchObject({ receipts: [['confirmed', 10_000_000n]], allocated: [10_000_000n] });
  const { outstandingFen } = await getObligation(world.finance, world.obligation.id);
  expect(outstandingFen).toBe(20_000_000n);
});

test('a slip that finance confirmed before is explained by its line and not booked again', async () => {
  const world = await makeWorld();
  const slip = await claimSlip(world, { bankSerial: 'EARLY00001' });
  await confirmReceipt(world.finance, { receiptId: slip.id });
  await upload(world, [line(world, { into: '300000.00', serial: 'EARLY00001' })]);
  const [row] = await open(world);
  await matchBankRow(world.finance, { rowId: row!.id, subject: { receiptId: slip.id } });
  expect(await factsOf(world)).toMatchObject({ receipts: [['confirmed', 30_000_000n]], allocated: [30_000_000n] });
  expect((await bankFigures(world.finance)).matched).toEqual({ n: 1, fen: 30_000_000n });
});

test('what exceeds the claim stays as an advance', async () => {
  const world = await makeWorld();
  await upload(world, [line(world, { into: '310000.00', memo: world.reference })]);
  const [row] = await open(world);
  await matchBankRow(world.finance, { rowId: row!.id, subject: { obligationId: world.obligation.id } });
  expect(await factsOf(world)).toMatchObject({ receipts: [['confirmed', 31_000_000n]], allocated: [30_000_000n] });
  const { sql } = await testDatabase();
  expect(await verifyLedger(sql)).toEqual([]);
});

test('a large line waits for the second person; rejected by him, it is open again', async () => {
  const world = await makeWorld(60_000_000n);
  await upload(world, [line(world, { into: '600000.00', memo: world.reference })]);
  const [row] = await open(world);
  const subject = { obligationId: world.obligation.id };
  const receipt = await matchBankRow(world.finance, { rowId: row!.id, subject });
  expect(receipt.state).toBe('checked');
  expect((await factsOf(world)).allocated).toEqual([]);
  await expect(confirmReceipt(world.finance, { receiptId: receipt.id })).rejects.toMatchObject({ code: 'conflict' });
  await rejectReceipt(world.finance, { receiptId: receipt.id, reason: '是另一份合同的款' });
  expect(await open(world)).toHaveLength(1);
  const again = await matchBankRow(world.finance, { rowId: row!.id, subject });
  await confirmReceipt(await world.as(world.unitApprover), { receiptId: again.id });
  expect((await factsOf(world)).allocated).toEqual([60_000_000n]);
});

test('退汇: a line of outgoing money is linked to the receipt it returns, and the claim is open again when the payer has it', async () => {
  const world = await makeWorld();
  await upload(world, [line(world, { into: '300000.00', memo: world.reference })]);
  const [income] = await open(world);
  const subject = { obligationId: world.obligation.id };
  const receipt = await matchBankRow(world.finance, { rowId: income!.id, subject });
  await upload(world, [line(world, { out: '300000.00', memo: '退汇 账号户名不符' })]);
  const [back] = await open(world);
  expect(back?.returns[0]).toMatchObject({ candidate: { receiptId: receipt.id }, level: 'strong' });
  const refund = await returnBankRow(world.finance, { rowId: back!.id, receiptId: receipt.id });
  expect(refund).toMatchObject({ kind: 'bounced', state: 'open', amountFen: 30_000_000n, voucherFileId: null });
  await rejectRefund(await world.as(world.companyFinance), { refundId: refund.id, reason: '没有收到' });
  expect((await open(world)).map(({ id }) => id)).toEqual([back!.id]);
  const again = await returnBankRow(world.finance, { rowId: back!.id, receiptId: receipt.id });
  await confirmRefund(await world.as(world.companyFinance), { refundId: again.id });
  expect((await getObligation(world.finance, world.obligation.id)).outstandingFen).toBe(30_000_000n);
  expect(await world.db.$count(refunds, eq(refunds.receiptId, receipt.id))).toBe(2);
  const { sql } = await testDatabase();
  expect(await verifyLedger(sql)).toEqual([]);
});

test('a line that has nothing to do with contracts is set aside with its reason, and taken up again', async () => {
  const world = await makeWorld();
  await upload(world, [line(world, { into: '8000.00', name: '示例物业', memo: '房租' })]);
  const [row] = await open(world);
  expect(row?.matches).toEqual([]);
  await ignoreBankRow(world.finance, { rowId: row!.id, note: '房租收入' });
  expect(await open(world)).toEqual([]);
  await reopenBankRow(world.finance, { rowId: row!.id });
  expect(await open(world)).toHaveLength(1);
});

test("only the unit's own finance, with a fresh second factor where money is booked; never another unit's lines or claims", async () => {
  const world = await makeWorld();
  await upload(world, [line(world, { into: '300000.00', memo: world.reference })]);
  const [row] = await open(world);
  const deed = { rowId: row!.id, subject: { obligationId: world.obligation.id } };
  await expect(matchBankRow(await world.as(world.unitOfficer), deed)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(matchBankRow(await world.as(world.companyFinance), deed)).rejects.toMatchObject({ code: 'not_found' });
  await expect(matchBankRow(await world.as(world.unitFinance, false), deed)).rejects.toMatchObject({
    code: 'proof_required',
  });
  const other = await makeWorld();
  await expect(
    matchBankRow(world.finance, { ...deed, subject: { obligationId: other.obligation.id } }),
  ).rejects.toMatchObject({ code: 'not_found' });
  const [mine] = await world.db
    .select()
    .from(bankRows)
    .where(and(eq(bankRows.orgId, world.unit.id)));
  expect(mine?.state).toBe('open');
});
