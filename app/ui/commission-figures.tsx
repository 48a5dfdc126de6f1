import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { FigureRow } from './figure-row.tsx';
import { SectionHead } from './section-head.tsx';

interface CommissionFiguresProps {
  commission: { readonly cashFen: Fen; readonly dueFen: Fen; readonly sharedFen: Fen; readonly settledFen: Fen };
}

/** 我的佣金: a broker's own money, in the words of his statement. */
export function CommissionFigures({ commission }: CommissionFiguresProps) {
  return (
    <section aria-labelledby="commission">
      <SectionHead
        look="plain"
        id="commission"
        action={
          <Link to="/desk/mandates" className="link-quiet">
            佣金对账单
          </Link>
        }
      >
        我的佣金
      </SectionHead>
      <FigureRow
        figures={[
          {
            label: '委托合同已到账',
            value: <Amount fen={commission.cashFen} />,
            note: '佣金按到账计算',
            swatch: 'gold',
          },
          { label: '应计佣金', value: <Amount fen={commission.dueFen} />, note: '到账 × 约定比例', swatch: 'ink' },
          {
            label: '其中已分配给你',
            value: <Amount fen={commission.sharedFen} />,
            note: '委托方已入账，凭发票付',
          },
          {
            label: '已付给你',
            value: <Amount fen={commission.settledFen} tone="good" />,
            note: '按付款凭证',
            swatch: 'accent',
          },
        ]}
      />
    </section>
  );
}
