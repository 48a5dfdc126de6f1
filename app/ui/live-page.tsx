import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { type AskAtRest, askAtRest } from './ask-at-rest.ts';

/**
 * Keeps an open page up to date: the server says that something changed, the page asks again with its own rights, when it is not
 * busy with something else. Whenever the line opens it asks too: what changed after the page was made, or during a sleep or on a
 * lost line, was told to nobody.
 */
export function LivePage({ from }: { from: string }) {
  const { revalidate, state } = useRevalidator();
  const isAtRest = useNavigation().state === 'idle' && state === 'idle';
  const asking = useRef<AskAtRest | null>(null);
  useEffect(() => {
    const { wake, rest, leave } = askAtRest(revalidate);
    asking.current = { wake, rest, leave };
    const source = new EventSource(from);
    const woken = () => {
      if (document.visibilityState === 'visible') wake();
    };
    // On its way out the page asks nothing; fetched back from the browser's memory it may have missed something.
    const hidden = () => rest(false);
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      wake();
      rest(true);
    };
    source.addEventListener('open', wake);
    source.addEventListener('change', wake);
    document.addEventListener('visibilitychange', woken);
    window.addEventListener('pagehide', hidden);
    window.addEventListener('pageshow', shown);
    return () => {
      document.removeEventListener('visibilitychange', woken);
      window.removeEventListener('pagehide', hidden);
      window.removeEventListener('pageshow', shown);
      leave();
      source.close();
    };
  }, [from, revalidate]);
  // After each render: the router may go from busy to idle within one.
  useEffect(() => asking.current?.rest(isAtRest));
  return null;
}
