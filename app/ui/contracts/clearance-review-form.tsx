import { type ClearanceGround, type ClearanceStanding, wordObjectionDays } from '#app/domain/grant-clearance.ts';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface ReviewFormProps {
  line: {
    readonly id: string;
    readonly ground: ClearanceGround;
    readonly standing: ClearanceStanding;
    /** The reader stated it himself. */
    readonly isOwn: boolean;
  };
  reply: DeedReply | undefined;
}

const outcomes = [
  { value: 'approved', label: '同意' },
  { value: 'refused', label: '不同意' },
] as const;

/** The second person's word on what the lawyer stated; nothing where it does not wait for one. */
export function ReviewForm({ line: { id, ground, standing, isOwn }, reply }: ReviewFormProps) {
  if (standing.state !== 'review') return null;
  if (isOwn) return <p className="mt-2">这是你自己说明的，请本单位另一名审批人复核。</p>;
  const { errors: all, typed } = replyTo(reply?.values.clearanceId === id ? reply : undefined, 'review');
  const { '': whole, ...errors } = all;
  return (
    <IntentForm
      intent="review"
      encType="multipart/form-data"
      needsProof
      className="mt-3 grid max-w-form gap-4 border-t border-line pt-3"
    >
      <input type="hidden" name="clearanceId" value={id} />
      <ErrorSummary errors={errors} message={whole?.[0]} scope={id} />
      <RadioGroup
        name="outcome"
        scope={id}
        label="复核"
        why={
          ground === 'apart'
            ? `同意的，说明和意见书会告知在先合同的对方，它有 ${wordObjectionDays} 天（自然日）提出异议；到期没有异议的才能签署，提出异议的按争议处理。`
            : '请核对判决书、裁决书已经生效，说的是这两份合同。同意以后可以签署，在先合同的对方会收到。'
        }
        options={outcomes}
        defaultValue={typed('outcome')}
        error={errors.outcome}
      />
      <Field
        name="reason"
        scope={id}
        label="原因"
        required={false}
        why="不同意的必须写；只有本单位看得到。"
        error={errors.reason}
      >
        {(control) => <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed('reason')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="review">提交复核</SubmitButton>
      </div>
    </IntentForm>
  );
}
