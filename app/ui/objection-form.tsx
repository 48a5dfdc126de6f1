import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ObjectionFormProps {
  publicityId: string;
  replayKey: string;
  reply: Reply | undefined;
}

/** A person objects under his own name. */
export function ObjectionForm({ publicityId, replayKey, reply }: ObjectionFormProps) {
  const mine = reply?.intent === 'object' ? reply : undefined;
  const typed = mine?.values.grounds;
  return (
    <IntentForm intent="object" replayKey={replayKey} className="grid gap-4">
      <input type="hidden" name="publicityId" value={publicityId} />
      <Field
        name="grounds"
        label="异议内容和依据"
        why="实名提出：公示单位会看到你的姓名和内容。提出后签署暂停，直到单位书面答复。"
        error={mine?.errors.grounds}
      >
        {(control) => (
          <TextArea {...control} rows={5} maxLength={2000} defaultValue={typeof typed === 'string' ? typed : ''} />
        )}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="object">实名提出异议</SubmitButton>
      </div>
    </IntentForm>
  );
}
