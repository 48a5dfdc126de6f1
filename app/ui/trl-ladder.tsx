import { type TrlBasis, trlBasisLabels } from '#app/domain/effective-trl.ts';

/** Words of the nine levels (GB/T 22900-2022). */
export const trlWords = [
  '报告级',
  '方案级',
  '功能级',
  '仿真级',
  '初样级',
  '正样级',
  '环境级',
  '产品级',
  '系统级',
] as const;

interface TrlLadderProps {
  level: number;
  /** Who says so. Self-assessed levels are drawn as outlines. */
  assessedBy: TrlBasis;
  /** `words` also writes level and source under the bars. */
  words?: boolean;
}

/** Nine rising bars: reached ones filled, the present level dark, self-assessed ones hollow. */
export function TrlLadder({ level, assessedBy, words = false }: TrlLadderProps) {
  const isSelf = assessedBy === 'self';
  const source = trlBasisLabels[assessedBy];
  const bars = (
    <svg
      viewBox="0 0 97 20"
      width="97"
      height="20"
      role={words ? undefined : 'img'}
      aria-hidden={words ? true : undefined}
      aria-label={words ? undefined : `成熟度 TRL ${level}，${source}`}
      className="inline-block flex-none"
    >
      {trlWords.map((word, i) => {
        const rung = i + 1;
        const height = 4 + i * 2;
        const fill = rung > level ? 'fill-line' : rung === level ? 'fill-primary' : 'fill-chart-primary';
        return isSelf && rung <= level ? (
          <rect
            key={word}
            x={i * 11 + 0.75}
            y={20 - height + 0.75}
            width={6.5}
            height={height - 1.5}
            className="fill-card stroke-primary"
            strokeWidth={1.5}
          />
        ) : (
          <rect key={word} x={i * 11} y={20 - height} width={8} height={height} className={fill} />
        );
      })}
    </svg>
  );
  if (!words) return bars;
  return (
    <div className="text-sm text-ink-soft">
      {bars}
      <p className="nums">
        <b className="text-ink">TRL {level}</b> {trlWords[level - 1]}
      </p>
      <p>{source}</p>
    </div>
  );
}
