import type { ReactNode } from 'react';
import { type AchievementData, isStepped, priceBounds } from '#app/domain/achievement-data.ts';
import { formatPpm } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

interface PriceLine {
  readonly what: string;
  readonly when: string;
  readonly amount: ReactNode;
}

/** What a licence costs that is paid in steps, and when: nothing else needs a table. */
export function AchievementPrice({ price }: { price: AchievementData['price'] }) {
  if (!isStepped(price)) return null;
  const milestones = BigInt(price.milestonesFen);
  const most = priceBounds(price)?.maxFen ?? null;
  const lines: PriceLine[] = [
    price.kind === 'pay_later'
      ? { what: '入门费', when: `不付，试用 ${price.trialMonths} 个月`, amount: <Amount as="plain" fen={0n} /> }
      : {
          what: '入门费',
          when: price.entryFen === '0' ? '不收' : '签约时付',
          amount: <Amount as="plain" fen={BigInt(price.entryFen)} />,
        },
    ...(milestones > 0n
      ? [{ what: '里程碑', when: '达到约定指标、双方验收后分步付', amount: <Amount as="plain" fen={milestones} /> }]
      : []),
    ...(price.royaltyPpm > 0
      ? [{ what: '收入提成', when: `收入的 ${formatPpm(price.royaltyPpm)}，按期对账`, amount: '按收入' }]
      : []),
  ];
  const columns: Column<PriceLine>[] = [
    { key: 'what', head: '付款', phone: 'title', cell: (row) => row.what },
    { key: 'when', head: '什么时候付', phone: 'note', cell: (row) => row.when },
    {
      key: 'amount',
      head: '金额（元）',
      align: 'right',
      phone: 'amount',
      cell: (row) => row.amount,
      total: most === null ? '不封顶' : <Amount as="plain" bold fen={most} />,
    },
  ];
  return (
    <section>
      <SectionHead note="以双方签的合同为准">价格条件</SectionHead>
      <Table
        caption="价格条件"
        look="open"
        columns={columns}
        rows={lines}
        rowKey={(row) => row.what}
        totalLabel="最多付"
      />
    </section>
  );
}
