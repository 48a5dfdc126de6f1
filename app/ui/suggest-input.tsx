/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select or a datalist is no combobox whose list comes from the server */
import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { useHydrated } from './use-hydrated.ts';
import { useRecentSearches } from './use-recent-searches.ts';
import { useSuggestions } from './use-suggestions.ts';

interface SuggestInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'defaultValue'> {
  /** Which public lists it asks. */
  list: 'achievements' | 'demands' | 'all';
  /** The question of this page. */
  query?: string;
}

const kindWords = { keyword: '', organisation: '机构', title: '名称', recent: '搜过' } as const;

interface Proposed {
  readonly text: string;
  readonly kind: keyof typeof kindWords;
}

/**
 * A search field that proposes as one types, and what was searched for before while it is empty: arrows choose, Enter
 * searches, Escape closes. Before JavaScript, or when the server does not answer, it is a plain field of a plain form.
 */
export function SuggestInput({ list, query = '', className, ...input }: SuggestInputProps) {
  const field = useRef<HTMLInputElement>(null);
  // Null while nothing is proposed; else what stands in the field.
  const [typed, setTyped] = useState<string | null>(null);
  const suggested = useSuggestions(list, typed);
  const { recent, refresh, remember, forget } = useRecentSearches();
  const isLive = useHydrated();
  const id = useId();
  const isRecent = typed !== null && typed.trim() === '';
  const options = useMemo(
    (): readonly Proposed[] =>
      typed === null ? [] : isRecent ? recent.map((text) => ({ text, kind: 'recent' })) : suggested,
    [typed, isRecent, recent, suggested],
  );
  const isOpen = options.length > 0;
  // A choice holds for the list it was made in.
  const [chosen, setChosen] = useState({ options, at: -1 });
  const active = chosen.options === options ? chosen.at : -1;
  const close = () => setTyped(null);
  const open = (words: string) => {
    if (words.trim() === '') refresh();
    setTyped(words);
  };

  // The field follows the page from question to question without losing the focus; what is typed early stays.
  const shown = useRef(query);
  useEffect(() => {
    if (shown.current === query) return;
    shown.current = query;
    if (field.current) field.current.value = query;
  }, [query]);
  useEffect(() => {
    const form = field.current?.form;
    const onSubmit = () => {
      remember(field.current?.value ?? '');
      setTyped(null);
    };
    form?.addEventListener('submit', onSubmit);
    return () => form?.removeEventListener('submit', onSubmit);
  });

  const choose = (text: string) => {
    if (!field.current) return;
    field.current.value = text;
    close();
    // The button and not the form: what the form sends is what a press of the button sends.
    field.current.form?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!isOpen) {
      if (step === 1) open(event.currentTarget.value);
      return;
    }
    if (step !== 0) {
      event.preventDefault();
      setChosen({ options, at: ((active + step + options.length + 2) % (options.length + 1)) - 1 });
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && options[active]) {
      event.preventDefault();
      choose(options[active].text);
    }
  };
  const combobox = isLive
    ? {
        role: 'combobox',
        'aria-autocomplete': 'list' as const,
        'aria-expanded': isOpen,
        'aria-controls': `${id}-list`,
        'aria-activedescendant': isOpen && active >= 0 ? `${id}-${active}` : undefined,
      }
    : {};

  return (
    <div
      className="relative flex min-w-0 flex-1"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <input
        {...input}
        {...combobox}
        ref={field}
        type="search"
        defaultValue={query}
        maxLength={200}
        autoComplete="off"
        onInput={(event) => {
          if (!(event.nativeEvent as InputEvent).isComposing) open(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => open(event.currentTarget.value)}
        onFocus={(event) => {
          if (event.currentTarget.value.trim() === '') open('');
        }}
        onKeyDown={onKeyDown}
        className={classes('min-w-0 flex-1', className)}
      />
      <output className="sr-only">
        {isOpen ? `${options.length} 条${isRecent ? '搜索记录' : '建议'}，用上下键选择` : ''}
      </output>
      <div
        hidden={!isOpen}
        className="absolute left-0 right-0 top-full z-20 mt-1 rounded-md border border-line bg-card py-1 text-base"
      >
        <div id={`${id}-list`} role="listbox" aria-label={isRecent ? '搜过的词' : '建议'}>
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
                'flex min-h-11 cursor-pointer items-center justify-between gap-3 px-3 sm:min-h-10 sm:px-5',
                at === active ? 'bg-primary-tint' : 'hover:bg-primary-tint',
              )}
            >
              <span className="truncate">{text}</span>
              {kindWords[kind] && <span className="flex-none text-sm text-ink-soft">{kindWords[kind]}</span>}
            </div>
          ))}
        </div>
        {isRecent && (
          <p className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line px-3 pt-1 text-sm text-ink-soft sm:px-5">
            只记在这台设备上
            <button
              type="button"
              className="link-quiet min-h-11 sm:min-h-9"
              onClick={() => {
                forget();
                field.current?.focus();
              }}
            >
              清除搜索记录
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
