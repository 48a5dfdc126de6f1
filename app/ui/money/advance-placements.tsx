import { Link } from '@remix-run/react';
import { type Fen, formatFen, formatYuan } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import type { FormAnswer } from '../claim-shown.ts';
import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { ProofNotice } from '../proof-notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';

interface Claim {
  readonly id: string;
  readonly label: string;
  readonly payableFen: Fen;
  readonly dueOn: string;
}

interface Placement {
  readonly id: string;
  readonly amountFen: Fen;
  readonly at: Date;
  readonly obligation: { readonly id: string; readonly label: string };
  readonly takenBackAt: Date | null;
  readonly reason: string | null;
  readonly mayTakeBack: boolean;
}

interface AdvancePlacementsProps {
  receiptId: string;
  /** What of the receipt is an advance now. */
  advanceFen: Fen;
  placements: readonly Placement[];
  /** Open claims that this reader may put it on; null where it is not his deed. */
  claims: readonly Claim[] | null;
  replayKey: string;
  isProved: boolean;
  reply?: FormAnswer | undefined;
}

/** What a receipt holds in advance, what of it settled other claims, and the form by which the payee's finance puts it there. */
export function AdvancePlacements({ placements, claims, advanceFen, ...form }: AdvancePlacementsProps) {
  if (placements.length === 0 && claims === null) return null;
  return (
    <section>
      <SectionHead look="plain" note={`还有预收款 ${formatYuan(advanceFen)}`}>
        预收款抵应付款
      </SectionHead>
      <div className="grid gap-6">
        {placements.length > 0 && (
          <ul className="grid gap-4 text-sm">
            {placements.map((row) => (
              <PlacementRow key={row.id} row={row} isProved={form.isProved} reply={form.reply} />
            ))}
          </ul>
        )}
        {claims !== null && claims.length === 0 && (
          <p className="text-sm text-ink-soft">
            这份合同现在没有可以抵的应付款。有了新的应付款，可以在这里抵，不用退回重付。
          </p>
        )}
        {claims !== null && claims.length > 0 && !form.isProved && (
          <ProofNotice next={`/desk/receipts/${form.receiptId}`}>
            用预收款抵应付款要短信或动态码验证，5 分钟内有效。
          </ProofNotice>
        )}
        {claims !== null && claims.length > 0 && form.isProved && (
          <PlaceForm claims={claims} advanceFen={advanceFen} replayKey={form.replayKey} reply={form.reply} />
        )}
      </div>
    </section>
  );
}

function PlacementRow({ row, isProved, reply }: { row: Placement; isProved: boolean; reply?: FormAnswer | undefined }) {
  const typed = useTyped(reply, 'takeBackAdvance');
  const isAnswered = reply?.intent === 'takeBackAdvance' && reply.values['allocationId'] === row.id;
  return (
    <li>
      <DateText value={row.at} /> <Amount fen={row.amountFen} bold /> 抵{' '}
      <Link to={`/desk/obligations/${row.obligation.id}`} className="link-quiet">
        {row.obligation.label}
      </Link>
      {row.takenBackAt && (
        <span className="block text-ink-soft">
          <DateText value={row.takenBackAt} /> 撤回抵用，恢复为预收款：{row.reason}
        </span>
      )}
      {row.mayTakeBack && isProved && (
        <details open={isAnswered} className="mt-1">
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-ink-soft sm:min-h-6">
            抵错了，撤回
          </summary>
          <IntentForm intent="takeBackAdvance" className="mt-2 grid max-w-form gap-3">
            <input type="hidden" name="allocationId" value={row.id} />
            <Field
              name="reason"
              scope={`takeBackAdvance-${row.id}`}
              label="为什么撤回"
              why="撤回后这笔应付款恢复未付，付款方会收到通知"
              error={isAnswered ? reply.errors['reason'] : undefined}
            >
              {(control) => (
                <TextInput {...control} maxLength={200} defaultValue={isAnswered ? typed('reason') : undefined} />
              )}
            </Field>
            <div>
              <SubmitButton intent="takeBackAdvance" look="secondary">
                撤回抵用
              </SubmitButton>
            </div>
          </IntentForm>
        </details>
      )}
    </li>
  );
}

interface PlaceFormProps {
  claims: readonly Claim[];
  advanceFen: Fen;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

function PlaceForm({ claims, advanceFen, replayKey, reply }: PlaceFormProps) {
  const typed = useTyped(reply, 'placeAdvance');
  const errors = reply?.intent === 'placeAdvance' ? reply.errors : {};
  const [first] = claims;
  const usualFen = first !== undefined && first.payableFen < advanceFen ? first.payableFen : advanceFen;
  return (
    <IntentForm intent="placeAdvance" replayKey={replayKey} className="grid max-w-form gap-5">
      <Field name="obligationId" scope="placeAdvance" label="抵哪一笔" error={errors['obligationId']}>
        {(control) => (
          <Select
            {...control}
            defaultValue={typed('obligationId', first?.id)}
            options={claims.map(({ id, label, payableFen, dueOn }) => ({
              value: id,
              label: `${label}，还要收 ${formatYuan(payableFen)}，${dueOn} 前`,
            }))}
          />
        )}
      </Field>
      <MoneyInput
        name="amount"
        scope="placeAdvance"
        label="抵多少"
        unit="yuan"
        why={`最多 ${formatYuan(advanceFen)}，也不能超过这一笔还要收的`}
        error={errors['amount']}
        defaultValue={typed('amount', formatFen(usualFen))}
      />
      <p className="text-sm text-ink-soft">
        抵了以后双方账上都从预收转到应收，进入待分配；自原来的付款日起算已付，款项晚于付款日产生的自产生那天起算。
      </p>
      <div>
        <SubmitButton intent="placeAdvance">用预收款抵这一笔</SubmitButton>
      </div>
    </IntentForm>
  );
}
