import { z } from 'zod';
import { MobileNumber } from './account-input.ts';
import { type EventPlan, maxQuestions, readLocalTime } from './event-form.ts';
import { eventKinds, eventModes, type EventHost, hostParts } from './event.ts';
import { type EventQuestion, ticketKinds } from './event-registration.ts';
import { ownFileKinds } from './event-report.ts';
import { slideAudiences } from './event-slides.ts';
import { mostInSeries, seriesSteps } from './event-series.ts';
import { readNumbers } from './paper-numbers.ts';

const typed = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `最多 ${most} 个字`)
    .nullish()
    .transform((value) => value ?? '');
const text = (asks: string, most: number) =>
  z.string({ error: asks }).trim().min(1, asks).max(most, `最多 ${most} 个字`);
const codes = (most: number) =>
  z
    // A select left empty arrives as a gap in the list.
    .union([z.string(), z.array(z.string().nullish())])
    .nullish()
    .transform((value) => [...new Set([value ?? []].flat().filter((code): code is string => Boolean(code)))])
    .refine((list) => list.every((code) => /^[A-Za-z0-9._-]{1,32}$/.test(code)), '请从列表里选')
    .refine((list) => list.length <= most, `最多选 ${most} 项`);
const time = (asks: string) =>
  z.string({ error: asks }).transform((value, context) => {
    const at = readLocalTime(value);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: asks });
    return z.NEVER;
  });
const whole = (asks: string, least: number, most: number) =>
  z
    .string({ error: asks })
    .trim()
    .regex(/^\d{1,6}$/, asks)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `${least} 到 ${most} 之间`);
const ticked = z
  .string()
  .nullish()
  .transform((value) => value === 'yes');
const webAddress = typed(300).refine((url) => url === '' || /^https:\/\/[^\s]+$/.test(url), '请填 https:// 开头的网址');
const names = typed(300).transform((value) => [
  ...new Set(
    value
      .split(/[、，,；;\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
]);

const Ticket = z
  .object({ capacity: typed(6), needsApproval: ticked, isInviteOnly: ticked })
  .transform((row, context) => {
    if (row.capacity === '') return null;
    if (/^\d{1,5}$/.test(row.capacity)) return { ...row, capacity: Number(row.capacity) };
    context.addIssue({ code: 'custom', message: '请填人数', path: ['capacity'] });
    return z.NEVER;
  });

const Question = z.object({ label: typed(60), options: typed(200), isRequired: ticked, showWhen: typed(60) });

function readQuestions(rows: readonly z.infer<typeof Question>[]): EventQuestion[] {
  return rows.flatMap((row, n) => {
    if (row.label === '') return [];
    const options = row.options
      .split(/[、，,；;/]/)
      .map((option) => option.trim())
      .filter(Boolean);
    const [before = '', answer = ''] = row.showWhen.split(/[=＝]/).map((part) => part.trim());
    const opener = Number(before) - 1;
    return [
      {
        id: `q${n + 1}`,
        label: row.label,
        kind: options.length > 0 ? 'choice' : 'text',
        options,
        isRequired: row.isRequired,
        showWhen: answer !== '' && opener >= 0 && opener < n ? { questionId: `q${opener + 1}`, answer } : null,
      },
    ];
  });
}

/** The form of an event: everything but its agenda, which has forms of its own. */
export const EventInput = z
  .object({
    key: z.uuid().optional(),
    versionN: z.coerce.number().int().optional(),
    kind: z.enum(eventKinds, { error: '请选活动类型' }),
    title: text('请写活动名称', 60),
    theme: typed(80),
    intro: typed(3000),
    fields: codes(5),
    chains: codes(5),
    regionCode: z.string({ error: '请选举办地' }).regex(/^\d{6}$/, '请选举办地'),
    mode: z.enum(eventModes, { error: '请选举办方式' }),
    venue: typed(120),
    mapUrl: webAddress,
    onlineUrl: webAddress,
    startsAt: time('请填开始时间'),
    endsAt: time('请填结束时间'),
    registrationEndsAt: time('请填报名截止时间'),
    host: names,
    undertaker: names,
    co_host: names,
    companionsMax: whole('请填人数', 0, 5),
    offerHours: whole('请填小时数', 1, 168),
    takesItems: ticked,
    series: typed(40),
    tickets: z.partialRecord(z.enum(ticketKinds), Ticket),
    questions: z.array(Question).max(maxQuestions).nullish(),
  })
  .transform((form, context) => {
    const fault = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] });
    if (form.endsAt <= form.startsAt) fault('endsAt', '结束时间要晚于开始时间');
    if (form.registrationEndsAt > form.startsAt) fault('registrationEndsAt', '报名截止不能晚于活动开始');
    if (form.mode !== 'online' && form.venue === '') fault('venue', '请写地点');
    if (form.host.length === 0) fault('host', '请写主办单位');
    const tickets = ticketKinds.flatMap((kind) => {
      const row = form.tickets[kind];
      return row ? [{ kind, ...row }] : [];
    });
    if (tickets.length === 0) fault('tickets', '请至少给一类参会人设名额');
    const { key, versionN, host, undertaker, co_host, questions, ...rest } = form;
    const given = { host, undertaker, co_host };
    const hosts = hostParts.flatMap((part) => given[part].map((name): EventHost => ({ part, name })));
    const plan: EventPlan = { ...rest, hosts, tickets, questions: readQuestions(questions ?? []) };
    return { key, versionN, plan };
  });

