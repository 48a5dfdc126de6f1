import type { Fen } from '#app/domain/money.ts';
import { formatFen } from '#app/domain/money.ts';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface DeedProps {
  /** Names what the page showed. */
  seen: string;
  reply: DeedReply | undefined;
  today: string;
}

const card = 'grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

export function SubmitForm({ seen, reply, today, office }: DeedProps & { office: string }) {
  const { errors, typed } = replyTo(reply, 'submit');
  return (
    <IntentForm intent="submit" className={card}>
      <input type="hidden" name="seen" value={seen} />
      <Field name="office" scope="submit" label="受理的登记机构" error={errors.office}>
        {(control) => <TextInput {...control} maxLength={80} defaultValue={typed('office') || office} />}
      </Field>
      <Field name="submittedOn" scope="submit" label="提交日期" width="half" error={errors.submittedOn}>
        {(control) => <DateInput {...control} max={today} defaultValue={typed('submittedOn') || today} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="submit">已交登记机构</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface ResultFormProps extends DeedProps {
  isChange: boolean;
  dealFen: Fen;
  technicalFen: Fen;
}

/** The certificate, as the office wrote it: nothing is taken over from our own reckoning unseen. */
export function ResultForm({ seen, reply, today, isChange, dealFen, technicalFen }: ResultFormProps) {
  const { errors, typed } = replyTo(reply, 'record');
  return (
    <IntentForm intent="record" encType="multipart/form-data" className={card}>
      <input type="hidden" name="seen" value={seen} />
      <Field
        name="registrationNo"
        scope="record"
        label="登记编号"
        width="half"
        why="16 位数字"
        error={errors.registrationNo}
      >
        {(control) => <TextInput {...control} numeric maxLength={16} defaultValue={typed('registrationNo')} />}
      </Field>
      <Field name="registeredOn" scope="record" label="登记日期" width="half" error={errors.registeredOn}>
        {(control) => <DateInput {...control} max={today} defaultValue={typed('registeredOn')} />}
      </Field>
      <MoneyInput
        name="deal"
        scope="record"
        label="核定的合同成交额"
        unit="yuan"
        why={`照登记证明填；我们算的是 ${formatFen(dealFen)}`}
        error={errors.deal}
        defaultValue={typed('deal')}
      />
      <MoneyInput
        name="technical"
        scope="record"
        label="核定的技术交易额"
        unit="yuan"
        why={`照登记证明填；我们算的是 ${formatFen(technicalFen)}`}
        error={errors.technical}
        defaultValue={typed('technical')}
      />
      <FileInput
        name="file"
        scope="record"
        label="登记证明"
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或图片，不超过 20 MB"
        error={errors.file}
      />
      <Field name="note" scope="record" label="备注" required={false} error={errors.note}>
        {(control) => <TextInput {...control} maxLength={300} defaultValue={typed('note')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="record">{isChange ? '录入变更登记' : '录入登记结果'}</SubmitButton>
      </div>
    </IntentForm>
  );
}

const words = {
  supplement: { title: '登记机构要求补正', label: '要补什么', button: '记录补正要求' },
  refuse: { title: '登记机构不予登记', label: '不予登记的理由', button: '记录不予登记' },
  withdraw: { title: '撤回申请', label: '为什么撤回', button: '撤回申请' },
  cancel: { title: '登记被撤销或者注销', label: '依据和理由', button: '记录注销' },
} as const;
export type NotedDeed = keyof typeof words;
export const notedDeeds = Object.keys(words) as NotedDeed[];

/** A step that only needs its reason, behind a fold. */
export function NotedForm({ event, seen, reply, today }: { event: NotedDeed } & DeedProps) {
  const { errors, typed, isOpen } = replyTo(reply, event);
  const { title, label, button } = words[event];
  return (
    <details open={isOpen} className="text-sm">
      <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">{title}</summary>
      <IntentForm intent={event} className="mt-2 grid max-w-form gap-3">
        <input type="hidden" name="seen" value={seen} />
        <Field name="note" scope={event} label={label} error={errors.note}>
          {(control) => <TextInput {...control} maxLength={500} defaultValue={typed('note')} />}
        </Field>
        {event === 'supplement' && (
          <Field
            name="askedOn"
            scope={event}
            label="登记机构要求补正的日期"
            why="办理期限从这一天起停算，到再次提交时接着算。"
            width="half"
            error={errors.askedOn}
          >
            {(control) => <DateInput {...control} max={today} defaultValue={typed('askedOn') || today} />}
          </Field>
        )}
        <div className="grid sm:block">
          <SubmitButton look="secondary" intent={event}>
            {button}
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
