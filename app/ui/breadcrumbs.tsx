import { Link } from '@remix-run/react';

/** A step of the way here; the last one is this page and has no link, nor has one that the reader may not open. */
export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

/** The way back up. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="所在位置" className="pb-1 text-sm sm:pb-3 text-ink-soft print:hidden">
      <ol className="flex flex-wrap">
        {items.map((item, i) => (
          <li key={item.label} className="flex items-center">
            {i > 0 && (
              <span aria-hidden="true" className="px-2">
                /
              </span>
            )}
            {item.to ? (
              <Link
                to={item.to}
                className="inline-flex min-h-11 items-center underline-offset-4 hover:underline sm:min-h-6"
              >
                {item.label}
              </Link>
            ) : (
              <span aria-current={i === items.length - 1 ? 'page' : undefined}>{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
