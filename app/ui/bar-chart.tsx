import { useId, type ReactNode } from 'react';
import { BarColumn, type Bar, type BarPart } from './bar-column.tsx';
import { classes } from './classes.ts';
import { Hatch } from './hatch.tsx';
import { useSvgId } from './use-svg-id.ts';

interface BarChartProps {
  /** The finding, not the subject: 10 月以来没有到账，79.31 万元在等. */
  title: string;
  /** What is drawn, in which unit. */
  subtitle?: ReactNode;
  bars: readonly Bar[];
  legend?: readonly { label: string; fill: BarPart['fill'] | 'forecast' }[];
  /** A ceiling by contract, drawn as a line. */
  cap?: { value: number; label: string };
  /** The table behind the picture; required, since a picture alone tells nobody the figure. */
  table: ReactNode;
  /** The table stands open where it is the page's own answer and the picture only its summary. */
  isTableOpen?: boolean;
  height?: number;
  level?: 3 | 4;
}

const swatch = {
  accent: 'bg-chart-accent',
  gold: 'bg-chart-gold',
  primary: 'bg-chart-primary',
  forecast: 'hatch-plain border border-control',
} as const;

/** About how wide a word of the picture is, with a gap, in pixels. */
const wide = (word: string): number => 6 + [...word].reduce((px, letter) => px + (letter > '\u2e7f' ? 12 : 6.5), 0);

const sum = (bar: Bar): number => bar.parts.reduce((total, part) => total + part.value, 0);

/** Bars from a zero baseline, drawn on the server in percentages so that the type keeps its size; scrolls where it must. */
export function BarChart({
  title,
  subtitle,
  bars,
  legend = [],
  cap,
  table,
  isTableOpen = false,
  height = 150,
  level = 3,
}: BarChartProps) {
  const hatch = useSvgId();
  const titleId = useId();
  const Heading = level === 3 ? 'h3' : 'h4';
  const top = Math.max(cap?.value ?? 0, ...bars.map(sum), 1);
  const hasGroups = bars.some((bar) => bar.group);
  const head = 26;
  const foot = hasGroups ? 44 : 26;
  const ceiling = cap && head + height - (cap.value * height) / top;
  const said = bars.map(
    (bar) => `${bar.group ?? ''}${bar.label} ${bar.text ?? sum(bar)}${bar.forecast ? '（预测）' : ''}`,
  );
  return (
    <figure aria-labelledby={titleId} className="min-w-0">
      <Heading id={titleId} className="font-bold">
        {title}
      </Heading>
      <p className="flex flex-wrap items-center gap-x-4 text-sm text-ink-soft">
        {subtitle && <span>{subtitle}</span>}
        {legend.map((item) => (
          <span key={item.label} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={classes('h-2.5 w-2.5 rounded-sm', swatch[item.fill])} />
            {item.label}
          </span>
        ))}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <section aria-label={`${title}，图`} tabIndex={0} className="mt-2 overflow-x-auto">
        <svg
          width="100%"
          height={head + height + foot}
          role="img"
          aria-label={said.join('；')}
          style={{
            minWidth: bars.length * Math.max(23, ...bars.flatMap(({ label, text = '' }) => [wide(label), wide(text)])),
          }}
          className="block"
        >
          <Hatch id={hatch} look="plain" />
          {bars.map((bar, i) => (
            <BarColumn
              key={`${bar.group ?? ''}${bar.label}-${i}`}
              bar={bar}
              left={(i * 100) / bars.length}
              width={100 / bars.length}
              base={head + height}
              scale={height / top}
              hatch={hatch}
              ceiling={ceiling}
            />
          ))}
          <line x1="0" x2="100%" y1={head + height} y2={head + height} className="stroke-ink-soft" />
          {cap && ceiling !== undefined && <CapLine label={cap.label} y={ceiling} />}
        </svg>
      </section>
      <details className="mt-1 text-sm" open={isTableOpen}>
        <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">看数据表</summary>
        <div className="mt-2 overflow-x-auto">{table}</div>
      </details>
    </figure>
  );
}

function CapLine({ label, y }: { label: string; y: number }) {
  return (
    <g>
      <line x1="0" x2="100%" y1={y} y2={y} className="stroke-ink" strokeWidth="2" />
      <text x="0" y={y - 7} fontSize="14" fontWeight="700" className="fill-ink">
        {label}
      </text>
    </g>
  );
}
