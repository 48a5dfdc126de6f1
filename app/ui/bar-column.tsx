/** A pile of the bar, from the baseline up. 到账 is accent, 应收未到账 gold. */
export interface BarPart {
  readonly value: number;
  readonly fill: 'accent' | 'gold' | 'primary';
}

export interface Bar {
  readonly label: string;
  /** A second line under the first bar of a year. */
  readonly group?: string;
  readonly parts: readonly BarPart[];
  readonly forecast?: boolean;
  /** Written over the bar; leave out where a neighbour says enough. */
  readonly text?: string;
}

const barFill = { accent: 'fill-chart-accent', gold: 'fill-chart-gold', primary: 'fill-chart-primary' } as const;

interface BarColumnProps {
  bar: Bar;
  /** Left edge and width in per cent of the chart. */
  left: number;
  width: number;
  /** y of the baseline and pixels a unit. */
  base: number;
  scale: number;
  hatch: string;
  /** y of the ceiling; words that would cross its line go above it. */
  ceiling?: number;
}

/** Each part stands on those before it. */
function pilesOf(bar: Bar, base: number, scale: number) {
  return bar.parts.map((part, i) => {
    const upTo = bar.parts.slice(0, i + 1).reduce((sum, { value }) => sum + Math.max(0, value), 0);
    return { fill: part.fill, height: Math.max(0, part.value) * scale, y: base - upTo * scale };
  });
}

/** One bar of a chart with its words. */
export function BarColumn({ bar, left, width, base, scale, hatch, ceiling }: BarColumnProps) {
  const middle = `${left + width / 2}%`;
  const x = `${left + width * 0.18}%`;
  const wide = `${width * 0.64}%`;
  const piles = pilesOf(bar, base, scale);
  const y = piles.at(-1)?.y ?? base;
  return (
    <g fontSize="13" textAnchor="middle" className="fill-ink">
      {piles.map((pile, i) =>
        bar.forecast ? (
          <rect
            key={i}
            x={x}
            width={wide}
            y={pile.y}
            height={pile.height}
            fill={`url(#${hatch})`}
            className="stroke-control"
          />
        ) : (
          <rect key={i} x={x} width={wide} y={pile.y} height={pile.height} className={barFill[pile.fill]} />
        ),
      )}
      {bar.text && (
        <text x={middle} y={ceiling !== undefined && y - 20 < ceiling ? Math.min(y, ceiling) - 7 : y - 6}>
          {bar.text}
        </text>
      )}
      <text x={middle} y={base + 18} className="fill-ink-soft">
        {bar.label}
      </text>
      {bar.group && (
        <text x={middle} y={base + 37} className="fill-ink-soft">
          {bar.group}
        </text>
      )}
    </g>
  );
}
