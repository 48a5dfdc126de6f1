import { z } from 'zod';
import { isDay } from './days.ts';
import { invoiceKinds, invoiceNoPattern } from './invoice.ts';
import { parseFen } from './money.ts';

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(longest, `最多 ${longest} 个字`);
const optional = (longest: number) => z.string().trim().max(longest, `最多 ${longest} 个字`).default('');
const yuan = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .transform((typed, context) => {
      const fen = parseFen(typed, 'yuan');
      if (fen !== null && fen >= 0n) return fen;
      context.addIssue({ code: 'custom', message: missing });
      return z.NEVER;
    });
const printed = {
  invoiceNo: z
    .string({ error: '请填发票号码' })
    .transform((typed) => typed.replace(/\s/g, ''))
    .refine((typed) => invoiceNoPattern.test(typed), '数电发票号码是 20 位数字'),
  issuedOn: z.string({ error: '请填开票日期' }).refine(isDay, '请填开票日期'),
  total: yuan('请填价税合计，单位元'),
};

export const IssueInvoiceInput = z.object({
  obligationId: z.uuid({ error: '请选择开给哪笔应收款' }),
  kind: z.enum(invoiceKinds, { error: '请选择发票种类' }),
  treatment: text('请选择增值税处理', 30),
  ...printed,
  tax: yuan('请填税额，免税填 0'),
  /** An exempt invoice before the contract is registered, knowingly. */
  acknowledges: z.literal('on').optional(),
});

export const RedInvoiceInput = z.object({
  invoiceId: z.uuid(),
  ...printed,
  reason: text('请写明为什么冲红', 200),
});

/** 开票信息 of a buyer. */
export const InvoiceProfileInput = z.object({
  address: optional(120),
  phone: optional(30),
  bankName: optional(80),
  accountNo: optional(40),
  email: z.email({ error: '请填收票邮箱' }).max(120),
});
