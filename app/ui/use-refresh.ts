import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/** Asks again and again while work goes on; without JavaScript the page reloads itself. */
export function useRefresh(everyMs: number | null): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (everyMs === null || state !== 'idle') return;
    const timer = setTimeout(revalidate, everyMs);
    return () => clearTimeout(timer);
  }, [everyMs, state, revalidate]);
}
