import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import { hasSalesMilestone, type PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import { forecast, type Forecast } from '#app/domain/forecast.ts';
import { type Fen, formatWan } from '#app/domain/money.ts';
import { periodParts } from '#app/domain/period-label.ts';
import { BarChart } from './bar-chart.tsx';
import type { Bar } from './bar-column.tsx';
import { MoneyTable } from './money-table.tsx';

interface ForecastViewProps {
  terms: PayLaterTerms;
  signedOn: Day;
  /** Net sales of each year of royalties. */
  salesFen: readonly Fen[];
  level?: 3 | 4;
}

const wan = (fen: Fen): number => Number(fen / 10_000n) / 100;

/** The finding in one sentence: it is the chart's title. */
function finding(result: Forecast): string {
  const reached = result.rows.find((row) => row.capReached);
  if (reached) return `照这个销售预测，${reached.period.label}触及封顶，共付 ${formatWan(result.totalFen)}`;
  const until = result.goesOn ? result.rows.at(-1)?.period.label : undefined;
  return `照这个销售预测，到${until ?? '最后一期'}共付 ${formatWan(result.totalFen)}`;
}

/** What the figures assume and leave out. */
const assumed = ({
  beyondFen,
  goesOn,
  bySales,
  byDelivery,
}: Forecast & { readonly bySales: boolean; readonly byDelivery: boolean }): string =>
  [
    '累计应付，万元',
    ...(byDelivery ? ['假设期限起算当天交付验收合格，晚验收的提成相应顺延'] : []),
    bySales ? '假设里程碑全部成就，按累计销售额的到达才计' : '假设里程碑全部成就',
    ...(goesOn ? ['以后各期没有填预计销售额，没有算进来'] : []),
    ...(beyondFen > 0n ? [`许可期满以后的预计净销售额 ${formatWan(beyondFen)}不计提成，没有算进来`] : []),
  ].join('；');

/** One bar a year where there are many periods: the last of each year. */
function barsOf(result: Forecast): Bar[] {
  const isLong = result.rows.length > 8;
  const rows = isLong
    ? result.rows.filter((row, i) => result.rows[i + 1]?.period.endOn.slice(0, 4) !== row.period.endOn.slice(0, 4))
    : result.rows;
  const text = (fen: Fen) => wan(fen).toFixed(1);
  const start: Bar = {
    label: '里程碑',
    parts: [{ value: wan(result.atOnceFen), fill: 'gold' }],
    forecast: true,
    text: text(result.atOnceFen),
  };
  const bars = rows.map((row, i): Bar => ({
    ...labelOf(row.period.key, isLong, rows[i - 1]?.period.key),
    parts: [{ value: wan(row.cumulativeFen), fill: 'gold' }],
    forecast: true,
    text: text(row.cumulativeFen),
  }));
  return [start, ...bars];
}

/** 1 季度 under each bar, its year under the first of the year; a year alone where there are many. */
function labelOf(key: string, isLong: boolean, before: string | undefined): Pick<Bar, 'label' | 'group'> {
  const { year, part } = periodParts(key);
  if (isLong || part === null) return { label: year };
  const isFirst = before === undefined || periodParts(before).year !== year;
  return isFirst ? { label: part, group: `${year} 年` } : { label: part };
}

/** What the terms would cost for expected sales: a chart that states its finding, and the table behind it. */
export function ForecastView({ terms, signedOn, salesFen, level = 3 }: ForecastViewProps) {
  const result = forecast(terms, { signedOn, yearlySalesFen: salesFen });
  const capFen = terms.royalty?.capFen ?? null;
  return (
    <BarChart
      title={finding(result)}
      subtitle={assumed({ ...result, bySales: hasSalesMilestone(terms), byDelivery: awaitsDelivery(terms) })}
      legend={[{ label: '预测', fill: 'forecast' }]}
      bars={barsOf(result)}
      cap={capFen === null ? undefined : { value: wan(capFen), label: `封顶 ${formatWan(capFen)}` }}
      level={level}
      table={
        <MoneyTable
          caption="预测明细"
          rows={result.rows}
          rowKey={(row) => row.period.key}
          totalLabel="合计"
          columns={[
            { key: 'period', head: '期间', phone: 'title', cell: (row) => row.period.label },
            { key: 'sales', head: '预计净销售额', fen: (row) => row.salesFen },
            { key: 'royalty', head: '提成', fen: (row) => row.royaltyFen, phone: 'amount' },
          ]}
          empty={<p className="text-sm">没有填预计销售额，只有里程碑款 {formatWan(result.milestonesFen)}。</p>}
        />
      }
    />
  );
}
