import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { toneText, toneTint, type Tone } from './tone.ts';

/** A short word that sorts rather than warns: 先用后付, 揭榜挂帅. */
export function Tag({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-block whitespace-nowrap rounded-sm px-2 text-[0.875rem]',
        toneTint[tone],
        toneText[tone],
        tone !== 'neutral' && 'font-bold',
      )}
    >
      {children}
    </span>
  );
}
