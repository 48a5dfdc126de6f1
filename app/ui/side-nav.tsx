import { Link, useLocation } from '@remix-run/react';
import { classes } from './classes.ts';
import { isUnder, workNav, type WorkNavItem } from './nav.ts';

export interface SideNavProps {
  groups?: readonly (readonly WorkNavItem[])[];
  /** Count by the item's id; nothing is shown where there is none. */
  counts?: Readonly<Record<string, number>>;
  label?: string;
}

const itemClass = (isCurrent: boolean) =>
  classes(
    'flex min-h-11 items-center justify-between rounded-r-lg rounded-l-sm border-l-[3px] px-[9px] text-sm lg:min-h-9',
    isCurrent ? 'border-l-primary bg-primary-tint font-bold text-primary' : 'border-l-transparent hover:bg-sunk',
  );

/** The sections of 工作台 with what waits in each. */
export function SideNav({ groups = workNav, counts = {}, label = '工作台' }: SideNavProps) {
  const { pathname } = useLocation();
  return (
    <nav aria-label={label}>
      {groups.map((items, i) => (
        <ul key={items[0]?.id ?? i} className={classes(i > 0 && 'mt-3 border-t border-line pt-3')}>
          {items.map((item) => (
            <li key={item.id}>
              <Link
                to={item.to}
                aria-current={isUnder(pathname, item) ? 'page' : undefined}
                className={itemClass(isUnder(pathname, item))}
              >
                {item.label}
                {counts[item.id] ? (
                  <span className="font-normal tabular-nums text-ink-soft">{counts[item.id]}</span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
