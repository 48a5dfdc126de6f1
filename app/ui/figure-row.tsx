import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** The figure's colour in every chart of the page: 合同额 gold, 应收 ink, 已开票 primary, 到账 accent. */
  readonly swatch?: 'gold' | 'ink' | 'primary' | 'accent';
}

const swatches = { gold: 'bg-chart-gold', ink: 'bg-ink', primary: 'bg-primary', accent: 'bg-chart-accent' } as const;

/** The figures of a contract or a page in one row of four; two by two on a phone. */
export function FigureRow({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-line gap-px lg:flex">
      {figures.map((figure) => (
        <div key={figure.label} className="min-w-0 bg-card px-3.5 py-3 last:odd:col-span-2 sm:px-5 sm:py-4 lg:flex-1">
          <dt className="flex items-center gap-1.5 text-sm text-ink-soft">
            {figure.swatch && (
              <span aria-hidden="true" className={classes('h-2.5 w-2.5 rounded-sm', swatches[figure.swatch])} />
            )}
            {figure.label}
          </dt>
          <dd>
            <span
              className={classes(
                'block overflow-hidden text-[1.0625rem] font-bold leading-[1.7] tabular-nums sm:text-xl',
                figure.swatch === 'accent' && 'text-accent',
              )}
            >
              {figure.value}
            </span>
            {figure.note && <span className="block text-sm text-ink-soft">{figure.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
