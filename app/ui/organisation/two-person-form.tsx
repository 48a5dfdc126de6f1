import type { ReactNode } from 'react';
import { formatFen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { useTyped } from '../typed-value.ts';
import type { FormAnswer } from './account-shown.ts';

interface TwoPersonFormProps {
  limitFen: bigint;
  isOwner: boolean;
  reply?: FormAnswer | undefined;
  /** A higher limit that waits. */
  children?: ReactNode;
}

/** Above which sum a transfer that arrived, or a refund online, is confirmed by two people. */
export function TwoPersonForm({ limitFen, isOwner, reply, children }: TwoPersonFormProps) {
  const typed = useTyped(reply, 'limit');
  return (
    <section>
      <SectionHead look="plain">大额到账、在线退款两人复核</SectionHead>
      <p className="mb-4 max-w-prose text-ink-soft">
        单笔超过 <Amount fen={limitFen} />{' '}
        的转账，财务核对以后还要另一位财务或者审批人复核，才算到账；同一笔收款的在线退款，合计超过它的，另一人复核以后才退。
      </p>
      {children && <div className="mb-6">{children}</div>}
      {isOwner && (
        <IntentForm intent="limit" className="grid max-w-form gap-4">
          <MoneyInput
            name="limit"
            label="超过多少要两人复核"
            unit="yuan"
            why="填 0 就是每笔都要两人；提高限额要另一人同意，再过 24 小时生效，降低马上生效"
            defaultValue={typed('limit', formatFen(limitFen))}
            error={reply?.intent === 'limit' ? reply.errors.limit : undefined}
          />
          <div>
            <SubmitButton intent="limit" look="secondary">
              保存
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}
