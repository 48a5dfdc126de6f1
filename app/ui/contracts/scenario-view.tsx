import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import { type Fen, formatPpm, formatWan } from '#app/domain/money.ts';
import {
  salesScenarios,
  scenarioLabels,
  type ScenarioName,
  scenarioNames,
  type ScenarioShares,
  type ScenarioYear,
} from '#app/domain/sales-scenarios.ts';
import { Amount } from '../amount.tsx';
import { BarChart } from '../bar-chart.tsx';
import type { Bar } from '../bar-column.tsx';
import { type Column, Table } from '../table.tsx';

interface ScenarioViewProps {
  terms: PayLaterTerms;
  signedOn: Day;
  salesFen: readonly Fen[];
  shares: ScenarioShares;
}

const wan = (fen: Fen): number => Number(fen / 10_000n) / 100;

const amount = (name: ScenarioName): Column<ScenarioYear> => ({
  key: name,
  head: `${scenarioLabels[name]}情形`,
  align: 'right',
  phone: name === 'base' ? 'amount' : 'line',
  cell: (row) => <Amount fen={row.cumulativeFen[name]} />,
});
const columns: readonly Column<ScenarioYear>[] = [
  { key: 'year', head: '到年末', phone: 'title', cell: (row) => `${row.year} 年` },
  ...scenarioNames.map(amount),
];

/** What the terms cost when sales turn out low, as expected, or high: three bars a year, and the table behind them. */
export function ScenarioView({ terms, signedOn, salesFen, shares }: ScenarioViewProps) {
  const { milestonesFen, bySales, goesOn, years, totalFen, capReachedIn, beyondFen } = salesScenarios(
    terms,
    { signedOn, yearlySalesFen: salesFen },
    shares,
  );
  const capFen = terms.royalty?.capFen ?? null;
  if (years.length === 0) {
    return (
      <p className="text-sm">
        固定款项共 {formatWan(milestonesFen)}。
        {terms.royalty && '在“收入提成”一步填了预计销售额，这里就按低、中、高三种情形算出提成。'}
      </p>
    );
  }
  const bars = years.flatMap(({ year, cumulativeFen }) =>
    scenarioNames.map((name, i): Bar => ({
      label: scenarioLabels[name],
      ...(i === 0 ? { group: `${year} 年` } : {}),
      parts: [{ value: wan(cumulativeFen[name]), fill: 'gold' }],
      forecast: true,
      text: wan(cumulativeFen[name]).toFixed(0),
    })),
  );
  const reached = scenarioNames.flatMap((name) => {
    const period = capReachedIn[name];
    return period ? [`${scenarioLabels[name]}情形${period}触及封顶`] : [];
  });
  const sums = (Object.keys(totalFen) as ScenarioName[])
    .map((name) => `${scenarioLabels[name]} ${formatWan(totalFen[name])}`)
    .join('，');
  return (
    <BarChart
      title={`${goesOn ? `到 ${years.at(-1)?.year ?? ''} 年末` : '到最后一期'}共付：${sums}`}
      subtitle={[
        `各年末累计应付，万元；低按预计的 ${formatPpm(shares.lowPpm)}，高按 ${formatPpm(shares.highPpm)}；${bySales ? '假设固定款项全部成就，按累计销售额的到达才计' : '假设固定款项全部成就'}`,
        ...reached,
        ...(goesOn ? ['以后各期没有填预计销售额，没有算进来'] : []),
        ...(beyondFen > 0n ? [`期满以后的预计销售 ${formatWan(beyondFen)} 不计提成`] : []),
      ].join('；')}
      legend={[{ label: '预测：低、中、高', fill: 'forecast' }]}
      bars={bars}
      cap={capFen === null ? undefined : { value: wan(capFen), label: `封顶 ${formatWan(capFen)}` }}
      table={
        <Table
          caption="三种情形的累计应付"
          columns={columns}
          rows={years}
          rowKey={(row) => row.year}
          empty={<p className="text-sm">没有可以计算的期间。</p>}
        />
      }
    />
  );
}
