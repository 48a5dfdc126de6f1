import { useFetcher } from '@remix-run/react';
import { type RefObject, useEffect, useRef } from 'react';

/** Nobody types for this long: what stands is kept, in ms. */
const restMs = 800;

/** What a save was answered: what it stored by name, or why it did not. */
interface Saved {
  readonly seen?: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

interface Autosave {
  readonly isSaving: boolean;
  /** Why the last one was not kept. */
  readonly refusal: string | null;
}

/**
 * Keeps the form while it is typed, by its own action and the intent `save`; the page's figures follow by themselves. A button
 * that is pressed meanwhile sends everything anyway.
 */
export function useAutosave(form: RefObject<HTMLFormElement | null>): Autosave {
  const fetcher = useFetcher<Saved>({ key: 'autosave' });
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
  const { data: saved } = fetcher;
  useEffect(() => {
    const mark = form.current?.elements.namedItem('seen');
    // What this window stored is what its next send replaces.
    if (saved?.seen !== undefined && mark instanceof HTMLInputElement) mark.value = saved.seen;
  }, [form, saved]);
  return { isSaving: fetcher.state !== 'idle', refusal: Object.values(saved?.errors ?? {}).flat()[0] ?? null };
}
