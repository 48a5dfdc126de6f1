import { Link } from '@remix-run/react';
import { classes } from './classes.ts';

interface PaginationProps {
  page: number;
  pageSize: number;
  total: number;
  hrefFor: (page: number) => string;
  /** 项, 笔, 条. */
  noun?: string;
  /** Engines count only so far; then the number reads 'at least'. */
  isEstimate?: boolean;
}

/** The pages worth a link: first, last and those about the present one; 0 stands for a gap. */
export function pageWindow(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const shown = [...new Set(near)].sort((a, b) => a - b);
  return shown.flatMap((n, i) => {
    const gap = n - (shown[i - 1] ?? 0);
    return gap === 2 ? [n - 1, n] : gap > 2 ? [0, n] : [n];
  });
}

const step = 'flex min-h-11 min-w-11 items-center justify-center rounded-md px-2 sm:min-h-9 sm:min-w-9';

/** Where in the list we are and how to go on. */
export function Pagination({ page, pageSize, total, hrefFor, noun = '项', isEstimate = false }: PaginationProps) {
  if (total === 0) return null;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = Math.min(total, (page - 1) * pageSize + 1);
  const to = Math.min(total, page * pageSize);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-5 text-sm">
      <p className="nums text-ink-soft">
        第 {from}–{to} {noun}，{isEstimate ? '至少' : '共'} {total.toLocaleString('en-US')} {noun}
      </p>
      {pages > 1 && (
        <nav aria-label="分页">
          <ul className="-ml-2 flex flex-wrap tabular-nums">
            {page > 1 && (
              <li>
                <Link to={hrefFor(page - 1)} rel="prev" className={classes(step, 'link-quiet')}>
                  上一页
                </Link>
              </li>
            )}
            {pageWindow(page, pages).map((n, i) => (
              <li key={n || `gap-${i}`}>
                {n === 0 ? (
                  <span className={classes(step, 'text-ink-faint')} aria-hidden="true">
                    …
                  </span>
                ) : (
                  <Link
                    to={hrefFor(n)}
                    aria-current={n === page ? 'page' : undefined}
                    aria-label={`第 ${n} 页`}
                    className={classes(step, n === page ? 'bg-primary font-bold text-on-solid' : 'link-quiet')}
                  >
                    {n}
                  </Link>
                )}
              </li>
            ))}
            {page < pages && (
              <li>
                <Link to={hrefFor(page + 1)} rel="next" className={classes(step, 'link-quiet')}>
                  下一页
                </Link>
              </li>
            )}
          </ul>
        </nav>
      )}
    </div>
  );
}
