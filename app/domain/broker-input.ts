import { z } from 'zod';
import { isDay } from './days.ts';
import { declineReasons } from './deal.ts';
import { type Fen, parseFen, parsePpm } from './money.ts';
import { workRoles } from './work-record.ts';

const text = (missing: string, longest: number, shortest = 1) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
/**
 * Reads a commission: a share of cash, '3' → 30,000 ppm, or a fixed sum in 万元, '5' → 5,000,000 fen. The other of the two is null.
 */
export function readFee(
  fee: string,
  kind: string | undefined,
  context: z.core.$RefinementCtx,
): { feePpm: number | null; feeFen: Fen | null } {
  const feeFen = kind === 'fixed' ? parseFen(fee, 'wan') : null;
  const feePpm = kind === 'fixed' ? null : parsePpm(fee);
  if (feeFen === null && feePpm === null) {
    const message = kind === 'fixed' ? '请填金额，单位万元，例如 5' : '请填 0 到 100 之间的百分数，例如 3';
    context.addIssue({ code: 'custom', message, path: ['fee'] });
    return z.NEVER;
  }
  return { feePpm, feeFen };
}

/** A standing mandate for one broker, or for two who share its commission. */
export const EngagementInput = z
  .object({
    brokerA: z.uuid('请选技术经纪人'),
    brokerB: z.union([z.uuid(), z.literal('')]).optional(),
    splitA: z.string().optional(),
    scope: text('请写委托的范围，至少 4 个字', 200, 4),
    isExclusive: z.literal('yes').optional(),
    fee: z.string({ error: '请填佣金' }),
    feeKind: z.enum(['share', 'fixed']).optional(),
    confirmHighFee: z.literal('yes').optional(),
    startsOn: day('请填开始日期'),
    endsOn: day('请填截止日期'),
    key: z.uuid().optional(),
  })
  .transform(({ brokerA, brokerB, splitA, fee, feeKind, isExclusive, confirmHighFee, ...rest }, context) => {
    const first = brokerB ? parsePpm(splitA ?? '') : 1_000_000;
    if (first === null) {
      context.addIssue({ code: 'custom', message: '两人分佣金，请填第一位的份额，例如 60', path: ['splitA'] });
      return z.NEVER;
    }
    return {
      ...rest,
      brokers: [
        { userId: brokerA, splitPpm: first },
        ...(brokerB ? [{ userId: brokerB, splitPpm: 1_000_000 - first }] : []),
      ],
      ...readFee(fee, feeKind, context),
      isExclusive: isExclusive === 'yes',
      isHighFeeConfirmed: confirmHighFee === 'yes',
    };
  });

export const EngagementDeedInput = z.object({ id: z.uuid() });
export const AnswerEngagementInput = z.object({
  id: z.uuid(),
  conflictNote: z.string().trim().max(500, '最多 500 个字').default(''),
});
export const PairInput = z.object({
  matchId: z.uuid(),
  message: text('请写一句话，说明为什么撮合，至少 6 个字', 500, 6),
});
export const DeclinePairInput = z.object({ id: z.uuid(), reason: z.enum(declineReasons, { error: '请选一个原因' }) });

export const ConfirmWorkInput = z.object({
  mandateId: z.uuid(),
  role: z.enum(workRoles, { error: '请选他做了什么' }),
});
