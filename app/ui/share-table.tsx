import { rewardedWord } from '#app/domain/distribution-shares.ts';
import type { Fen } from '#app/domain/money.ts';
import { type MoneyColumn, MoneyTable } from './money-table.tsx';
import type { Column } from './table.tsx';

export interface ShownShare {
  readonly kind: 'cost' | 'broker' | 'person' | 'tto' | 'unit';
  readonly label: string;
  readonly amountFen: Fen;
  /** One of the main contributors. */
  readonly isMain?: boolean;
}

const kindWords: Readonly<Record<Exclude<ShownShare['kind'], 'person'>, string>> = {
  cost: '直接成本',
  broker: '技术经纪',
  tto: '转移机构',
  unit: '单位留存',
};

type Row = ShownShare & { readonly at: number };

const columnsOf = (floorSource: string): readonly (Column<Row> | MoneyColumn<Row>)[] => [
  {
    key: 'kind',
    head: '类别',
    phone: 'note',
    cell: ({ kind }) => (kind === 'person' ? rewardedWord({ floorSource }) : kindWords[kind]),
  },
  {
    key: 'label',
    head: '归谁',
    phone: 'title',
    cell: (row) => (row.isMain ? `${row.label}（主要贡献人员）` : row.label),
  },
  { key: 'fen', head: '金额', phone: 'amount', fen: (row) => row.amountFen },
];

/** Who gets what of a receipt, to the fen; the foot is the sum of the rows. `floorSource`: empty of pay for work. */
export function ShareTable({ shares, floorSource }: { shares: readonly ShownShare[]; floorSource: string }) {
  return (
    <MoneyTable
      caption="各方份额"
      rows={shares.map((share, at) => ({ ...share, at }))}
      rowKey={(row) => String(row.at)}
      totalLabel="合计，等于本次分配的到账"
      columns={columnsOf(floorSource)}
    />
  );
}
