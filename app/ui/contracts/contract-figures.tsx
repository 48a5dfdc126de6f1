import type { ContractEnding } from '#app/domain/contract-ending.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Fen, formatWan, formatYuan } from '#app/domain/money.ts';
import { FigureRow } from '../figure-row.tsx';

interface ContractFiguresProps {
  contract: { readonly signedAt: Date | null };
  ending: ContractEnding | null;
  terms: PayLaterTerms;
  /** The next report that is owed, after an end as well; null where none is. */
  report: unknown;
  figures: {
    readonly contractFen: Fen;
    readonly dueFen: Fen;
    readonly openFen: Fen;
    /** Of what is open, what the reader's own unit took out of its book. */
    readonly writtenOffFen: Fen;
    readonly invoicedFen: Fen;
    readonly invoiceGaps: { readonly leftFen: Fen; readonly overFen: Fen };
    /** What the cap counts. */
    readonly chargedFen: Fen;
    /** Of what arrived, a credit that waits for the next claim. */
    readonly creditFen: Fen;
    readonly receivedFen: Fen;
    /** Beside it, paid and settling no claim. */
    readonly advanceFen: Fen;
  };
  /** 应收 or 应付, by who looks. */
  word: string;
  /** A broker does not see the invoices. */
  maySeeMoney: boolean;
}

/** 合同额, 应收 or 应付, 已开票, 到账: four different things, side by side. */
export function ContractFigures({ contract, ending, terms, report, figures, word, maySeeMoney }: ContractFiguresProps) {
  const { contractFen, dueFen, openFen, writtenOffFen, invoicedFen, receivedFen, chargedFen, creditFen, advanceFen } =
    figures;
  const isTerminated = ending?.state === 'terminated';
  const { leftFen, overFen } = figures.invoiceGaps;
  const parts = `${terms.milestones.length} 笔固定款项${terms.royalty ? '；提成另计' : ''}${contract.signedAt ? '' : '；尚未签署'}`;
  return (
    <FigureRow
      figures={[
        {
          label: isTerminated ? '签署时的合同额' : '合同额',
          value: isTerminated ? <del>{formatYuan(contractFen)}</del> : formatYuan(contractFen),
          swatch: 'gold',
          note: isTerminated ? '已解除，不再计入合同额' : parts,
        },
        { label: word, value: formatYuan(dueFen), swatch: 'ink', note: capNote({ ending, terms, report, chargedFen }) },
        ...(maySeeMoney
          ? [
              {
                label: '已开票',
                value: formatYuan(invoicedFen),
                swatch: 'primary',
                note: [
                  terms.invoicing === 'invoice_first' ? '先票后款' : '先款后票',
                  leftFen > 0n && `未开 ${formatYuan(leftFen)}${creditFen > 0n ? '（等着抵的贷项不开）' : ''}`,
                  overFen > 0n && `多开 ${formatYuan(overFen)}，要开红字`,
                ]
                  .filter(Boolean)
                  .join('；'),
              } as const,
            ]
          : []),
        {
          label: '到账',
          value: formatYuan(receivedFen),
          swatch: 'accent',
          note: [
            creditFen > 0n ? `其中 ${formatYuan(creditFen)} 更正后成为贷项，抵以后的款项` : '收款方已确认的款项',
            advanceFen > 0n &&
              `另有${word === '应付' ? '预付款' : '预收款'} ${formatYuan(advanceFen)}，没有抵任何一笔，不在内`,
          ]
            .filter(Boolean)
            .join('；'),
        },
        {
          label: '未到账',
          value: formatYuan(openFen),
          note: `${ending ? '合同结束以前成就的，仍应支付' : '条件已成就，还没有收到'}${writtenOffFen > 0n ? `；其中已核销 ${formatYuan(writtenOffFen)}` : ''}`,
        },
      ]}
    />
  );
}

function capNote({
  ending,
  terms,
  report,
  chargedFen,
}: Pick<ContractFiguresProps, 'ending' | 'terms' | 'report'> & { chargedFen: Fen }): string {
  if (ending) return `${ending.word}；以后只因${report === null ? '' : '补报收入、'}更正申报或者计收违约金而变`;
  const cap = terms.royalty?.capFen;
  if (cap == null) return '条件已成就的款项';
  return cap > chargedFen ? `距封顶还有 ${formatWan(cap - chargedFen)}` : '已到封顶';
}
