import { AgreeTick } from './agree-tick.tsx';
import { EndConsequences, type EndLeft } from './contracts/end-consequences.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface ProposalAnswerProps {
  declarationId: string;
  /** The reader's own side made it: it can be taken back. */
  isOwn: boolean;
  /** Of an end by agreement: what it leaves, to be agreed to with a tick and a fresh second factor. */
  ending?: EndLeft | undefined;
  reply: DeedReply | undefined;
}

/** Yes, no with a word, or taken back: the answer to a proposal that needs both sides. */
export function ProposalAnswer({ declarationId, isOwn, ending, reply }: ProposalAnswerProps) {
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
      {ending ? (
        <IntentForm intent="answer" needsProof className="grid max-w-form gap-3">
          {hidden('accepted')}
          <input type="hidden" name="openFen" value={String(ending.openFen)} />
          <EndConsequences left={ending} />
          <AgreeTick
            name="agrees"
            scope={declarationId}
            label="我代表本单位同意解除，知道上面的后果"
            error={errors.agrees}
          />
          <div className="grid sm:block">
            <SubmitButton intent="answer">同意解除</SubmitButton>
          </div>
        </IntentForm>
      ) : (
        <IntentForm intent="answer" className="grid sm:block">
          {hidden('accepted')}
          <SubmitButton intent="answer">同意</SubmitButton>
        </IntentForm>
      )}
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
