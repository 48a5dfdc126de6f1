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

/** What was paid, what was withheld and why so much, and the declaration of the tax. */
export function PayoutFacts({ payout }: PayoutFactsProps) {
  return (
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
  );
}
