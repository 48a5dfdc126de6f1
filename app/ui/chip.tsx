import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

const shape =
  'inline-flex min-h-11 items-center gap-1.5 whitespace-nowrap rounded-full border px-3 text-sm sm:min-h-8 hover:underline underline-offset-4';

/** A filter that is on; following it takes the filter off. */
export function Chip({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} preventScrollReset className={classes(shape, 'border-primary bg-card text-primary')}>
      {children}
      <X size={14} strokeWidth={2.5} aria-hidden="true" />
      <span className="sr-only">，去掉这个条件</span>
    </Link>
  );
}

interface ChoiceChipProps {
  to: string;
  current: boolean;
  count?: number;
  children: ReactNode;
}

/** One of several views of the same list: 全部 10 · 等我 6. */
export function ChoiceChip({ to, current, count, children }: ChoiceChipProps) {
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={current ? 'true' : undefined}
      className={classes(
        shape,
        current ? 'border-primary bg-primary-tint font-bold text-primary' : 'border-line bg-card',
      )}
    >
      {children}
      {count !== undefined && <span className="tabular-nums">{count}</span>}
    </Link>
  );
}
