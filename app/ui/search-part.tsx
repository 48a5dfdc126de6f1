import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { SectionHead } from './section-head.tsx';

interface SearchPartProps {
  id: string;
  title: string;
  /** Where all of them are; null where they stand here. */
  to: string | null;
  /** Rows short enough to stand two abreast. */
  isNarrow: boolean;
  children: ReactNode[];
}

/** One kind of what a question found, with the way to all of it. */
export function SearchPart({ id, title, to, isNarrow, children }: SearchPartProps) {
  return (
    <section aria-labelledby={id}>
      <SectionHead
        id={id}
        action={
          to !== null && (
            <Link to={to} className="link-quiet">
              全部<span className="sr-only">{title}</span>
            </Link>
          )
        }
      >
        {title}
      </SectionHead>
      {isNarrow ? <div className="grid gap-x-6 md:grid-cols-2">{children}</div> : children}
    </section>
  );
}
