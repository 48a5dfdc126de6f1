import { localTime } from '#app/domain/event-form.ts';
import { type TicketKind, ticketKindLabels } from '#app/domain/event-registration.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';
import type { DeskReply } from './event-deeds.tsx';

interface InviteFormProps {
  tickets: readonly { id: string; kind: TicketKind; free: number }[];
  startsAt: Date;
  replayKey: string;
  reply: DeskReply | undefined;
}

/** An invitation (邀请函) with a seat kept until the answer. */
export function InviteForm({ tickets, startsAt, replayKey, reply }: InviteFormProps) {
  const errors = reply?.intent === 'invite-person' ? reply.errors : {};
  const text = (name: string, label: string, required: boolean, value = '', type = 'text') => (
    <Field name={name} scope="invite" label={label} required={required} error={errors[name]}>
      {(control) => (
        <TextInput {...control} type={type} defaultValue={typedValue(reply, 'invite-person', name) ?? value} />
      )}
    </Field>
  );
  return (
    <details
      open={reply?.intent === 'invite-person'}
      className="rounded-lg border border-line bg-card px-5 py-3 print:hidden"
    >
      <summary className="min-h-11 cursor-pointer py-2 font-bold">发邀请函</summary>
      <IntentForm intent="invite-person" replayKey={replayKey} className="grid gap-4 py-3 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <ErrorSummary errors={errors} scope="invite" />
        </div>
        <Field name="ticketId" scope="invite" label="参会身份" error={errors.ticketId}>
          {(control) => (
            <Select
              {...control}
              options={tickets.map(({ id, kind, free }) => ({
                value: id,
                label: `${ticketKindLabels[kind]}（余 ${free} 席）`,
              }))}
            />
          )}
        </Field>
        {text('name', '姓名', true)}
        {text('phone', '手机号', true)}
        {text('unit', '单位', false)}
        {text('post', '职务', false)}
        {text('replyDueAt', '请在此前回执', true, localTime(startsAt), 'datetime-local')}
        <span>
          <SubmitButton intent="invite-person">发出邀请</SubmitButton>
        </span>
      </IntentForm>
    </details>
  );
}
