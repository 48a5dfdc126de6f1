import { formatInstant } from '#app/domain/days.ts';
import { eventRegistrationMachine, ticketKindLabels } from '#app/domain/event-registration.ts';
import { labelOf } from '#app/domain/machine.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { listAttendees } from './attendee-queries.server.ts';

const fixed = [
  '姓名',
  '手机号',
  '单位',
  '职务',
  '参会身份',
  '状态',
  '随行',
  '签到',
  '离场',
  '到达',
  '用餐',
  '住宿',
  '备注',
];
const yes = (is: boolean | undefined): string => (is ? '是' : '');
const time = (at: Date | null): string => (at === null ? '' : formatInstant(at));

/** The list of an event as a table, replies and answers with it. It leaves the platform with people's numbers: each time is on record. */
export async function exportAttendees(ctx: ActorContext, eventId: string) {
  const { event, rows } = await listAttendees(ctx, eventId);
  await inTransaction(ctx, (tx) =>
    audit(tx, { deed: 'event.export_people', subjectType: 'event', subjectId: event.id }),
  );
  return {
    event,
    head: [...fixed, ...event.questions.map(({ label }) => label)],
    rows: rows.map(({ registration, attendee, kind }) => [
      attendee.name,
      attendee.phone.replace('+86', ''),
      attendee.unit,
      attendee.post,
      ticketKindLabels[kind],
      labelOf(eventRegistrationMachine, registration.state),
      attendee.companions.map(({ name, post }) => `${name} ${post}`.trim()).join('、'),
      time(registration.checkedInAt),
      time(registration.checkedOutAt),
      registration.reply?.arrivesBy ?? '',
      yes(registration.reply?.meals),
      yes(registration.reply?.lodging),
      registration.reply?.note ?? '',
      ...event.questions.map(({ id }) => attendee.answers[id] ?? ''),
    ]),
  };
}
