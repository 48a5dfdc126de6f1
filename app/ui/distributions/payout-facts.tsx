import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { KeyValue } from '../key-value.tsx';

interface PayoutFactsProps {
  payout: {
    readonly voucherNo: string;
    readonly paidOn: string;
    readonly grossFen: Fen;
    readonly taxFen: Fen;
    readonly taxNote: string;
    readonly taxDeclaredOn: string | null;
    readonly taxSerial: string | null;
  };
}

/**
 * What was paid, what was withheld and why so much, and the declaration of the tax. No deed reverses a payout that came back: the page
 * says where that is put right.
 */
export function PayoutFacts({ payout }: PayoutFactsProps) {
  return (
    <div className="grid gap-3">
      <KeyValue
        items={[
          { label: '凭证号', value: payout.voucherNo },
          { label: '发放日期', value: payout.paidOn },
          { label: '应发', value: <Amount fen={payout.grossFen} /> },
          { label: '代扣个税', value: <Amount fen={payout.taxFen} /> },
          { label: '实发', value: <Amount fen={payout.grossFen - payout.taxFen} bold /> },
          { label: '计税', value: payout.taxNote },
          ...(payout.taxDeclaredOn
            ? [{ label: '个税申报', value: `${payout.taxDeclaredOn}，${payout.taxSerial ?? ''}` }]
            : []),
        ]}
      />
      <p className="text-sm text-ink-soft">
        录入后银行退回或者付错账户的，平台上不能冲销，这里的记录不变：由本单位财务追回、补发，在单位账上记退回和补发，凭证与这张放在一起。
      </p>
    </div>
  );
}
