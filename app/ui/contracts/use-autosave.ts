import { useFetcher } from '@remix-run/react';
import { type RefObject, useEffect, useRef } from 'react';

/** Nobody types for this long: what stands is kept, in ms. */
const restMs = 800;

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

/**
 * Keeps the form while it is typed, by its own action and the intent `save`; the page's figures follow by themselves. A button
 * that is pressed meanwhile sends everything anyway.
 */
export function useAutosave(form: RefObject<HTMLFormElement | null>): SaveState {
  const fetcher = useFetcher<unknown>({ key: 'autosave' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { submit } = fetcher;
  useEffect(() => {
    const at = form.current;
    if (at === null) return;
    const stop = () => clearTimeout(timer.current);
    const later = () => {
      stop();
      timer.current = setTimeout(() => {
        const typed = new FormData(at);
        typed.set('intent', 'save');
        submit(typed, { method: 'post' });
      }, restMs);
    };
    at.addEventListener('input', later);
    at.addEventListener('submit', stop);
    return () => {
      stop();
      at.removeEventListener('input', later);
      at.removeEventListener('submit', stop);
    };
  }, [form, submit]);
  if (fetcher.state !== 'idle') return 'saving';
  return fetcher.data === undefined ? 'idle' : 'saved';
}
