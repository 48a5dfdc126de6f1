import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { DateText } from './date-text.tsx';

interface PrintedFromProps {
  origin: string;
  /** The platform's clock when the page was sent. */
  now: Date;
}

/** On paper only: where the page is to be found, and when it was printed. The head of the site is not printed. */
export function PrintedFrom({ origin, now }: PrintedFromProps) {
  const { pathname, search } = useLocation();
  const [printedAt, setPrintedAt] = useState(now);
  useEffect(() => {
    const since = performance.now();
    // A tab may stand open for days; drawn at once, for the browser takes its picture right after.
    const note = () => flushSync(() => setPrintedAt(new Date(now.getTime() + performance.now() - since)));
    addEventListener('beforeprint', note);
    return () => removeEventListener('beforeprint', note);
  }, [now]);
  return (
    <p className="hidden break-all border-b border-line pb-2 text-sm text-ink-soft print:block">
      成果通　{origin}
      {pathname}
      {search}　打印于 <DateText value={printedAt} as="minute" />
    </p>
  );
}
