import { type TrlBasis, trlBasisLabels } from '#app/domain/effective-trl.ts';
import { classes } from './classes.ts';
import { trlWords } from './trl-ladder.tsx';

interface TrlScaleProps {
  level: number;
  assessedBy: TrlBasis;
}

/** The nine levels with their names, for the detail page: reached, present, still to come. */
export function TrlScale({ level, assessedBy }: TrlScaleProps) {
  return (
    <ol
      aria-label={`成熟度 TRL ${level} ${trlWords[level - 1] ?? ''}，${trlBasisLabels[assessedBy]}`}
      className="flex items-end gap-0.5 text-[0.75rem] leading-tight sm:gap-1 sm:text-sm"
    >
      {trlWords.map((word, i) => {
        const rung = i + 1;
        const isNow = rung === level;
        return (
          <li key={word} aria-current={isNow ? 'step' : undefined} className="min-w-0 flex-1">
            <span
              aria-hidden="true"
              style={{ height: 20 + i * 9 }}
              className={classes(
                'block border',
                rung > level && 'border-dashed border-control',
                rung <= level && assessedBy === 'self' && 'border-2 border-primary bg-card',
                rung <= level &&
                  assessedBy !== 'self' &&
                  (isNow ? 'border-primary bg-primary' : 'border-chart-primary bg-chart-primary'),
              )}
            />
            <span className={classes('mt-1 block', isNow ? 'font-bold text-primary' : 'text-ink-soft')}>
              {rung}
              <span className="block overflow-hidden max-sm:sr-only">{word}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
