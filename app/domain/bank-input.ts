import { z } from 'zod';
import { bankKeys } from './bank-columns.ts';

const text = (asks: string, max: number) => z.string({ error: asks }).trim().min(1, asks).max(max, `最多 ${max} 个字`);

export const UploadStatementInput = z.object({
  key: z.uuid().optional(),
  bankName: text('请填哪家银行，例如 示例银行', 40),
  accountNo: z
    .string({ error: '请填本单位的账号' })
    .transform((no) => no.normalize('NFKC').replace(/[\s-]/g, ''))
    .refine((no) => /^\d{8,30}$/.test(no), '账号是 8 至 30 位数字'),
});

/** Where each of our columns stands; a column that the table has not is left empty. */
export const MapStatementInput = z.object(
  Object.fromEntries(bankKeys.map((key) => [key, z.string().trim().max(200).optional()])) as Record<
    (typeof bankKeys)[number],
    z.ZodOptional<z.ZodString>
  >,
);

export const RowIdInput = z.object({ rowId: z.uuid() });
export const MatchRowInput = z.object({
  rowId: z.uuid(),
  subject: z
    .string({ error: '请选这笔钱付的是哪一笔' })
    .regex(/^(?:receipt|obligation):[0-9a-f-]{36}$/, '请选这笔钱付的是哪一笔'),
});
export const ReturnRowInput = z.object({ rowId: z.uuid(), receiptId: z.uuid() });
export const IgnoreRowInput = z.object({ rowId: z.uuid(), note: text('请写明为什么不处理，例如：房租收入', 200) });
