import { type TicketKind, ticketKindLabels } from '#app/domain/event-registration.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';
import type { DeskReply } from './event-deeds.tsx';

interface WalkInFormProps {
  tickets: readonly { id: string; kind: TicketKind; free: number }[];
  replayKey: string;
  reply: DeskReply | undefined;
}

/** Somebody who came and is on no list: put down and checked in at once. */
export function WalkInForm({ tickets, replayKey, reply }: WalkInFormProps) {
  const errors = reply?.intent === 'walk-in' ? reply.errors : {};
  const text = (name: string, label: string, required: boolean) => (
    <Field name={name} scope="walk-in" label={label} required={required} error={errors[name]}>
      {(control) => <TextInput {...control} defaultValue={typedValue(reply, 'walk-in', name) ?? ''} />}
    </Field>
  );
  return (
    <details
      open={reply?.intent === 'walk-in'}
      className="rounded-lg border border-line bg-card px-5 py-3 print:hidden"
    >
      <summary className="min-h-11 cursor-pointer py-2 font-bold">现场补登：来了但没报名的人</summary>
      <IntentForm intent="walk-in" replayKey={replayKey} className="grid gap-4 py-3 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <ErrorSummary errors={errors} scope="walk-in" />
          <p className="text-sm text-ink-soft">
            登记并签到，计入到场；名额满了自动加座。手写签到表上没报名的人也在这里补。
          </p>
        </div>
        <Field name="ticketId" scope="walk-in" label="参会身份" error={errors.ticketId}>
          {(control) => (
            <Select
              {...control}
              options={tickets.map(({ id, kind }) => ({ value: id, label: ticketKindLabels[kind] }))}
            />
          )}
        </Field>
        {text('name', '姓名', true)}
        {text('phone', '手机号', true)}
        {text('unit', '单位', false)}
        {text('post', '职务', false)}
        <span className="self-end">
          <SubmitButton intent="walk-in">登记并签到</SubmitButton>
        </span>
      </IntentForm>
    </details>
  );
}
