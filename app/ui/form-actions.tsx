import type { ReactNode } from 'react';

/** The deeds at the foot of a form: the one that goes on first, and what it means. */
export function FormActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="mt-8 border-t border-line pt-5">
      <div className="grid gap-2 sm:flex sm:flex-wrap">{children}</div>
      {note && <p className="mt-2 text-sm text-ink-soft">{note}</p>}
    </div>
  );
}