export const EventNoteInput = z.object({ note: text('请写明原因', 300) });
export const PledgeInput = z.object({
  pledge: z.literal('yes', { error: '请确认材料不涉密、可以公开' }),
  note: typed(300),
});
/** A row and the word of whoever answers for its secrecy. */
export const PledgedRowInput = z.object({
  rowId: z.uuid(),
  pledge: z.literal('yes', { error: '请确认材料不涉密、可以公开' }),
});
const session = {
  title: text('请写环节名称', 60),
  note: typed(300),
  room: typed(40),
  startsAt: time('请填开始时间'),
  endsAt: time('请填结束时间'),
};
const inOrder = (form: { startsAt: Date; endsAt: Date }) => form.startsAt < form.endsAt;
const orderFault = { message: '结束时间要晚于开始时间', path: ['endsAt'] };
export const SessionInput = z.object(session).refine(inOrder, orderFault);
export const SessionRowInput = z.object({ rowId: z.uuid(), ...session }).refine(inOrder, orderFault);
export const PlaceItemInput = z.object({
  rowId: z.uuid(),
  sessionId: z
    .union([z.uuid(), z.literal('')])
    .nullish()
    .transform((value) => value || null),
  minutes: whole('请填分钟', 1, 240),
  position: whole('请填次序', 0, 999),
});
export const PresenterInput = z.object({ rowId: z.uuid(), presenter: typed(30), pledge: z.string().nullish() });
export const SpeakerInput = z.object({
  sessionId: z.uuid({ error: '请选环节' }),
  name: text('请写姓名', 30),
  post: text('请写职务或职称', 40),
  unit: text('请写单位', 60),
  consent: ticked,
});
export const RowInput = z.object({ rowId: z.uuid() });
export const ReopenInput = z.object({ until: time('请填新的报名截止时间') });

export const AskItemInput = z.object({
  no: z
    .string({ error: '请填成果或需求的编号' })
    .transform((value) => value.normalize('NFKC').trim().toUpperCase())
    .refine((value) => /^(CG|XQ)-\d{4}-[A-Z0-9]{1,9}$/.test(value), '编号像 CG-2026-00012 或 XQ-2026-00003'),
  note: typed(300),
  pledge: z.string().nullish(),
});
export const SlidesInput = z.object({
  audience: z.enum(slideAudiences, { error: '请选谁能看' }),
  pledge: z.string().nullish(),
});
export const AnswerItemInput = z.object({ rowId: z.uuid(), note: typed(300), pledge: z.string().nullish() });

const Person = {
  name: text('请写姓名', 30),
  phone: MobileNumber,
  unit: typed(60),
  post: typed(40),
};
const Answers = z.record(z.string().regex(/^q\d$/), typed(300)).nullish();
const Companions = z
  .array(z.object({ name: typed(30), post: typed(40) }))
  .max(5)
  .nullish()
  .transform((rows) => (rows ?? []).filter((row) => row.name !== ''));

