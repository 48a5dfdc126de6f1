import { Amount } from '../amount.tsx';
import { FigureRow } from '../figure-row.tsx';

interface Sum {
  readonly n: number;
  readonly fen: bigint;
}

interface BankFiguresProps {
  figures: Readonly<Record<'openIn' | 'openOut' | 'matched' | 'returned' | 'ignored', Sum>>;
}

/** How much of the statements is explained. */
export function BankFigures({ figures }: BankFiguresProps) {
  const yuan = ({ fen }: Sum) => <Amount fen={fen} />;
  return (
    <FigureRow
      figures={[
        {
          label: '收入待核对',
          value: yuan(figures.openIn),
          note: `${figures.openIn.n} 行，还没有登记到账`,
          swatch: 'gold',
        },
        {
          label: '已核对',
          value: yuan(figures.matched),
          note: `${figures.matched.n} 行，对上收款单`,
          swatch: 'accent',
        },
        { label: '已登记退回', value: yuan(figures.returned), note: `${figures.returned.n} 行` },
        {
          label: '支出待核对',
          value: yuan(figures.openOut),
          note: `${figures.openOut.n} 行；不处理的 ${figures.ignored.n} 行`,
        },
      ]}
    />
  );
}
