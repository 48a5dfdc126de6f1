import { z } from 'zod';
import { isBankSerial } from './bank-serial.ts';
import { type SlipFacts, type TransferFacts, transferFaults } from './bank-transfer.ts';
import { isDay } from './days.ts';
import { type ShareableFacts, shareFaults } from './distribution-shares.ts';
import type { FieldFault } from './errors.ts';
import { type Fen, parseFen, parsePpm } from './money.ts';
import { waiverFaults } from './penalty-waiver.ts';
import { type RefundFacts, refundFaults } from './refund-faults.ts';
import { bankRefundKinds } from './refund.ts';
import { mostSalesLines, readSalesLines, sellers } from './sales-lines.ts';
import { statementBases } from './royalty-statement.ts';
import { writeOffReasons } from './write-off.ts';

/** A field as the browser sends it: absent and empty are the same. */
const typed = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').trim());

const read = <T>(reader: (text: string) => T | null, message: string, otherwise?: T) =>
  typed.transform((value, context): T => {
    if (value === '' && otherwise !== undefined) return otherwise;
    const parsed = reader(value);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const yuan = (text: string): Fen | null => parseFen(text, 'yuan');
const yuanWords = '请填金额，单位元，最多两位小数，例如 1,200,000.00';
const amount = (message = yuanWords) => read(yuan, message);
const amountOrNone = () => read(yuan, yuanWords, 0n);
const share = (message: string) => read(parsePpm, message);

/** Text that must be there, unless `missing` is null. */
const words = (missing: string | null, longest: number) =>
  typed.transform((value, context): string => {
    const message = value === '' && missing !== null ? missing : value.length > longest ? `最多 ${longest} 个字` : null;
    if (message !== null) context.addIssue({ code: 'custom', message });
    return value;
  });

/** Where a field stands in what is typed: `costs[0].amount` → ['costs', 0, 'amount']. */
const pathOf = (field: string): (string | number)[] =>
  field.split(/[.[\]]+/).flatMap((part) => (part === '' ? [] : [/^\d+$/.test(part) ? Number(part) : part]));

/**
 * A form that is judged by facts as well as read. The judgement sees whatever could be read, so that one answer names every
 * field that is wrong.
 */
function judged<Shape extends z.ZodRawShape>(
  fields: z.ZodObject<Shape>,
  judge: (read: Partial<z.output<z.ZodObject<Shape>>>) => readonly FieldFault[],
) {
  return z.unknown().transform((raw, context): z.output<z.ZodObject<Shape>> => {
    const typedIn = (raw ?? {}) as Record<string, unknown>;
    const whole = fields.safeParse(typedIn);
    const parts = Object.entries(fields.shape).flatMap(([name, schema]) => {
      const part = (schema as z.ZodType).safeParse(typedIn[name]);
      return part.success ? [[name, part.data] as const] : [];
    });
    for (const { message, path } of whole.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
    for (const { field, says } of judge(Object.fromEntries(parts) as Partial<z.output<z.ZodObject<Shape>>>)) {
      context.addIssue({ code: 'custom', message: says, path: pathOf(field) });
    }
    return whole.success ? whole.data : z.NEVER;
  });
}

/** A form's own key: the same form sent twice does its deed once. */
const key = z.uuid().optional();

/** A box that is ticked or not. */
const ticked = typed.transform((value) => value !== '');

const bankSerial = read(
  (text) => (isBankSerial(text) ? text.normalize('NFKC') : null),
  '请填回单上的流水号，4 至 40 位字母或数字',
);
const paidOn = read((text) => (isDay(text) ? text : null), '请填付款日期，例如 2026-11-21');

const transferFields = z.object({
  key,
  payeeAccountId: z.uuid().optional(),
  amount: amount(),
  bankSerial,
  paidOn,
  isAdvance: ticked,
});

/**
 * A bank transfer as its form sends it, with everything that is wrong at once: what cannot be read, what the facts of the
 * claim forbid, and the file. The verb asks the same facts again under its lock.
 */
export const claimTransferInput = (facts: TransferFacts, voucherFault: string | null) =>
  judged(transferFields, (transfer) => [
    ...transferFaults({ isAdvance: false, ...transfer, amountFen: transfer.amount }, facts),
    ...(voucherFault === null ? [] : [{ field: 'voucher', says: voucherFault }]),
  ]);

const refundFields = z.object({
  key,
  kind: z.enum(bankRefundKinds, { message: '请选择退款的原因' }),
  amount: amount(),
  reason: words('请写明为什么退款', 200),
  bankSerial,
  paidOn,
});

/** A refund by bank as its form sends it, judged as `claimTransferInput` judges a transfer. */
export const recordRefundInput = (facts: RefundFacts & SlipFacts, voucherFault: string | null) =>
  judged(refundFields, ({ kind = 'refund', amount: amountFen, ...slip }) => [
    ...refundFaults({ ...slip, kind, amountFen }, facts),
    ...(voucherFault === null ? [] : [{ field: 'voucher', says: voucherFault }]),
  ]);

export const RefundCardInput = z.object({ key, amount: amount(), reason: words('请写明为什么退款', 200) });
/** An advance put on an open claim, and what was put there taken back. */
export const PlaceAdvanceInput = z.object({
  key,
  obligationId: z.uuid({ message: '请选择抵哪一笔' }),
  amount: amount(),
});
export const TakeBackAdvanceInput = z.object({ allocationId: z.uuid(), reason: words('请写明为什么撤回', 200) });

export const RefundIdInput = z.object({ refundId: z.uuid() });
export const RejectRefundInput = z.object({
  refundId: z.uuid(),
  reason: words('请写明原因，例如：当日流水无此笔', 200),
});

/** The sum that was shown, in fen, and that it was looked at. */
export const ChargeInterestInput = z.object({
  amountFen: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
  agrees: z.literal('on', { error: '请核对金额、天数和依据以后勾选' }),
});

const waiveCreditFields = z.object({ key, reason: words('请写明为什么放弃', 200) });
/** A credit waived as its form sends it, with what is wrong with the document: one answer names all. */
export const waiveCreditInput = (documentFault: string | null) =>
  judged(waiveCreditFields, () => (documentFault === null ? [] : [{ field: 'file', says: documentFault }]));

const waivePenaltyFields = z.object({ key, amount: amount(), reason: words('请写明为什么免除', 200) });
/** A waiver as its form sends it; `mostFen` is what can be waived. One answer names all that is wrong. */
export const waivePenaltyInput = (mostFen: Fen, documentFault: string | null) =>
  judged(waivePenaltyFields, ({ amount: amountFen }) => [
    ...waiverFaults(amountFen, mostFen),
    ...(documentFault === null ? [] : [{ field: 'file', says: documentFault }]),
  ]);

const writeOffFields = z.object({
  key,
  reason: z.enum(writeOffReasons, { message: '请选择核销的原因' }),
  note: words('请写明催收的经过和无法收回的依据', 500),
});
/** A proposal as its form sends it, with what is wrong with the document: one answer names all. */
export const proposeWriteOffInput = (documentFault: string | null) =>
  judged(writeOffFields, () => (documentFault === null ? [] : [{ field: 'file', says: documentFault }]));
export const WriteOffIdInput = z.object({ writeOffId: z.uuid() });
export const ReturnWriteOffInput = z.object({ writeOffId: z.uuid(), note: words('请写明退回的原因', 200) });

export const RejectReceiptInput = z.object({ reason: words('请写明原因，例如：当日流水无此笔', 200) });

/** One line of direct costs: both parts or neither; a line left empty is none. */
const cost = z.object({ label: typed, amount: typed }).transform(({ label, amount: text }, context) => {
  const amountFen = text === '' ? 0n : yuan(text);
  if (amountFen === null) context.addIssue({ code: 'custom', message: yuanWords, path: ['amount'] });
  if (label === '' && amountFen !== 0n) {
    context.addIssue({ code: 'custom', message: '请写明是什么费用', path: ['label'] });
  }
  if (label.length > 60) context.addIssue({ code: 'custom', message: '最多 60 个字', path: ['label'] });
  return { label, amountFen: amountFen ?? 0n };
});

/** Somebody who did work that stands alone, and his part; a line left empty is nobody. */
const worker = z.object({ name: typed, share: typed }).transform(({ name, share: text }, context) => {
  const sharePpm = text === '' ? 0 : parsePpm(text);
  if (sharePpm === null || (name !== '' && sharePpm === 0)) {
    context.addIssue({ code: 'custom', message: '请填 0 到 100 之间的百分数', path: ['share'] });
  }
  if (name === '' && sharePpm !== 0) context.addIssue({ code: 'custom', message: '请填姓名', path: ['name'] });
  if (name.length > 60) context.addIssue({ code: 'custom', message: '最多 60 个字', path: ['name'] });
  return { name, sharePpm: sharePpm ?? 0 };
});

const proposalFields = z.object({
  key,
  teamPpm: share('请填 0 到 100 之间的百分数'),
  ttoPpm: read(parsePpm, '请填 0 到 100 之间的百分数', 0),
  costs: z
    .array(cost)
    .max(20, '最多 20 项')
    .default([])
    .transform((rows) => rows.filter((row) => row.amountFen > 0n)),
  /** Who did it, where work that stands alone is shared; elsewhere the achievement knows. */
  people: z
    .array(worker)
    .max(60, '最多 60 人')
    .transform((rows) => rows.filter(({ name }) => name !== ''))
    .optional(),
  /** The main contributors, by their place in the team's list. */
  main: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.coerce.number().int().min(0).max(200)).max(200).optional(),
  ),
  /** Where objections to the reward list go; the list stands in publicity where it is given. */
  publicityContact: words(null, 200),
});

/** How a receipt is to be shared, with everything that is wrong at once; the verb plans it again under its lock. */
export const proposeDistributionInput = (facts: ShareableFacts) =>
  judged(proposalFields, ({ people, ...proposal }) => {
    const named = (people ?? []).map((row) => ({ userId: null, ...row }));
    return shareFaults({ ...proposal, people: named }, facts);
  });

export const DistributionInput = z.object({ distributionId: z.uuid() });
export const ReturnDistributionInput = z.object({ distributionId: z.uuid(), note: words('请写明退回的原因', 200) });

const salesLine = z.object({ product: typed, by: z.enum(sellers).catch('licensee'), amount: typed });

export const FileStatementInput = z.object({
  key,
  period: z.string().regex(/^\d{4}(Q[1-4]|H[12]|M(0[1-9]|1[0-2]))?$/),
  gross: read(
    (text) => parseFen(text, 'yuan', { negative: true }),
    '请填本期收入，单位元；没有销售请填 0，退货多于销售填负数',
  ),
  basis: z.enum(statementBases).default('actual'),
  isCorrection: ticked,
  lines: z
    .array(salesLine)
    .max(mostSalesLines)
    .default([])
    .transform((rows, context) => {
      const { lines, faults } = readSalesLines(rows);
      for (const [field, message] of Object.entries(faults)) {
        // The list is a field itself: its name is not said twice.
        context.addIssue({ code: 'custom', message, path: pathOf(field).slice(1) });
      }
      return lines;
    }),
  deductions: z.array(amountOrNone()).max(30).default([]),
  note: words(null, 500),
});
