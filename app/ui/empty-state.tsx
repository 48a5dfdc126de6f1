import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** What this place is for. */
  title: string;
  /** Why it is empty now. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
}

/** An empty list: what it is, why it is empty, the one thing to do. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rounded-lg border border-dashed border-control px-6 py-10 text-center">
      <p className="text-lg font-bold">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-prose text-sm text-ink-soft">{children}</div>}
      {action && <div className="mt-4 flex justify-center">{action}</div>}
    </div>
  );
}
