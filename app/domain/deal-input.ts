import { z } from 'zod';
import { declineReasons } from './deal.ts';
import { isDay } from './days.ts';
import { parsePpm } from './money.ts';

const text = (missing: string, longest: number, shortest = 1) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const note = z.string().trim().max(500, '最多 500 个字').default('');
const key = z.uuid().optional();

export const AskInput = z.object({
  achievementId: z.uuid(),
  demandId: z.uuid().optional(),
  purpose: text('请用一两句话说明为什么想谈，至少 10 个字', 500, 10),
  key,
});

export const DeclineInput = z
  .object({ reason: z.enum(declineReasons, { error: '请选一个原因' }), note })
  .refine((input) => input.reason !== 'other' || input.note !== '', {
    path: ['note'],
    message: '选「其他原因」时请写明是什么',
  });

export const MessageInput = z.object({ body: text('请写内容', 5000), key });

const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);

/** A commission is a share of cash received; above 10 % it must be meant. */
export const MandateInput = z
  .object({
    brokerUserId: z.uuid('请选技术经纪人'),
    fee: z.string({ error: '请填佣金比例' }).transform((value, context) => {
      const ppm = parsePpm(value);
      if (ppm !== null) return ppm;
      context.addIssue({ code: 'custom', message: '请填 0 到 100 之间的百分数，例如 3' });
      return z.NEVER;
    }),
    startsOn: day('请填开始日期'),
    endsOn: day('请填截止日期'),
    confirmHighFee: z.literal('yes').optional(),
    key,
  })
  .transform(({ fee, confirmHighFee, ...rest }) => ({
    ...rest,
    feePpm: fee,
    isHighFeeConfirmed: confirmHighFee === 'yes',
  }));

export const AnswerMandateInput = z.object({ mandateId: z.uuid(), conflictNote: note });
export const MandateDeedInput = z.object({ mandateId: z.uuid() });
