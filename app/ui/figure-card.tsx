import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { StateShape } from './state-shape.tsx';
import { toneText } from './tone.ts';

interface FigureCardProps {
  label: string;
  value: string;
  unit: string;
  /** How it is counted, in one sentence. */
  note: ReactNode;
  /** How it has moved: 近 30 天 +1,206. */
  change?: ReactNode;
  /** 签约 is gold and a diamond, 到账 malachite and a dot. */
  money?: 'signed' | 'received';
}

/** One public figure with its definition beside it. On phones a plain count is a row, its number at the right. */
export function FigureCard({ label, value, unit, note, change, money }: FigureCardProps) {
  const tone = money === 'signed' ? toneText.gold : money === 'received' ? toneText.good : '';
  return (
    <div className={classes('flex h-full flex-col', !money && 'max-sm:border-b max-sm:border-line max-sm:py-3')}>
      <div className={money ? '' : 'flex flex-wrap items-baseline justify-between gap-x-4 sm:block'}>
        <h3 className={classes('flex items-center gap-1.5 font-bold', tone)}>
          {money && <StateShape shape={money === 'signed' ? 'diamond' : 'dot'} />}
          {label}
        </h3>
        <p className="nums leading-tight">
          <b className={classes('text-2xl sm:text-[2.5rem] sm:leading-[1.3]', tone)}>{value}</b>
          <span className="ml-2 text-ink-soft">{unit}</span>
        </p>
      </div>
      <p className="mt-1 text-sm text-ink-soft">{note}</p>
      {change && (
        <p className="text-sm sm:mt-auto sm:pt-4">
          <span className="block tabular-nums sm:border-t sm:border-line sm:pt-2.5">{change}</span>
        </p>
      )}
    </div>
  );
}
