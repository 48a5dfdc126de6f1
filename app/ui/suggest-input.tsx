import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { classes } from './classes.ts';

interface SuggestInputProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Which public list it asks. */
  list: 'achievements' | 'demands';
}

interface Suggested {
  readonly text: string;
  readonly kind: 'keyword' | 'organisation' | 'title';
}

const kindWords: Record<Suggested['kind'], string> = { keyword: '', organisation: '机构', title: '名称' };

/** No more than one question in this time, in ms. */
const restMs = 150;

/**
 * A search field that proposes as one types: arrows choose, Enter searches, Escape closes. Before JavaScript, or when the
 * server does not answer, it is a plain field of a plain form.
 */
export function SuggestInput({ list, className, ...input }: SuggestInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const { options, active, ask, move, close } = useSuggestions(list);
  const id = useId();
  const isOpen = options.length > 0;

  const choose = (text: string) => {
    if (!field.current) return;
    field.current.value = text;
    close();
    // The button and not the form: what the form sends is what a press of the button sends.
    field.current.form?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing) return;
    const chosen = options[active];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen) choose(chosen.text);
    else return;
    event.preventDefault();
  };

  return (
    <div className="relative flex min-w-0 flex-1">
      <input
        {...input}
        ref={field}
        type="search"
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        onInput={(event) => {
          if (!(event.nativeEvent as InputEvent).isComposing) ask(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => ask(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
        className={classes('min-w-0 flex-1', className)}
      />
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a datalist shows only what begins as typed, not pinyin */}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="建议"
        hidden={!isOpen}
        className="absolute left-0 right-0 top-full z-20 mt-1 rounded-md border border-line bg-card py-1"
      >
        {options.map(({ text, kind }, at) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys work in the field, which keeps the focus
          <div
            key={`${kind} ${text}`}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(text)}
            className={classes(
              'flex min-h-11 cursor-pointer items-center justify-between gap-3 px-3 sm:px-5',
              at === active ? 'bg-primary-tint' : 'hover:bg-primary-tint',
            )}
          >
            <span className="truncate">{text}</span>
            {kindWords[kind] && <span className="flex-none text-sm text-ink-soft">{kindWords[kind]}</span>}
          </div>
        ))}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role */}
    </div>
  );
}

interface Question {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly stale: AbortController;
}

function drop(question: { current: Question | null }): void {
  if (!question.current) return;
  clearTimeout(question.current.timer);
  question.current.stale.abort();
  question.current = null;
}

const nothing = { options: [] as readonly Suggested[], active: -1 };

/** Proposals for what is typed: asked for after a pause, the question before is dropped. */
function useSuggestions(list: SuggestInputProps['list']) {
  const [shown, setShown] = useState(nothing);
  const question = useRef<Question | null>(null);
  useEffect(() => () => drop(question), []);

  const ask = (typed: string) => {
    drop(question);
    const words = typed.trim();
    if (words === '') {
      setShown(nothing);
      return;
    }
    const stale = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/search/suggest?in=${list}&q=${encodeURIComponent(words)}`, { signal: stale.signal })
        .then((answer) => (answer.ok ? (answer.json() as Promise<{ suggestions: readonly Suggested[] }>) : null))
        .then(
          (found) => setShown({ options: found?.suggestions ?? [], active: -1 }),
          () => {},
        );
    }, restMs);
    question.current = { timer, stale };
  };
  return {
    ...shown,
    ask,
    move: (by: 1 | -1) =>
      setShown(({ options, active }) => ({
        options,
        active: ((active + by + options.length + 2) % (options.length + 1)) - 1,
      })),
    close: () => {
      drop(question);
      setShown(nothing);
    },
  };
}
