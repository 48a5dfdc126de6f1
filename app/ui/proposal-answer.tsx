import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface ProposalAnswerProps {
  declarationId: string;
  /** The reader's own side made it: it can be taken back. */
  isOwn: boolean;
  reply: DeedReply | undefined;
}

/** Yes, no with a word, or taken back: the answer to a proposal that needs both sides. */
export function ProposalAnswer({ declarationId, isOwn, reply }: ProposalAnswerProps) {
  const { errors, typed } = replyTo(reply, 'answer');
  const hidden = (answer: string) => (
    <>
      <input type="hidden" name="declarationId" value={declarationId} />
      <input type="hidden" name="answer" value={answer} />
    </>
  );
  if (isOwn) {
    return (
      <IntentForm intent="answer" className="grid sm:block">
        {hidden('withdrawn')}
        <SubmitButton look="secondary" intent="answer">
          收回提议
        </SubmitButton>
      </IntentForm>
    );
  }
  return (
    <div className="grid gap-3">
      <IntentForm intent="answer" className="grid sm:block">
        {hidden('accepted')}
        <SubmitButton intent="answer">同意</SubmitButton>
      </IntentForm>
      <details>
        <summary className="min-h-11 py-2.5 text-sm sm:min-h-0 sm:py-1">不同意</summary>
        <IntentForm intent="answer" className="mt-2 grid max-w-form gap-3">
          {hidden('refused')}
          <Field name="reason" scope={declarationId} label="理由" required={false} error={errors.reason}>
            {(control) => <TextArea {...control} rows={2} defaultValue={typed('reason')} maxLength={1000} />}
          </Field>
          <div className="grid sm:block">
            <SubmitButton look="secondary" intent="answer">
              不同意
            </SubmitButton>
          </div>
        </IntentForm>
      </details>
    </div>
  );
}
