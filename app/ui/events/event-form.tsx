import { localTime, maxQuestions } from '#app/domain/event-form.ts';
import {
  type EventHost,
  eventKindLabels,
  eventKinds,
  eventModeLabels,
  eventModes,
  hostPartLabels,
  hostParts,
} from '#app/domain/event.ts';
import { type EventQuestion, type TicketKind, ticketKindLabels, ticketKinds } from '#app/domain/event-registration.ts';
import { ChoiceFields } from '../choice-fields.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';

export interface EventValues {
  readonly [name: string]: string | undefined;
}

interface EventFormProps {
  values: EventValues;
  codes: { readonly fields: readonly string[]; readonly chains: readonly string[] };
  options: {
    readonly fields: readonly Option[];
    readonly chains: readonly Option[];
    readonly regions: readonly Option[];
  };
  reply:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
  replayKey?: string;
  note: string;
}

interface Kept {
  readonly kind: string;
  readonly title: string;
  readonly theme: string;
  readonly intro: string;
  readonly regionCode: string;
  readonly mode: string;
  readonly venue: string;
  readonly mapUrl: string;
  readonly onlineUrl: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly registrationEndsAt: Date;
  readonly hosts: readonly EventHost[];
  readonly questions: readonly EventQuestion[];
  readonly companionsMax: number;
  readonly offerHours: number;
  readonly takesItems: boolean;
  readonly series: string;
  readonly versionN: number;
}
interface KeptTicket {
  readonly kind: TicketKind;
  readonly capacity: number;
  readonly needsApproval: boolean;
  readonly isInviteOnly: boolean;
}

const tick = (is: boolean): string => (is ? 'yes' : '');

/** An event as its form names it. */
export function eventValues(event: Kept, tickets: readonly KeptTicket[]): EventValues {
  const { kind, title, theme, intro, regionCode, mode, venue, mapUrl, onlineUrl, series } = event;
  const values: Record<string, string> = {
    kind,
    title,
    theme,
    intro,
    regionCode,
    mode,
    venue,
    mapUrl,
    onlineUrl,
    series,
  };
  for (const name of ['startsAt', 'endsAt', 'registrationEndsAt'] as const) values[name] = localTime(event[name]);
  for (const part of hostParts) {
    values[part] = event.hosts
      .filter((host) => host.part === part)
      .map(({ name }) => name)
      .join('、');
  }
  for (const ticket of tickets) {
    values[`tickets.${ticket.kind}.capacity`] = String(ticket.capacity);
    values[`tickets.${ticket.kind}.needsApproval`] = tick(ticket.needsApproval);
    values[`tickets.${ticket.kind}.isInviteOnly`] = tick(ticket.isInviteOnly);
  }
  event.questions.forEach((question, at) => {
    values[`questions[${at}].label`] = question.label;
    values[`questions[${at}].options`] = question.options.join('、');
    values[`questions[${at}].isRequired`] = tick(question.isRequired);
    const { showWhen } = question;
    values[`questions[${at}].showWhen`] = showWhen === null ? '' : `${showWhen.questionId.slice(1)}=${showWhen.answer}`;
  });
  return {
    ...values,
    companionsMax: String(event.companionsMax),
    offerHours: String(event.offerHours),
    takesItems: tick(event.takesItems),
    versionN: String(event.versionN),
  };
}

