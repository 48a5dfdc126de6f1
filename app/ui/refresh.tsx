import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/** Asks the page's loaders again every so often while somebody looks at it: counts at a door. */
export function Refresh({ everyMs }: { everyMs: number }) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, revalidate]);
  return null;
}
