import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';

/** A higher limit that was agreed to and does not count yet. */
export function TwoPersonHeld({ limitFen, until }: { limitFen: bigint; until: Date }) {
  return (
    <Notice
      kind="attention"
      title={
        <>
          限额从 <DateText value={until} as="minute" /> 起提高到 <Amount fen={limitFen} />
        </>
      }
      actions={
        <IntentForm intent="dropLimit">
          <SubmitButton intent="dropLimit" look="secondary">
            不提高了
          </SubmitButton>
        </IntentForm>
      }
    >
      两个人已经同意。到那时以前按原来的限额复核；不是你们办的，请马上停下。
    </Notice>
  );
}
