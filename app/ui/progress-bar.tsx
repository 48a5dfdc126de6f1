import { classes } from './classes.ts';

interface ProgressBarProps {
  /** Read out with the value: 已报 46 / 60. */
  label: string;
  value: number;
  max: number;
  tone?: 'primary' | 'accent' | 'gold' | 'ink';
}

const tones = {
  primary: 'text-primary',
  accent: 'text-chart-accent',
  gold: 'text-chart-gold',
  ink: 'text-ink-soft',
} as const;

/** How much of a whole. The figures themselves stand beside it. */
export function ProgressBar({ label, value, max, tone = 'primary' }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      value={Math.max(0, Math.min(value, max))}
      max={max > 0 ? max : 1}
      className={classes('meter', tones[tone])}
    />
  );
}
