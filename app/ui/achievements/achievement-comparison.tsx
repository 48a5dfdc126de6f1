import type { AchievementData } from '#app/domain/achievement-data.ts';
import { betterWords, changeAgainst, isVague, vagueMark, verdictOn } from '#app/domain/advantage.ts';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';

type Advantage = AchievementData['advantages'][number];

const verdicts = { better: '更好', worse: '不如对照' } as const;

const comparedWith = (baseline: string): Column<Advantage>[] => [
  {
    key: 'metric',
    head: '指标',
    phone: 'title',
    cell: (row) => (
      <>
        {`${row.metric} ${row.unit}`.trim()}
        {row.better && <span className="block text-sm font-normal text-ink-soft">{betterWords[row.better]}</span>}
      </>
    ),
  },
  { key: 'ours', head: '本成果', align: 'right', cell: (row) => <b>{row.ours}</b> },
  { key: 'baseline', head: baseline || '主流做法', align: 'right', cell: (row) => row.baseline },
  {
    key: 'change',
    head: '相差',
    align: 'right',
    cell: (row) => {
      const verdict = verdictOn(row);
      return (
        <>
          {changeAgainst(row.ours, row.baseline)}
          {verdict && <span className="block text-sm text-ink-soft">{verdicts[verdict]}</span>}
        </>
      );
    },
  },
];

/** The achievement's figures beside those of the usual way. */
export function AchievementComparison({ advantages }: { advantages: readonly Advantage[] }) {
  const [first] = advantages;
  if (first === undefined) return <Vague />;
  return (
    <section>
      <SectionHead note={first.baselineName && `对照：${first.baselineName}`}>和主流做法比</SectionHead>
      <Table
        caption="与主流做法的比较"
        look="open"
        columns={comparedWith(first.baselineName)}
        rows={advantages}
        rowKey={(row) => row.metric}
      />
      {isVague(advantages) && <VagueLine says="上面几项没有能和对照比的数字，洽谈时可以先问测得的值。" />}
    </section>
  );
}

const VagueLine = ({ says }: { says: string }) => (
  <p className="mt-2 text-sm">
    <b>{vagueMark}</b>
    <span className="text-ink-soft">：{says}</span>
  </p>
);

const Vague = () => (
  <section>
    <SectionHead>和主流做法比</SectionHead>
    <VagueLine says="单位没有给出能和主流做法比的数字，洽谈时可以先问。" />
  </section>
);
