import { useEffect, useState } from 'react';

export interface Suggested {
  readonly text: string;
  readonly kind: 'keyword' | 'organisation' | 'title';
}

/** No more than one question in this time, in ms. */
const restMs = 150;
const none: readonly Suggested[] = [];

/** Proposals for what is typed: asked for after a pause, the question before is dropped. Null asks nothing. */
export function useSuggestions(list: 'achievements' | 'demands' | 'all', typed: string | null): readonly Suggested[] {
  const words = typed?.trim() ?? '';
  const [answer, setAnswer] = useState({ list, words: '', options: none });
  useEffect(() => {
    if (words === '') return;
    const stale = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/search/suggest?in=${list}&q=${encodeURIComponent(words)}`, { signal: stale.signal })
        .then((found) => (found.ok ? (found.json() as Promise<{ suggestions: readonly Suggested[] }>) : null))
        .then(
          (found) => setAnswer({ list, words, options: found?.suggestions ?? none }),
          () => {},
        );
    }, restMs);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [list, words]);
  // While the next answer is on its way, the one before stands as long as it is of the same word.
  const isOfWord =
    words !== '' && answer.words !== '' && (words.startsWith(answer.words) || answer.words.startsWith(words));
  return isOfWord && answer.list === list ? answer.options : none;
}
