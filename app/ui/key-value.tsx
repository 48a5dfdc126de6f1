import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface KeyValueItem {
  readonly label: string;
  readonly value: ReactNode;
  readonly strong?: boolean;
}

interface KeyValueProps {
  items: readonly KeyValueItem[];
  /** `spread` sets values at the right edge (cards), `columns` beside their labels (papers). */
  look?: 'spread' | 'columns';
}

/** Labels and values. */
export function KeyValue({ items, look = 'columns' }: KeyValueProps) {
  return (
    <dl className="text-sm">
      {items.map((item) => (
        <div
          key={item.label}
          className={classes('flex gap-4 py-1', look === 'spread' && 'justify-between', item.strong && 'font-bold')}
        >
          <dt className={classes(look === 'columns' ? 'w-20 flex-none' : 'flex-none', !item.strong && 'text-ink-soft')}>
            {item.label}
          </dt>
          <dd className={classes('min-w-0', look === 'spread' && 'text-right')}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
