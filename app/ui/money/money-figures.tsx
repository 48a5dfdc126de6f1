import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { claimWords } from '../claim-words.ts';
import { FigureRow } from '../figure-row.tsx';

export interface MoneyFiguresShown {
  readonly contractFen: Fen;
  readonly dueFen: Fen;
  readonly receivedFen: Fen;
  readonly advanceFen: Fen;
  readonly outstandingFen: Fen;
  readonly awaitedFen: Fen;
  readonly awaitedExcessFen: Fen;
  readonly creditFen: Fen;
  readonly undistributedFen: Fen;
  readonly plannedFen: Fen;
  readonly writtenOffFen: Fen;
}

interface MoneyFiguresProps {
  side: 'payee' | 'payer';
  figures: MoneyFiguresShown;
}

/** 合同额, 应收 or 应付, 到账 and what is open, side by side. */
export function MoneyFigures({ side, figures }: MoneyFiguresProps) {
  const isPayee = side === 'payee';
  const yuan = (fen: bigint) => <Amount fen={fen} />;
  return (
    <FigureRow
      figures={[
        { label: '合同额', value: yuan(figures.contractFen), note: '已签合同的里程碑款，提成另计', swatch: 'gold' },
        {
          label: claimWords[side].due,
          value: yuan(figures.dueFen),
          note: '条件已成就，累计，含提成',
          swatch: 'ink',
        },
        {
          label: isPayee ? '到账' : '已付并确认',
          value: yuan(figures.receivedFen),
          note: (
            <>
              收款方已确认
              {figures.creditFen > 0n && (
                <>
                  ；其中贷项 <Amount fen={figures.creditFen} /> 抵以后的款项
                </>
              )}
              {figures.advanceFen > 0n && (
                <>
                  ；其中{isPayee ? '预收款' : '预付款'} <Amount fen={figures.advanceFen} /> 没有抵应
                  {isPayee ? '收' : '付'}款
                </>
              )}
            </>
          ),
          swatch: 'accent',
        },
        {
          label: claimWords[side].open,
          value: yuan(figures.outstandingFen),
          note: openNote(side, figures),
        },
      ]}
    />
  );
}

/** What an open sum consists of: money that waits for the payee's word, and money that nobody sent yet. */
function openNote(side: 'payee' | 'payer', figures: MoneyFiguresShown) {
  const { awaitedFen, awaitedExcessFen, outstandingFen, undistributedFen, plannedFen } = figures;
  const { receivedFen, advanceFen, writtenOffFen } = figures;
  const words = claimWords[side];
  const parts = awaitedFen > 0n && (
    <>
      {words.awaited} <Amount fen={awaitedFen} />，{words.left} <Amount fen={outstandingFen - awaitedFen} />
      {awaitedExcessFen > 0n && (
        <>
          ；另有多付的 <Amount fen={awaitedExcessFen} />
          ，确认后记为{side === 'payee' ? '预收款' : '预付款'}
        </>
      )}
    </>
  );
  if (side === 'payer') return parts || '以收款方确认为准';
  return (
    <>
      {parts}
      {parts && '；'}待分配 <Amount fen={undistributedFen} />
      {plannedFen > 0n && (
        <>
          ，其中已有方案、还没有入账 <Amount fen={plannedFen} />
        </>
      )}
      {writtenOffFen > 0n && (
        <>
          ；应收减到账{advanceFen > 0n && '里抵了应收款的'} <Amount fen={receivedFen - advanceFen} />
          ，再减已核销 <Amount fen={writtenOffFen} />
        </>
      )}
    </>
  );
}
