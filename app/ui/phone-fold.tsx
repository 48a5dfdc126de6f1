import type { ReactNode } from 'react';
import { usePhone } from './use-phone.ts';

interface PhoneFoldProps {
  id: string;
  title: string;
  /** What is inside, in a few words: people decide by it whether to open it. */
  note?: string;
  children: ReactNode;
}

/** A section that a phone folds away once the page lives; on a wide screen, and without JavaScript, it stands open. */
export function PhoneFold({ id, title, note, children }: PhoneFoldProps) {
  const isPhone = usePhone();
  return (
    <section aria-labelledby={id}>
      <details open={!isPhone}>
        <summary className="min-h-11 py-2 sm:min-h-0">
          <h2 id={id} className="inline text-lg font-bold">
            {title}
          </h2>
          {note && <span className="ml-3 text-sm text-ink-soft">{note}</span>}
        </summary>
        <div className="pt-1">{children}</div>
      </details>
    </section>
  );
}
