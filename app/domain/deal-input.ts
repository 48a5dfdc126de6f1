import { z } from 'zod';
import { readFee } from './broker-input.ts';
import { declineReasons } from './deal.ts';
import { maxSlots } from './deal-meeting.ts';
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
  mayOffer: z
    .literal('yes')
    .optional()
    .transform((value) => value === 'yes'),
  key,
});

export const DeclineInput = z
  .object({ reason: z.enum(declineReasons, { error: '请选一个原因' }), note })
  .refine((input) => input.reason !== 'other' || input.note !== '', {
    path: ['note'],
    message: '选「其他原因」时请写明是什么',
  });

export const MessageInput = z.object({
  body: text('请写内容', 5000),
  /** Whom it names: ids of people of the room. */
  mention: z
    .union([z.uuid(), z.array(z.uuid()).max(20)])
    .optional()
    .transform((value) => [value ?? []].flat()),
  key,
});

const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);

/**
 * A commission of its own, a share of cash received or a fixed sum, above 10 % it must be meant; or a part of the commission of
 * another broker of the same client ('40' → 400,000 ppm of it).
 */
export const MandateInput = z
  .object({
    brokerUserId: z.uuid('请选技术经纪人'),
    fee: z.string({ error: '请填佣金' }),
    feeKind: z.enum(['share', 'fixed']).optional(),
    startsOn: day('请填开始日期'),
    endsOn: day('请填截止日期'),
    confirmHighFee: z.literal('yes').optional(),
    feeFrom: z.union([z.uuid(), z.literal('own')]).optional(),
    split: z.string().optional(),
    confirmSecondFee: z.literal('yes').optional(),
    key,
  })
  .transform(({ fee, feeKind, confirmHighFee, feeFrom, split, confirmSecondFee, ...rest }, context) => {
    const given = {
      ...rest,
      isSecondFeeConfirmed: confirmSecondFee === 'yes',
      isHighFeeConfirmed: confirmHighFee === 'yes',
    };
    if (feeFrom === undefined || feeFrom === 'own') return { ...given, ...readFee(fee, feeKind, context) };
    const splitPpm = parsePpm(split ?? '');
    if (splitPpm === null || splitPpm <= 0 || splitPpm >= 1_000_000) {
      context.addIssue({ code: 'custom', message: '请填大于 0、小于 100 的百分数，例如 40', path: ['split'] });
      return z.NEVER;
    }
    return { ...given, feePpm: null, feeFen: null, share: { withId: feeFrom, splitPpm } };
  });

export const AnswerMandateInput = z.object({ mandateId: z.uuid(), conflictNote: note });
export const MandateDeedInput = z.object({ mandateId: z.uuid() });

export const HandOverInput = z.object({ userId: z.uuid('请选一位同事') });

const clockTime = z.string({ error: '请填时间' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 14:30');
const slot = z
  .object({ day: z.string().optional(), from: z.string().optional(), to: z.string().optional() })
  .transform((row, context) => {
    if (!row.day && !row.from && !row.to) return null;
    const fault = (path: string, message: string) => {
      context.addIssue({ code: 'custom', message, path: [path] });
      return z.NEVER;
    };
    if (row.day === undefined || !isDay(row.day)) return fault('day', '请填日期');
    const [from, to] = [clockTime.safeParse(row.from), clockTime.safeParse(row.to)];
    if (!from.success) return fault('from', '请填开始时间，例如 14:30');
    if (!to.success) return fault('to', '请填结束时间，例如 15:30');
    if (to.data <= from.data) return fault('to', '结束要晚于开始');
    const instant = (clock: string) => new Date(`${row.day}T${clock}:00+08:00`).toISOString();
    return { startsAt: instant(from.data), endsAt: instant(to.data) };
  });

export const MeetingInput = z.object({
  title: text('请写会议主题', 80),
  place: text('请写地点或线上会议链接', 200),
  slots: z
    .array(slot)
    .max(maxSlots)
    .transform((rows) => rows.filter((row) => row !== null)),
  key,
});
export const FixMeetingInput = z.object({
  meetingId: z.uuid(),
  slot: z.coerce.number({ error: '请选一个时间' }).int().min(0),
});
export const MeetingDeedInput = z.object({ meetingId: z.uuid() });
export const MinutesInput = z.object({ meetingId: z.uuid(), minutes: text('请写纪要', 5000) });

export const TaskInput = z.object({
  title: text('请写要做什么', 120),
  assigneeId: z.uuid('请选由谁来做'),
  dueOn: day('请填期限'),
  key,
});
export const TaskDeedInput = z.object({ taskId: z.uuid() });

export const OfferDeedInput = z.object({ offerId: z.uuid() });
export const RejectOfferInput = z.object({
  offerId: z.uuid(),
  reason: z.enum(declineReasons, { error: '请选一个原因' }),
});
