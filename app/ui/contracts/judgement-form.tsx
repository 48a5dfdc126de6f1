import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface JudgementFormProps {
  versionN: number;
  earlier: { readonly id: string; readonly versionN: number };
  reply: DeedReply | undefined;
}

/** The lawyer's sentence on words that differ; for the owner alone. */
export function JudgementForm({ versionN, earlier, reply }: JudgementFormProps) {
  const seen = { versionN: String(versionN), earlierId: earlier.id, earlierVersionN: String(earlier.versionN) };
  const isOwn = Object.entries(seen).every(([name, value]) => reply?.values[name] === value);
  const { errors: all, typed } = replyTo(isOwn ? reply : undefined, 'judge');
  const { '': whole, ...errors } = all;
  const scope = `judge-${Object.values(seen).join('-')}`;
  return (
    <IntentForm intent="judge" encType="multipart/form-data" className="mt-3 grid max-w-form gap-4">
      {Object.entries(seen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={errors} message={whole?.[0]} scope={scope} />
      <Field
        name="reason"
        scope={scope}
        label="为什么不重叠"
        why="一句话写明两份合同的产品、用途或者地域差在哪里。只有本单位看得到，写进决策档案；判断为重叠的，不要在这里写，请改条款。"
        error={errors.reason}
      >
        {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed('reason')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="judge">记下判断：不重叠</SubmitButton>
      </div>
    </IntentForm>
  );
}
