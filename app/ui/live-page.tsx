import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/**
 * Keeps an open page up to date: the server says that something changed, the page asks again with its own rights. After a sleep
 * or a lost line the browser connects anew, and the page asks again then too.
 */
export function LivePage({ from }: { from: string }) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let isFirst = true;
    const source = new EventSource(from);
    const opened = () => {
      if (!isFirst) revalidate();
      isFirst = false;
    };
    const woken = () => {
      if (document.visibilityState !== 'visible') return;
      revalidate();
    };
    source.addEventListener('open', opened);
    source.addEventListener('change', revalidate);
    document.addEventListener('visibilitychange', woken);
    return () => {
      document.removeEventListener('visibilitychange', woken);
      source.close();
    };
  }, [from, revalidate]);
  return null;
}
