import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';

/** A place to go on from a page that could not be shown. */
export interface Onward {
  readonly label: string;
  readonly to: string;
}

interface ErrorPageProps {
  /** HTTP status, shown small: people read it out on the telephone. */
  status?: number;
  title: string;
  children?: ReactNode;
  requestId?: string | undefined;
  /** The one thing to try, before the places to go. */
  first?: ReactNode;
  onward: readonly Onward[];
}

/** What happened, what was not lost, where to go. */
export function ErrorPage({ status, title, children, requestId, first, onward }: ErrorPageProps) {
  return (
    <div className="max-w-form py-10 sm:py-16">
      {status && <p className="text-sm tabular-nums text-ink-faint">错误 {status}</p>}
      <h1 className="text-2xl font-bold">{title}</h1>
      {children && <div className="mt-3 text-ink-soft">{children}</div>}
      <div className="mt-6 flex flex-wrap gap-3">
        {first}
        {onward.map(({ label, to }) => (
          <ButtonLink key={to} to={to}>
            {label}
          </ButtonLink>
        ))}
      </div>
      {requestId && (
        <p className="mt-8 text-sm text-ink-faint">
          向客服反映时请报编号 <code className="break-all font-mono">{requestId}</code>
        </p>
      )}
    </div>
  );
}
