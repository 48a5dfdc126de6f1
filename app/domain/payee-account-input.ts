import { z } from 'zod';
import { parseFen } from './money.ts';

const text = (asks: string, max: number) => z.string({ error: asks }).trim().min(1, asks).max(max, `最多 ${max} 个字`);

export const ProposeAccountInput = z.object({
  key: z.uuid().optional(),
  accountName: text('请填户名，与机构名称一致', 80),
  bankName: text('请填开户行，写到支行', 80),
  accountNo: z
    .string({ error: '请填账号' })
    .transform((no) => no.normalize('NFKC').replace(/[\s-]/g, ''))
    .refine((no) => /^\d{8,30}$/.test(no), '账号是 8 至 30 位数字'),
  reason: text('请写明为什么用这个账户，对方会看到变更通知', 200),
});
export const AccountIdInput = z.object({ accountId: z.uuid() });
export const WithdrawAccountInput = z.object({ accountId: z.uuid(), note: text('请写明为什么撤回', 200) });
export const RefuseAccountInput = z.object({ accountId: z.uuid(), note: text('请写明哪里不符', 200) });

const yuan = (asks: string) =>
  z
    .string({ error: asks })
    .transform((typed) => parseFen(typed, 'yuan'))
    .refine((fen) => fen !== null, asks)
    .transform((fen) => fen ?? 0n);

export const AnswerProbeInput = z.object({
  accountId: z.uuid(),
  amount: yuan('请填到账的小额，例如 0.37'),
});
export const AgreeTwoPersonInput = z.object({
  limitFen: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
});
export const TwoPersonInput = z.object({ limit: yuan('请填金额，单位元，例如 500,000') });
