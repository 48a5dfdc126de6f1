import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { SuggestInput } from './suggest-input.tsx';

export interface SearchTab {
  readonly label: string;
  readonly to: string;
  readonly current: boolean;
  /** Home page: who it is for. */
  readonly hint?: string;
  /** List pages: how many it found. */
  readonly count?: number;
}

interface SearchBoxProps {
  tabs: readonly SearchTab[];
  action: string;
  query?: string;
  placeholder?: string;
  /** What else the URL holds and must keep. */
  keep?: readonly (readonly [name: string, value: string])[];
  size?: 'home' | 'list';
}

/** One question, asked of achievements or of demands. */
export function SearchBox({ tabs, action, query = '', placeholder, keep = [], size = 'list' }: SearchBoxProps) {
  const height = size === 'home' ? 'h-13 sm:h-16' : 'h-13 sm:h-14';
  return (
    <div>
      {/* Seven abreast would break their words on a phone. */}
      <nav aria-label="找什么" className={tabs.length > 5 ? 'grid grid-cols-4 sm:flex' : 'flex'}>
        {tabs.map((tab) => (
          <Link
            key={tab.to}
            to={tab.to}
            preventScrollReset
            aria-current={tab.current ? 'page' : undefined}
            className={classes(
              'flex min-h-11 flex-1 flex-col justify-center rounded-t-md border border-b-0 px-4 py-1.5 leading-tight sm:flex-none',
              tab.current ? 'border-primary bg-primary text-on-solid' : 'border-line bg-card text-primary',
              size === 'home' && 'sm:px-5 sm:py-2.5',
            )}
          >
            <span className={classes('font-bold', size === 'home' && 'text-lg leading-tight')}>
              {tab.label}
              {tab.count !== undefined && (
                <span className="ml-2.5 text-sm font-normal tabular-nums">{tab.count.toLocaleString('en-US')}</span>
              )}
            </span>
            {tab.hint && (
              <span className={classes('text-sm leading-tight', !tab.current && 'text-ink-soft')}>{tab.hint}</span>
            )}
          </Link>
        ))}
      </nav>
      <SearchForm action={action} keep={keep}>
        <SuggestInput
          list={action === '/demands' ? 'demands' : action === '/search' ? 'all' : 'achievements'}
          name="q"
          query={query}
          aria-label="说出你的问题"
          placeholder={placeholder}
          enterKeyHint="search"
          className={classes(
            'appearance-none rounded-bl-md border-2 border-primary bg-card px-3 sm:px-5 sm:text-lg',
            height,
          )}
        />
        <button
          type="submit"
          className={classes(
            'flex-none rounded-r-md rounded-tl-none bg-primary px-5 text-on-solid hover:bg-ink sm:px-8 sm:text-lg',
            height,
          )}
        >
          搜索
        </button>
      </SearchForm>
    </div>
  );
}

function SearchForm({
  action,
  keep,
  children,
}: Pick<SearchBoxProps, 'action'> & { keep: readonly (readonly [string, string])[]; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the search element is unknown to the oldest browsers
    <Form method="get" action={action} role="search" className="flex">
      {keep.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}