export const RegisterInput = z.object({
  key: z.uuid().optional(),
  ticketId: z.uuid({ error: '请选参会身份' }),
  ...Person,
  email: typed(80),
  companions: Companions,
  answers: Answers,
  meets: ticked,
});
export const GroupInput = z.object({
  key: z.uuid().optional(),
  ticketId: z.uuid({ error: '请选参会身份' }),
  people: z.string({ error: '请填名单' }).transform((value, context) => {
    const rows = value
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => line.split(/[\t,，、\s]+/));
    const people = rows.map(([name = '', phone = '', post = '']) => ({
      name: name.slice(0, 30),
      phone: MobileNumber.safeParse(phone),
      post: post.slice(0, 40),
    }));
    const wrong = people.findIndex(({ name, phone }) => name === '' || !phone.success);
    if (people.length === 0 || people.length > 50 || wrong >= 0) {
      const message =
        people.length > 50
          ? '一次最多 50 人'
          : people.length === 0
            ? '请填名单'
            : `第 ${wrong + 1} 行要写成：姓名 手机号 职务`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    return people.map(({ name, phone, post }) => ({ name, phone: phone.data ?? '', post }));
  }),
});
/** The list itself comes as a file. */
export const GroupFileInput = z.object({
  key: z.uuid().optional(),
  ticketId: z.uuid({ error: '请选参会身份' }),
});
export const InviteInput = z.object({
  key: z.uuid().optional(),
  ticketId: z.uuid({ error: '请选参会身份' }),
  ...Person,
  replyDueAt: time('请填回执期限'),
});
export const WalkInInput = z.object({
  key: z.uuid().optional(),
  ticketId: z.uuid({ error: '请选参会身份' }),
  ...Person,
});
/** The list itself comes as a file. Without a day to answer by, everybody on it is registered at once. */
export const ImportListInput = z
  .object({
    key: z.uuid().optional(),
    ticketId: z.uuid({ error: '请选参会身份' }),
    how: z.enum(['invite', 'register'], { error: '请选怎么录入' }),
    replyDueAt: typed(20),
  })
  .transform(({ how, replyDueAt: given, ...form }, context) => {
    const replyDueAt = how === 'invite' ? readLocalTime(given) : null;
    if (how === 'invite' && replyDueAt === null) {
      context.addIssue({ code: 'custom', message: '请填回执期限', path: ['replyDueAt'] });
      return z.NEVER;
    }
    return { ...form, replyDueAt };
  });
export const ReplyInput = z.object({
  arrivesBy: typed(60),
  meals: ticked,
  lodging: ticked,
  note: typed(200),
});
export const FeedbackInput = z.object({
  overall: whole('请打分', 1, 5),
  usefulness: whole('请打分', 1, 5),
  organisation: whole('请打分', 1, 5),
  comment: typed(500),
});
export const StewardInput = z.object({
  label: text('请写位置，例如 东门', 20),
  pin: z.string({ error: '请设 6 位数字' }).regex(/^\d{6}$/, '请设 6 位数字'),
});
export const ReportInput = z.object({ summary: text('请写活动总结', 2000) });
export const TaskInput = z.object({ rowId: z.uuid(), note: text('请写跟进情况', 300) });
export const PaperListInput = z.object({
  numbers: z.string({ error: '请填签了名的序号' }).transform((value, context) => {
    const numbers = readNumbers(value);
    if (numbers !== null && numbers.length > 0) return numbers;
    context.addIssue({ code: 'custom', message: '请填序号，例如 1 3 5-9' });
    return z.NEVER;
  }),
  at: time('请填签到时间'),
});
export const EventFileInput = z.object({ kind: z.enum(ownFileKinds, { error: '请选是什么材料' }) });
export const RepeatInput = z.object({
  key: z.uuid().optional(),
  step: z.enum(seriesSteps, { error: '请选每月或每季度' }),
  times: whole('请填场数', 1, mostInSeries),
});
