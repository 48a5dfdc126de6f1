import { z } from 'zod';
import { meetingOutcomes } from './event-meeting.ts';
import { readLocalTime } from './event-form.ts';
import { type TicketKind, ticketKinds } from './event-registration.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `最多 ${most} 个字`)
    .nullish()
    .transform((value) => value ?? '');
const whole = (asks: string, least: number, most: number) =>
  z
    .string({ error: asks })
    .trim()
    .regex(/^\d{1,4}$/, asks)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `${least} 到 ${most} 之间`);
const time = (asks: string) =>
  z.string({ error: asks }).transform((value, context) => {
    const at = readLocalTime(value);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: asks });
    return z.NEVER;
  });
const ids = z
  .union([z.uuid(), z.array(z.uuid()).max(100)])
  .nullish()
  .transform((value) => [value ?? []].flat());

/** Halls with their tables, one a line; null for a line that is none. Example: '一楼大厅 10' has ten tables. */
function readHalls(text: string): { readonly name: string; readonly tables: number }[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const halls = lines.map((line) => /^(.{1,20}?)[\s，,、:：]+(\d{1,3})\s*[张桌]?$/.exec(line));
  const read = halls.flatMap((hit) => (hit ? [{ name: (hit[1] ?? '').trim(), tables: Number(hit[2]) }] : []));
  const isSound =
    read.length === lines.length &&
    new Set(read.map(({ name }) => name)).size === read.length &&
    read.every(({ name, tables }) => name !== '' && tables > 0) &&
    read.reduce((total, { tables }) => total + tables, 0) <= 150;
  return isSound ? read : null;
}

function readLimits(given: Readonly<Partial<Record<TicketKind, string>>>): Record<string, number> | null {
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  const isSound = filled.every(([, value]) => /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= 60);
  return isSound ? Object.fromEntries(filled.map(([kind, value]) => [kind, Number(value)])) : null;
}

/** How meetings run: one window of time a form; a second one for the afternoon. */
export const MeetingPlanInput = z
  .object({
    startsAt: time('请填开始时间'),
    endsAt: time('请填结束时间'),
    breakStartsAt: z.string().nullish(),
    breakEndsAt: z.string().nullish(),
    slotMinutes: whole('请填每场分钟数', 5, 120),
    gapMinutes: whole('请填间隔分钟数', 0, 60),
    restMinutes: whole('请填休息分钟数', 0, 120),
    limit: whole('请填每人最多场数', 1, 60),
    replyHours: whole('请填小时数', 1, 336),
    requestsEndAt: time('请填约见截止时间'),
    travelMinutes: whole('请填换会场分钟数', 0, 60),
    tables: whole('请填桌数', 0, 150),
    halls: text(500),
    limits: z.partialRecord(z.enum(ticketKinds), text(3)).nullish(),
    videoLinks: text(3000),
  })
  .transform(({ startsAt, endsAt, breakStartsAt, breakEndsAt, videoLinks, halls: named, limits, ...rest }, context) => {
    const fault = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] });
    if (endsAt <= startsAt) fault('endsAt', '结束要晚于开始');
    const from = breakStartsAt ? readLocalTime(breakStartsAt) : null;
    const to = breakEndsAt ? readLocalTime(breakEndsAt) : null;
    if ((breakStartsAt || breakEndsAt) && (!from || !to || to <= from || from < startsAt || to > endsAt))
      fault('breakStartsAt', '休息要在洽谈时间之内，结束晚于开始；没有就都不填');
    const links = videoLinks.split(/\s+/).filter(Boolean);
    if (links.length > 50) fault('videoLinks', '最多 50 个视频室');
    if (links.some((link) => !/^https:\/\/\S{4,290}$/.test(link))) fault('videoLinks', '每行一个 https:// 开头的网址');
    const halls = readHalls(named);
    if (halls === null) fault('halls', '每行一个会场：名称 桌数，例如 一楼大厅 10；合起来最多 150 桌');
    const limitsByKind = readLimits(limits ?? {});
    if (limitsByKind === null) fault('limits', '请填 1 到 60 的整数，不另设就留空');
    if (rest.tables + links.length + (halls?.length ?? 0) === 0) fault('tables', '至少要一张桌或一个视频室');
    const windows =
      from && to
        ? [
            { startsAt, endsAt: from },
            { startsAt: to, endsAt },
          ]
        : [{ startsAt, endsAt }];
    return { ...rest, windows, videoLinks: links, halls: halls ?? [], limitsByKind: limitsByKind ?? {} };
  });

export const AvailabilityInput = z.object({
  takesPart: z
    .string()
    .nullish()
    .transform((value) => value === 'yes'),
  isOnline: z
    .string()
    .nullish()
    .transform((value) => value === 'yes'),
  limit: z
    .string()
    .trim()
    .regex(/^\d{0,2}$/, '请填 0 到 60 的整数，不填就按主办方的上限')
    .nullish()
    .transform((value) => (value ? Number(value) : null)),
  slotIds: ids,
  seeks: text(200),
});
export const AskMeetingInput = z.object({
  key: z.uuid().optional(),
  toId: z.uuid({ error: '请选想见的人' }),
  achievementId: z
    .union([z.uuid(), z.literal('')])
    .nullish()
    .transform((value) => value || undefined),
  purpose: z.string({ error: '请写想谈什么' }).trim().min(4, '请用一句话写想谈什么').max(300, '最多 300 个字'),
});
export const RequestInput = z.object({ requestId: z.uuid() });
export const DeclineMeetingInput = z.object({ requestId: z.uuid(), note: text(200) });
export const MeetingRowInput = z.object({ meetingId: z.uuid() });
export const RateInput = z.object({ meetingId: z.uuid(), outcome: z.enum(meetingOutcomes, { error: '请选一项' }) });
export const LateInput = z.object({
  meetingId: z.uuid(),
  registrationId: z.uuid().optional(),
  minutes: whole('请填分钟', 0, 60),
});
export const OpenDealInput = z.object({ meetingId: z.uuid(), achievementId: z.uuid({ error: '请选成果' }) });
export const RunInput = z.object({ runId: z.uuid() });
export const AbsentInput = z.object({ meetingId: z.uuid(), absentId: z.uuid().optional() });
export const FixInput = z.object({
  meetingId: z.uuid(),
  isFixed: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
});
/** Slot and table in one field, as the select sends them. */
export const MoveInput = z.object({
  meetingId: z.uuid(),
  slotId: z.uuid({ error: '请选时段' }),
  tableId: z.uuid({ error: '请选桌' }),
});
