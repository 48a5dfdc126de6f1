import { FacetFrame } from './facet-group.tsx';
import { trlWords } from './trl-ladder.tsx';

interface TrlFacetProps {
  /** Results at each of the nine levels, lowest first. */
  counts: readonly number[];
  from: number | null;
  to: number | null;
  clearTo?: string;
}

const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Technology readiness as a range: a histogram above two plain selects (`trlFrom`, `trlTo`). */
export function TrlFacet({ counts, from, to, clearTo }: TrlFacetProps) {
  const most = Math.max(1, ...counts);
  const isOn = from !== null || to !== null;
  const low = from ?? 1;
  const high = to ?? 9;
  return (
    <FacetFrame label="成熟度 TRL" clearTo={isOn ? clearTo : undefined}>
      <svg width="100%" height="78" aria-hidden="true" focusable="false">
        {levels.map((level, i) => {
          const count = counts[i] ?? 0;
          const height = count === 0 ? 1 : 4 + (count / most) * 36;
          const chosen = level >= low && level <= high;
          const middle = `${(i + 0.5) * (100 / 9)}%`;
          return (
            <g key={level} fontSize="13" textAnchor="middle" className={chosen ? 'fill-ink' : 'fill-ink-faint'}>
              <rect
                x={`${i * (100 / 9) + 0.6}%`}
                width={`${100 / 9 - 1.2}%`}
                y={58 - height}
                height={height}
                className={chosen ? 'fill-primary' : 'fill-line'}
              />
              {count > 0 && (
                <text x={middle} y={53 - height}>
                  {count}
                </text>
              )}
              <text x={middle} y={75}>
                {level}
              </text>
            </g>
          );
        })}
      </svg>
      <div className="mt-2 flex items-center gap-2 text-sm">
        <LevelSelect name="trlFrom" label="最低" value={from} />
        <span>至</span>
        <LevelSelect name="trlTo" label="最高" value={to} />
      </div>
    </FacetFrame>
  );
}

function LevelSelect({ name, label, value }: { name: string; label: string; value: number | null }) {
  return (
    <select
      key={value ?? 'any'}
      name={name}
      aria-label={`${label}成熟度`}
      defaultValue={value ?? ''}
      className="h-11 min-w-0 flex-1 rounded-md border border-control bg-card px-2 text-sm sm:h-9"
    >
      <option value="">不限</option>
      {levels.map((level) => (
        <option key={level} value={level}>
          {level} {trlWords[level - 1]}
        </option>
      ))}
    </select>
  );
}
