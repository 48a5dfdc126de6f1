import { AgreeTick } from '../agree-tick.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

/** An enterprise says that it wants to bid. */
export function ApplyForm({ replayKey, reply }: { replayKey: string; reply: Reply | undefined }) {
  const mine = reply?.intent === 'apply' ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const typed = typeof mine?.values.statement === 'string' ? mine.values.statement : '';
  return (
    <IntentForm intent="apply" replayKey={replayKey} className="grid gap-4">
      <ErrorSummary errors={errors} message={whole?.[0]} />
      <Field
        name="statement"
        label="意向登记"
        why="你单位符合哪些条件、打算怎么用。只有挂牌单位的经办人、审批人和管理员看得到。"
        error={errors.statement}
      >
        {(control) => <TextArea {...control} rows={3} maxLength={1000} defaultValue={typed} />}
      </Field>
      <AgreeTick
        name="agree"
        scope="apply"
        label="承诺所报属实，按公告交保证金、付款，只有本单位一家合格的按挂牌价受让，同意成交后公示单位名称和价格"
        error={errors.agree}
      />
      <div className="grid sm:block">
        <SubmitButton intent="apply">登记意向</SubmitButton>
      </div>
    </IntentForm>
  );
}
