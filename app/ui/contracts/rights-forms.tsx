import { lossCauseLabels, lossCauses } from '#app/domain/contract-declaration.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

interface FormProps {
  versionN: number;
  side: ContractSide;
  today: string;
  reply: DeedReply | undefined;
}

interface LossFormProps extends FormProps {
  rights: readonly { readonly key: string; readonly label: string; readonly endedOn: string | null }[];
  milestones: readonly { readonly position: number; readonly name: string }[];
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : []);

/** A side states that rights of the contract ended. */
export function LossForm({ versionN, side, today, rights, milestones, reply }: LossFormProps) {
  const { errors: all, typed, isOpen } = replyTo(reply, 'lose_rights');
  const { '': whole, ...errors } = all;
  const open = rights.filter(({ endedOn }) => endedOn === null);
  const chosen = (name: string) => (isOpen ? listOf(reply?.values[name]) : []);
  return (
    <IntentForm intent="lose_rights" encType="multipart/form-data" needsProof className="mt-3 grid max-w-form gap-4">
      <input type="hidden" name="versionN" value={versionN} />
      <ErrorSummary errors={errors} message={whole?.[0]} />
      <p className="text-ink-soft">
        {side === 'licensor'
          ? '登记后立即执行，不用对方同意。'
          : '发给收款方确认；确认以前不变，收款方有异议的，裁决以前照常履行。'}
        失效日以后已经计付的提成记为贷项，先抵未付的款；失效日以前已付的一般不返还。
      </p>
      {open.length > 0 && (
        <CheckboxGroup
          name="rights"
          label="失效的权利"
          options={open.map(({ key, label }) => ({ value: key, label }))}
          defaultValue={open.length === 1 && !isOpen ? [open[0]!.key] : chosen('rights')}
          error={errors.rights}
        />
      )}
      <RadioGroup
        name="cause"
        label="怎样失效"
        options={lossCauses.map((value) => ({ value, label: lossCauseLabels[value] }))}
        defaultValue={typed('cause')}
        error={errors.cause}
      />
      <Field name="effectiveOn" label="失效日" why="从这一天起不再受保护。" width="half" error={errors.effectiveOn}>
        {(control) => <DateInput {...control} defaultValue={typed('effectiveOn') || today} />}
      </Field>
      <Field
        name="keeps"
        label="以后继续计付的比例"
        unit="%"
        width="half"
        why="合同还有有效的权利或者技术秘密的，填提成继续计付百分之几；全部失效、不再计付的填 0。"
        error={errors.keeps}
      >
        {(control) => <TextInput {...control} numeric hasUnit maxLength={8} defaultValue={typed('keeps')} />}
      </Field>
      {milestones.length > 0 && (
        <CheckboxGroup
          name="stops"
          label="随它停止的里程碑"
          required={false}
          why="继续计付一部分的才要勾选；填 0 的，没有验收的里程碑都取消。已经验收的不受影响。"
          options={milestones.map(({ position, name }) => ({ value: String(position), label: `${position}. ${name}` }))}
          defaultValue={chosen('stops')}
          error={errors.stops}
        />
      )}
      <Field name="reason" label="文号和结论" why="双方都看得到，并长期保存。" error={errors.reason}>
        {(control) => <TextArea {...control} rows={3} maxLength={2000} defaultValue={typed('reason')} />}
      </Field>
      <FileInput
        name="file"
        label="决定书、通知书或者登记簿副本"
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或者图片，不超过 20 MB。"
        error={errors.file}
      />
      <div className="grid sm:block">
        <SubmitButton intent="lose_rights">{side === 'licensor' ? '登记失效' : '发给收款方确认'}</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface RestoreFormProps extends FormProps {
  loss: { readonly id: string; readonly effectiveOn: string | null };
}

/** A side states that a decision took an end back. */
export function RestoreForm({ versionN, side, today, loss, reply }: RestoreFormProps) {
  const own = reply?.values.declarationId === loss.id ? reply : undefined;
  const { errors: all, typed, isOpen } = replyTo(own, 'restore_rights');
  const { '': whole, ...errors } = all;
  return (
    <details open={isOpen} className="text-sm">
      <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">{loss.effectiveOn} 的失效被撤销了</summary>
      <IntentForm
        intent="restore_rights"
        encType="multipart/form-data"
        needsProof
        className="mt-2 grid max-w-form gap-4"
      >
        <input type="hidden" name="versionN" value={versionN} />
        <input type="hidden" name="declarationId" value={loss.id} />
        <ErrorSummary errors={errors} message={whole?.[0]} scope={loss.id} />
        <p className="text-ink-soft">
          {side === 'licensee' ? '登记后立即执行。' : '发给付款方确认，确认以前不变。'}
          视为没有失效过：收回的提成重新计付，因此取消的里程碑恢复，证据重新提交。
        </p>
        <Field name="effectiveOn" scope={loss.id} label="决定或者判决生效日" width="half" error={errors.effectiveOn}>
          {(control) => <DateInput {...control} defaultValue={typed('effectiveOn') || today} />}
        </Field>
        <Field name="reason" scope={loss.id} label="文号和结论" error={errors.reason}>
          {(control) => <TextArea {...control} rows={3} maxLength={2000} defaultValue={typed('reason')} />}
        </Field>
        <FileInput
          name="file"
          scope={loss.id}
          label="决定书或者判决书"
          accept=".pdf,.png,.jpg,.jpeg,.webp"
          limits="PDF 或者图片，不超过 20 MB。"
          error={errors.file}
        />
        <div className="grid sm:block">
          <SubmitButton intent="restore_rights" look="secondary">
            {side === 'licensee' ? '登记撤销' : '发给付款方确认'}
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
