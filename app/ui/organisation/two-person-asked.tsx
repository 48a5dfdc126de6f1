import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';

export interface TwoPersonAskedProps {
  limitFen: bigint;
  asker: string | null;
  askedAt: Date | null;
  isOwn: boolean;
}

/** A higher limit that waits for the word of another person. */
export function TwoPersonAsked({ limitFen, asker, askedAt, isOwn }: TwoPersonAskedProps) {
  return (
    <Notice
      kind="attention"
      title={
        <>
          {asker} 要把限额提高到 <Amount fen={limitFen} />，{isOwn ? '等另一位同事同意' : '请核对'}
        </>
      }
      actions={
        <>
          {!isOwn && (
            <IntentForm intent="agreeLimit">
              <input type="hidden" name="limitFen" value={limitFen.toString()} />
              <SubmitButton intent="agreeLimit">同意提高</SubmitButton>
            </IntentForm>
          )}
          <IntentForm intent="dropLimit">
            <SubmitButton intent="dropLimit" look="secondary">
              {isOwn ? '撤回' : '不同意'}
            </SubmitButton>
          </IntentForm>
        </>
      }
    >
      {askedAt && <DateText value={askedAt} as="minute" />} 提出。同意以前按原来的限额复核。
    </Notice>
  );
}
