import { z } from 'zod';
import { isDay } from './days.ts';
import { type Fen, parseFen, parsePpm } from './money.ts';

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

/** A form's own key: the same form sent twice does its deed once. */
const key = z.uuid().optional();

export const Nothing = z.object({});

export const ClaimTransferInput = z.object({
  key,
  amount: amount(),
  bankSerial: read(
    (text) => (/^[0-9A-Za-z-]{4,40}$/.test(text) ? text : null),
    '请填回单上的流水号，4 至 40 位字母或数字',
  ),
  paidOn: read((text) => (isDay(text) ? text : null), '请填付款日期，例如 2026-11-21'),
});

export const RejectReceiptInput = z.object({ reason: words('请写明原因，例如：当日流水无此笔', 200) });

const cost = z
  .object({ label: typed, amount: amountOrNone() })
  .refine((row) => row.amount === 0n || row.label !== '', { message: '请写明是什么费用', path: ['label'] });

export const ProposeDistributionInput = z.object({
  key,
  teamPpm: share('请填 0 到 100 之间的百分数'),
  ttoPpm: read(parsePpm, '请填 0 到 100 之间的百分数', 0),
  costs: z
    .array(cost)
    .max(20, '最多 20 项')
    .default([])
    .transform((rows) => rows.flatMap(({ label, amount }) => (amount > 0n ? [{ label, amountFen: amount }] : []))),
});

export const DistributionInput = z.object({ distributionId: z.uuid() });
export const ReturnDistributionInput = z.object({ distributionId: z.uuid(), note: words('请写明退回的原因', 200) });

export const FileStatementInput = z.object({
  key,
  period: z.string().regex(/^\d{4}(Q[1-4]|H[12]|M(0[1-9]|1[0-2]))?$/),
  gross: amount('请填本期收入，单位元；没有销售请填 0'),
  deductions: z.array(amountOrNone()).max(30).default([]),
  note: words(null, 500),
});
