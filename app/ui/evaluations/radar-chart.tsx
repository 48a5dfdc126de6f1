import { scoredWords } from '#app/domain/evaluation-grounds.ts';
import { valueKeys, valueLabels, type Spread } from '#app/domain/evaluation.ts';
import { classes } from '../classes.ts';
import { type Column, Table } from '../table.tsx';

const size = 320;
const centre = size / 2;
const radius = 100;

const at = (index: number, of: number, score: number): [number, number] => {
  const angle = (index / of) * 2 * Math.PI - Math.PI / 2;
  const reach = (score / 100) * radius;
  return [centre + reach * Math.cos(angle), centre + reach * Math.sin(angle)];
};
const points = (scores: readonly number[]): string =>
  scores
    .map((score, i) =>
      at(i, scores.length, score)
        .map((n) => n.toFixed(1))
        .join(','),
    )
    .join(' ');

const columnsOf = (panelSize: number): Column<Spread>[] => [
  { key: 'value', head: '价值', phone: 'title', cell: (row) => valueLabels[row.key] },
  { key: 'middle', head: '中位数', align: 'right', phone: 'amount', cell: (row) => row.middle },
  { key: 'range', head: '最低至最高', align: 'right', cell: (row) => `${row.low} 至 ${row.high}` },
  { key: 'panel', head: '评分的专家', align: 'right', cell: (row) => scoredWords(row.scores.length, panelSize) },
  { key: 'all', head: '各专家评分', align: 'right', cell: (row) => row.scores.join('、') },
];

interface RadarChartProps {
  spread: readonly Spread[];
  /** How many experts scored at all. */
  panelSize: number;
  titleId: string;
}

/**
 * The panel's medians of each value that it scored, one axis each, lowest and highest dashed, and the same as a table. What was
 * not scored has no axis and is named: a point at 0 would be a judgement. Fewer than three axes make no picture.
 */
export function RadarChart({ spread, panelSize, titleId }: RadarChartProps) {
  const axes = valueKeys.flatMap((key) => spread.find((one) => one.key === key) ?? []);
  const unscored = valueKeys.filter((key) => !axes.some((one) => one.key === key));
  const of = (pick: (one: Spread) => number) => axes.map(pick);
  const says = spread.map((one) => `${valueLabels[one.key]} ${one.middle}（${one.low} 至 ${one.high}）`).join('，');
  return (
    <div className={classes('grid items-center gap-6', axes.length >= 3 && 'sm:grid-cols-[320px_minmax(0,1fr)]')}>
      {axes.length >= 3 && (
        <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-labelledby={titleId} className="mx-auto w-full max-w-80">
          <title id={titleId}>{`各项价值的中位数，满分 100：${says}`}</title>
          {[25, 50, 75, 100].map((ring) => (
            <polygon key={ring} points={points(axes.map(() => ring))} className="fill-none stroke-line" />
          ))}
          {axes.map(({ key }, i) => {
            const [x, y] = at(i, axes.length, 100);
            const [lx, ly] = at(i, axes.length, 124);
            return (
              <g key={key}>
                <line x1={centre} y1={centre} x2={x} y2={y} className="stroke-line" />
                <text x={lx} y={ly} textAnchor="middle" dominantBaseline="middle" fontSize="14" className="fill-ink">
                  {valueLabels[key]}
                </text>
              </g>
            );
          })}
          <polygon points={points(of((one) => one.high))} className="fill-none stroke-control" strokeDasharray="4 3" />
          <polygon points={points(of((one) => one.low))} className="fill-none stroke-control" strokeDasharray="4 3" />
          <polygon
            points={points(of((one) => one.middle))}
            className="fill-primary stroke-primary"
            fillOpacity="0.15"
            strokeWidth="2"
          />
        </svg>
      )}
      <div>
        <Table
          caption="各项价值的评分"
          look="open"
          columns={columnsOf(panelSize)}
          rows={spread}
          rowKey={(row) => row.key}
        />
        <p className="mt-2 text-sm text-ink-soft">
          各项分开看，不合成总分。实线是中位数，虚线是最低和最高。
          {unscored.length > 0 && `没有评${unscored.map((key) => valueLabels[key]).join('、')}。`}
        </p>
      </div>
    </div>
  );
}