/** Everything of an event but its agenda. */
export function EventForm({ values, codes, options, reply, replayKey, note }: EventFormProps) {
  const errors = reply?.errors ?? {};
  const value = (name: string) => (reply ? (typedValue(reply, 'save', name) ?? '') : (values[name] ?? ''));
  const text = (name: string, label: string, required: boolean, why?: string, type = 'text') => (
    <Field name={name} label={label} required={required} why={why} error={errors[name]}>
      {(control) => <TextInput {...control} type={type} defaultValue={value(name)} />}
    </Field>
  );
  const choose = (name: string, label: string, given: readonly Option[]) => (
    <Field name={name} label={label} error={errors[name]}>
      {(control) => <Select {...control} blank="请选择" options={given} defaultValue={value(name)} />}
    </Field>
  );
  return (
    <IntentForm intent="save" {...(replayKey ? { replayKey } : {})} className="grid max-w-3xl gap-6">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="versionN" value={value('versionN') || '1'} />
      <SectionHead look="plain">是什么活动</SectionHead>
      {text('title', '活动名称', true)}
      <div className="grid gap-5 sm:grid-cols-2">
        {choose(
          'kind',
          '类型',
          eventKinds.map((kind) => ({ value: kind, label: eventKindLabels[kind] })),
        )}
        {text('theme', '主题', false, '一句话，例如 废水变肥料')}
        {text('series', '系列', false, '按季推介可写 2026 年第四季度')}
        {text('host', `${hostPartLabels.host}单位`, true, '多个用顿号隔开')}
        {text('undertaker', `${hostPartLabels.undertaker}单位`, false)}
        {text('co_host', `${hostPartLabels.co_host}单位`, false)}
      </div>
      <Field name="intro" label="介绍" required={false} error={errors.intro}>
        {(control) => <TextArea {...control} defaultValue={value('intro')} />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <ChoiceFields name="fields" label="技术领域" count={3} values={codes.fields} options={options.fields} />
        <ChoiceFields name="chains" label="产业链" count={2} values={codes.chains} options={options.chains} />
      </div>
      <SectionHead look="plain">时间和地点</SectionHead>
      <div className="grid gap-5 sm:grid-cols-2">
        {text('startsAt', '开始', true, undefined, 'datetime-local')}
        {text('endsAt', '结束', true, undefined, 'datetime-local')}
        {text('registrationEndsAt', '报名截止', true, '到点自动截止', 'datetime-local')}
        {choose(
          'mode',
          '方式',
          eventModes.map((mode) => ({ value: mode, label: eventModeLabels[mode] })),
        )}
        {choose('regionCode', '举办地', options.regions)}
        {text('venue', '地点', false, '线上活动可以不填')}
        {text('mapUrl', '地图链接', false)}
        {text('onlineUrl', '线上入口', false, '报名成功的人才看得到')}
      </div>
      <SectionHead look="plain" note="不设的身份留空">
        参会名额
      </SectionHead>
      {errors.tickets && <p className="text-danger">{errors.tickets[0]}</p>}
      <div className="grid gap-3">
        {ticketKinds.map((kind) => (
          <fieldset
            key={kind}
            className="grid grid-cols-[5rem_6rem_1fr] items-center gap-x-4 border-b border-line pb-2"
          >
            <legend className="sr-only">{ticketKindLabels[kind]}</legend>
            <span aria-hidden="true">{ticketKindLabels[kind]}</span>
            <TextInput
              numeric
              id={`f-tickets-${kind}-capacity`}
              name={`tickets.${kind}.capacity`}
              aria-label={`${ticketKindLabels[kind]}人数`}
              defaultValue={value(`tickets.${kind}.capacity`)}
              maxLength={5}
            />
            <span className="flex flex-wrap gap-x-5 text-sm">
              {(['needsApproval', 'isInviteOnly'] as const).map((name) => (
                <label key={name} className="flex min-h-11 items-center gap-2">
                  <input
                    type="checkbox"
                    className="size-5"
                    name={`tickets.${kind}.${name}`}
                    value="yes"
                    defaultChecked={value(`tickets.${kind}.${name}`) === 'yes'}
                  />
                  {name === 'needsApproval' ? '需审核' : '仅邀请'}
                </label>
              ))}
            </span>
            {errors[`tickets.${kind}.capacity`] && (
              <p className="col-span-3 text-sm text-danger">{errors[`tickets.${kind}.capacity`]?.[0]}</p>
            )}
          </fieldset>
        ))}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {text('companionsMax', '每人最多带几位随行', true)}
        {text('offerHours', '候补到位后几小时内确认', true)}
      </div>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          name="takesItems"
          value="yes"
          className="size-5"
          defaultChecked={value('takesItems') === 'yes'}
        />
        接受单位申请展示成果或需求
      </label>
      <details>
        <summary className="min-h-11 cursor-pointer py-2 font-bold">报名表的附加问题（选填）</summary>
        <div className="grid gap-3 py-2">
          {Array.from({ length: maxQuestions }, (_, at) => (
            <fieldset key={at} className="grid gap-2 border-b border-line pb-3 sm:grid-cols-3">
              <legend className="text-sm text-ink-soft">第 {at + 1} 问</legend>
              <TextInput
                name={`questions[${at}].label`}
                aria-label={`第 ${at + 1} 问`}
                placeholder="问题"
                defaultValue={value(`questions[${at}].label`)}
              />
              <TextInput
                name={`questions[${at}].options`}
                aria-label={`第 ${at + 1} 问的选项`}
                placeholder="选项，顿号隔开；空为填空"
                defaultValue={value(`questions[${at}].options`)}
              />
              <TextInput
                name={`questions[${at}].showWhen`}
                aria-label={`第 ${at + 1} 问的出现条件`}
                placeholder="出现条件，例如 1=是"
                defaultValue={value(`questions[${at}].showWhen`)}
              />
              <label className="flex min-h-11 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="size-5"
                  name={`questions[${at}].isRequired`}
                  value="yes"
                  defaultChecked={value(`questions[${at}].isRequired`) === 'yes'}
                />
                必答
              </label>
            </fieldset>
          ))}
        </div>
      </details>
      <FormActions note={note}>
        <SubmitButton intent="save">保存</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
