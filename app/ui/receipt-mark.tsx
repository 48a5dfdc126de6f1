import type { DistributionState } from '#app/domain/distribution.ts';
import { distributionMachine } from '#app/domain/distribution.ts';
import { labelOf } from '#app/domain/machine.ts';
import { receiptMachine, type ReceiptState } from '#app/domain/payment-machine.ts';
import { type RefundKind, refundKindLabels } from '#app/domain/refund.ts';
import { StateMark } from './state-mark.tsx';
import type { Tone } from './tone.ts';

const receiptTones: Readonly<Record<ReceiptState, Tone>> = {
  claimed: 'gold',
  checked: 'gold',
  confirmed: 'good',
  rejected: 'danger',
  returned: 'neutral',
};

/** 待确认到账, 已到账 … Money that only its payer speaks of is never shown as arrived. */
export function ReceiptMark({ state, boxed }: { state: ReceiptState; boxed?: boolean }) {
  return (
    <StateMark
      tone={receiptTones[state]}
      shape={state === 'claimed' || state === 'checked' ? 'half' : undefined}
      boxed={boxed}
    >
      {labelOf(receiptMachine, state)}
    </StateMark>
  );
}

/** The mark of a row in a record of payments: how far a receipt came, or why money of it went back. */
export function RecordMark({ row }: { row: { back: RefundKind } | { back: null; state: ReceiptState } }) {
  return row.back === null ? (
    <ReceiptMark state={row.state} />
  ) : (
    <StateMark tone="neutral">{refundKindLabels[row.back]}</StateMark>
  );
}

const distributionTones: Readonly<Record<DistributionState, Tone>> = {
  proposed: 'attention',
  confirmed: 'attention',
  publicity: 'gold',
  approved: 'attention',
  returned: 'danger',
  distributed: 'good',
  paid: 'good',
  tax_declared: 'good',
};

/** How far the sharing of a receipt has come; null while nothing is proposed. */
export function DistributionMark({ state }: { state: DistributionState | null }) {
  if (state === null) return <StateMark tone="attention">待分配</StateMark>;
  return <StateMark tone={distributionTones[state]}>{labelOf(distributionMachine, state)}</StateMark>;
}
