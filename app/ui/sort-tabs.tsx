import { Link } from '@remix-run/react';
import { classes } from './classes.ts';

export interface SortTab {
  readonly label: string;
  readonly to: string;
  readonly current: boolean;
}

/** The orders a list can stand in. */
export function SortTabs({ tabs, label = '排序' }: { tabs: readonly SortTab[]; label?: string }) {
  return (
    <nav aria-label={label} className="text-sm">
      <ul className="flex flex-wrap gap-x-5">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              preventScrollReset
              aria-current={tab.current ? 'true' : undefined}
              className={classes(
                'flex min-h-11 items-center border-b-2 sm:min-h-7',
                tab.current
                  ? 'border-primary font-bold text-primary'
                  : 'border-transparent text-ink-soft hover:text-primary',
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
