import { mostListed, type TicketKind, ticketKindLabels } from '#app/domain/event-registration.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';
import type { DeskReply } from './event-deeds.tsx';

interface ImportListFormProps {
  tickets: readonly { readonly id: string; readonly kind: TicketKind; readonly free: number }[];
  replyDueAt: string;
  replayKey: string;
  reply: DeskReply | undefined;
}

/** A list of people as a table: invited, or registered at once. */
export function ImportListForm({ tickets, replyDueAt, replayKey, reply }: ImportListFormProps) {
  const errors = reply?.errors ?? {};
  const typed = (name: string, otherwise: string) => typedValue(reply, 'import', name) ?? otherwise;
  return (
    <IntentForm intent="import" encType="multipart/form-data" replayKey={replayKey} className="grid max-w-3xl gap-6">
      <ErrorSummary errors={errors} />
      <RadioGroup
        name="how"
        label="怎么录入"
        defaultValue={typed('how', 'invite')}
        options={[
          { value: 'invite', label: '发邀请函：保留席位，到期不回执就让出' },
          { value: 'register', label: '直接报名：对方已经答应来，马上收到参会码' },
        ]}
        error={errors.how}
      />
      <Field
        name="replyDueAt"
        label="请在此前回执"
        why="发邀请函时填"
        required={false}
        width="half"
        error={errors.replyDueAt}
      >
        {(control) => <TextInput {...control} type="datetime-local" defaultValue={typed('replyDueAt', replyDueAt)} />}
      </Field>
      <Field name="ticketId" label="参会身份" why="表里“参会身份”空着的人按这个算" width="half" error={errors.ticketId}>
        {(control) => (
          <Select
            {...control}
            defaultValue={typed('ticketId', tickets[0]?.id ?? '')}
            options={tickets.map(({ id, kind, free }) => ({
              value: id,
              label: `${ticketKindLabels[kind]}（余 ${free} 席）`,
            }))}
          />
        )}
      </Field>
      <FileInput
        name="file"
        label="名单"
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        limits={`.xlsx 或 .csv，最多 ${mostListed} 人；表头要有“姓名”和“手机号”`}
        error={errors.file}
      />
      <FormActions note="表格读完不保存；姓名和手机号只用于本场活动的联系和签到。">
        <SubmitButton intent="import">录入并发送</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
