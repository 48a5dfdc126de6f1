import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** One quiet line above everything, e.g. that this is the demonstration. */
export function BannerLine({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <aside aria-label="环境说明" className="border-b border-line bg-sunk text-sm text-ink-soft print:hidden">
      <p className={classes('py-1', wide ? 'px-4 lg:px-7' : 'page')}>{children}</p>
    </aside>
  );
}
