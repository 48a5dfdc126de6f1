import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { StateShape, type Shape } from './state-shape.tsx';
import { toneText, toneTint, type Tone } from './tone.ts';

const shapeOf: Readonly<Record<Tone, Shape>> = {
  info: 'dot',
  good: 'check',
  gold: 'diamond',
  attention: 'clock',
  danger: 'alert',
  neutral: 'dashed',
};

interface StateMarkProps {
  tone: Tone;
  shape?: Shape;
  /** On a tint of its own, for titles and cards; bare in table cells. */
  boxed?: boolean;
  children: ReactNode;
}

/** A state: word, shape and colour together. */
export function StateMark({ tone, shape = shapeOf[tone], boxed = false, children }: StateMarkProps) {
  return (
    <span
      className={classes(
        'inline-flex max-w-full items-baseline gap-1.5 text-[0.875rem]',
        toneText[tone],
        boxed && `rounded-sm px-2 ${toneTint[tone]}`,
      )}
    >
      <StateShape shape={shape} className="relative top-0.5 h-3.5 w-3.5" />
      <span className="tabular-nums">{children}</span>
    </span>
  );
}
