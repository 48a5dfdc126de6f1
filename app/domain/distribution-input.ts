import { z } from 'zod';
import { isDay } from './days.ts';
import { parseFen } from './money.ts';

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(longest, `最多 ${longest} 个字`);
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);

export const ShareAnswerInput = z
  .object({
    outcome: z.enum(['agreed', 'objected'], { error: '请选一项' }),
    note: z.string().trim().max(300, '最多 300 个字').default(''),
  })
  .refine(({ outcome, note }) => outcome === 'agreed' || note !== '', {
    path: ['note'],
    error: '不同意要写明原因，经办人会看到',
  });

export const RecordTeamInput = z.object({ note: z.string().trim().max(300, '最多 300 个字').default('') });

/** The payment of the people's shares: one voucher, and what was withheld from each, in the order of the list. */
export const PayOutInput = z.object({
  voucherNo: text('请填发放凭证号', 40),
  paidOn: day('请填发放日期'),
  taxes: z
    .array(
      // A field left blank arrives as nothing at all: nothing was withheld.
      z
        .string()
        .nullish()
        .transform((typed, context) => {
          const fen = parseFen(typed?.trim() || '0', 'yuan');
          if (fen !== null && fen >= 0n) return fen;
          context.addIssue({ code: 'custom', message: '请填代扣税额，单位元；没有就填 0' });
          return z.NEVER;
        }),
    )
    .max(60)
    .default([]),
});

export const DeclareTaxInput = z.object({
  declaredOn: day('请填申报日期'),
  taxSerial: text('请填完税凭证号或申报序号', 40),
});

/** A broker's commission: his invoice and the voucher of its payment. */
export const PayCommissionInput = z.object({
  shareId: z.uuid(),
  invoiceNo: z
    .string({ error: '请填发票号码' })
    .trim()
    .regex(/^\d{8,20}$/, '请填发票号码，8 到 20 位数字'),
  voucherNo: text('请填付款凭证号', 40),
  paidOn: day('请填付款日期'),
});
