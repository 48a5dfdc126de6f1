import { localTime } from '#app/domain/event-form.ts';
import { usualMeetingRules } from '#app/domain/event-meeting.ts';
import { type TicketKind, ticketKindLabels } from '#app/domain/event-registration.ts';
import { Field } from '../field.tsx';
import { FieldError } from '../field-words.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';

interface MeetingPlanFormProps {
  event: { readonly startsAt: Date; readonly endsAt: Date };
  plan: {
    readonly slotMinutes: number;
    readonly gapMinutes: number;
    readonly restMinutes: number;
    readonly travelMinutes: number;
    readonly limit: number;
    readonly limitsByKind: Readonly<Record<string, number>>;
    readonly replyHours: number;
    readonly requestsEndAt: Date;
  } | null;
  slots: readonly { readonly startsAt: Date; readonly endsAt: Date }[];
  tables: readonly { readonly kind: string; readonly place: string; readonly url: string }[];
  /** Kinds of participants that the event has seats for. */
  kinds: readonly TicketKind[];
  reply:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
}

/** When, where and how many: what the scheduler works with. */
export function MeetingPlanForm({ event, plan, slots, tables, kinds, reply }: MeetingPlanFormProps) {
  const usual = plan ?? usualMeetingRules;
  const given: Record<string, string | number> = {
    startsAt: localTime(slots[0]?.startsAt ?? event.startsAt),
    endsAt: localTime(slots.at(-1)?.endsAt ?? event.endsAt),
    breakStartsAt: '',
    breakEndsAt: '',
    slotMinutes: usual.slotMinutes,
    gapMinutes: usual.gapMinutes,
    restMinutes: usual.restMinutes,
    limit: usual.limit,
    replyHours: usual.replyHours,
    requestsEndAt: localTime(plan?.requestsEndAt ?? new Date(event.startsAt.getTime() - 86_400_000)),
    travelMinutes: plan?.travelMinutes ?? 0,
    tables: plan ? tables.filter(({ kind, place }) => kind === 'table' && place === '').length : 10,
    halls: hallsOf(tables),
    videoLinks: tables
      .filter(({ kind }) => kind === 'video')
      .map(({ url }) => url)
      .join('\n'),
  };
  const gap = slots
    .map((slot, i) => ({ from: slot.endsAt, to: slots[i + 1]?.startsAt ?? slot.endsAt }))
    .find(({ from, to }) => to.getTime() - from.getTime() > usual.gapMinutes * 60_000);
  if (gap) {
    given.breakStartsAt = localTime(gap.from);
    given.breakEndsAt = localTime(gap.to);
  }
  for (const kind of kinds) given[`limits.${kind}`] = plan?.limitsByKind[kind] ?? '';
  const valueOf = (name: string) =>
    reply === undefined ? String(given[name] ?? '') : (typedValue(reply, 'plan', name) ?? '');
  const time = (name: string, label: string, required = true, why?: string) => (
    <Field name={name} label={label} why={why} required={required} width="half" error={reply?.errors[name]}>
      {(control) => <TextInput {...control} type="datetime-local" defaultValue={valueOf(name)} />}
    </Field>
  );
  const number = (name: string, label: string, unit: string, why?: string) => (
    <Field name={name} label={label} why={why} unit={unit} width="short" error={reply?.errors[name]}>
      {(control) => <TextInput {...control} hasUnit numeric defaultValue={valueOf(name)} />}
    </Field>
  );
  return (
    <IntentForm intent="plan" className="grid gap-4 rounded-lg border border-line bg-card px-5 py-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {time('startsAt', '洽谈开始')}
        {time('endsAt', '洽谈结束')}
        {time('breakStartsAt', '中间休息开始', false, '午休、茶歇；没有就不填')}
        {time('breakEndsAt', '中间休息结束', false)}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        {number('slotMinutes', '每场', '分钟')}
        {number('gapMinutes', '两场之间', '分钟')}
        {number('restMinutes', '每人两场至少隔', '分钟')}
        {number('travelMinutes', '换会场要', '分钟')}
        {number('tables', '桌数', '张')}
        {number('limit', '每人最多', '场')}
        {number('replyHours', '约见答复期限', '小时')}
      </div>
      <Field
        name="halls"
        label="会场"
        why="桌子分在几个会场时每行一个，例如 一楼大厅 10；填了就不用填桌数。排程给换会场的人留出路上的时间"
        required={false}
        error={reply?.errors.halls}
      >
        {(control) => <TextArea {...control} rows={2} defaultValue={valueOf('halls')} />}
      </Field>
      <fieldset>
        <legend className="font-bold">各类参会人每人最多（选填）</legend>
        <p className="mb-2 text-sm text-ink-soft">不填就按上面的上限。</p>
        <div className="grid gap-3 sm:grid-cols-3">
          {kinds.map((kind) => (
            <Field
              key={kind}
              name={`limits.${kind}`}
              label={ticketKindLabels[kind]}
              unit="场"
              width="short"
              required={false}
            >
              {(control) => <TextInput {...control} hasUnit numeric defaultValue={valueOf(`limits.${kind}`)} />}
            </Field>
          ))}
        </div>
        {reply?.errors.limits && <FieldError id="f-limits-error">{reply.errors.limits[0]}</FieldError>}
      </fieldset>
      {time('requestsEndAt', '约见截止')}
      <Field
        name="videoLinks"
        label="视频室"
        why="每行一个会议网址，给线上参加的人用"
        required={false}
        error={reply?.errors.videoLinks}
      >
        {(control) => <TextArea {...control} rows={2} defaultValue={valueOf('videoLinks')} />}
      </Field>
      <div>
        <SubmitButton intent="plan" look={plan ? 'secondary' : 'primary'}>
          {plan ? '保存安排' : '开放一对一洽谈'}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

/** Halls as the form takes them: one a line with its tables. */
function hallsOf(tables: MeetingPlanFormProps['tables']): string {
  const counts = new Map<string, number>();
  for (const { place } of tables) if (place !== '') counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].map(([place, n]) => `${place} ${n}`).join('\n');
}
