import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { ButtonLink } from './button.tsx';
import type { FormAnswer } from './claim-shown.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface WaiveCreditProps {
  obligationId: string;
  amountFen: Fen;
  isProved: boolean;
  reply?: FormAnswer | undefined;
}

/** The licensee's finance may waive what the licensor would have to repay. */
export function WaiveCredit({ obligationId, amountFen, isProved, reply }: WaiveCreditProps) {
  const typed = useTyped(reply, 'waive');
  const error = reply?.intent === 'waive' ? (reply.errors.reason ?? reply.errors['']) : undefined;
  return (
    <section>
      <SectionHead look="plain">不要求退还？</SectionHead>
      {isProved ? (
        <IntentForm intent="waive" className="grid gap-3">
          <Field name="reason" scope="waive" label="放弃的原因" why="写明双方怎样商定，会留在记录里" error={error}>
            {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
          </Field>
          <div>
            <SubmitButton look="danger" intent="waive">
              放弃退还 <Amount fen={amountFen} />
            </SubmitButton>
          </div>
        </IntentForm>
      ) : (
        <Notice
          title="放弃退还要先确认是你本人"
          actions={
            <ButtonLink to={`/confirm-identity?next=${encodeURIComponent(`/desk/obligations/${obligationId}`)}`}>
              确认本人后办理
            </ButtonLink>
          }
        >
          多计的款项没有可抵的应付款了，收款方应当退还。付款方可以书面放弃。
        </Notice>
      )}
    </section>
  );
}
