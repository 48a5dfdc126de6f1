import { listingEndLabels } from '#app/domain/listing-end.ts';
import { formatWan } from '#app/domain/money.ts';
import { Link } from '@remix-run/react';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';
import type { SoldLine } from './listing-words.ts';

/** How and when it was sold; the price only where the result of a 挂牌交易 named it in public. */
export function SoldNotice({ sold }: { sold: SoldLine }) {
  const { by, on, trade } = sold;
  return (
    <section id="notice">
      <SectionHead note="已成交">平台挂牌</SectionHead>
      <div className="mt-4">
        <KeyValue
          items={[
            { label: '成交方式', value: listingEndLabels[by] },
            { label: '成交日期', value: on },
            ...(trade === null
              ? []
              : [
                  ...(trade.priceFen === null ? [] : [{ label: '成交价', value: formatWan(trade.priceFen) }]),
                  {
                    label: '结果公告',
                    value: (
                      <Link to={`/trades/${trade.no}`} className="link">
                        {trade.no}
                      </Link>
                    ),
                  },
                ]),
          ]}
        />
      </div>
    </section>
  );
}
