import type { ReactNode } from 'react';

interface PageTitleProps {
  children: ReactNode;
  /** Marks above the title: state, publicity, freshness. */
  marks?: ReactNode;
  /** A small line beside the title, e.g. the instant the page speaks of. */
  aside?: ReactNode;
  /** One line under the title: parties, term, number. */
  meta?: ReactNode;
  actions?: ReactNode;
}

/** The h1 of a page with what belongs to it. */
export function PageTitle({ children, marks, aside, meta, actions }: PageTitleProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-full">
        {marks && <div className="mb-2 flex flex-wrap gap-2">{marks}</div>}
        <h1 className="text-xl font-bold sm:text-2xl">
          {children}
          {aside && (
            <span className="block align-baseline sm:ml-4 sm:inline-block text-sm font-normal text-ink-soft">
              {aside}
            </span>
          )}
        </h1>
        {meta && <div className="mt-1 text-sm text-ink-soft">{meta}</div>}
      </div>
      {actions && <div className="flex w-full flex-wrap gap-2 sm:w-auto">{actions}</div>}
    </div>
  );
}
