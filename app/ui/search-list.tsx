import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type AchievementSearch, achievementPageSize } from '#app/domain/achievement-search.ts';
import { type FilterOn, noFilters } from '#app/domain/search-facets.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { ButtonLink } from './button.tsx';
import { Chip } from './chip.tsx';
import { EmptyState } from './empty-state.tsx';
import { Pagination } from './pagination.tsx';
import { SaveSearchForm } from './save-search-form.tsx';
import { SearchBox } from './search-box.tsx';
import { SortTabs } from './sort-tabs.tsx';
import { SynonymLine } from './synonym-line.tsx';

interface SearchListProps {
  /** 找成果. */
  title: string;
  noun: '成果' | '需求';
  placeholder: string;
  search: AchievementSearch;
  total: number;
  to: (change: Partial<AchievementSearch>) => string;
  /** How many of the other kind these words find; null without words. */
  otherTotal: number | null;
  filters: readonly FilterOn[];
  /** Filters to give up where nothing was found, each with what is found without it. */
  relaxed: readonly (FilterOn & { readonly total: number })[];
  sorts: readonly (readonly [sort: AchievementSearch['sort'], label: string])[];
  facets: ReactNode;
  /** What else one can do when nothing was found. */
  advice: string;
  rows: readonly ReactNode[];
  /** The same question with one wrong thing put right. */
  meant?: string | null;
  /** Other words of one meaning that belong to the question. */
  synonyms: readonly { readonly word: string; readonly others: readonly string[] }[];
  /** Where what was found can be taken away. */
  exportTo?: string;
  children?: ReactNode;
}

/** A public list: one question, what narrows it beside what was found. The URL is its only state. */
export function SearchList({ title, noun, search, total, to, filters, sorts, rows, meant, ...props }: SearchListProps) {
  const words = search.words ? `?q=${encodeURIComponent(search.words)}` : '';
  const tab = (name: '成果' | '需求', path: string) =>
    name === noun
      ? { label: `找${name}`, to: to({}), current: true, count: total }
      : {
          label: `找${name}`,
          to: path + words,
          current: false,
          ...(props.otherTotal === null ? {} : { count: props.otherTotal }),
        };
  const orders = sorts.filter(([sort]) => sort !== 'relevance' || search.words !== '');
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: title }]} />
      <h1 className="sr-only">{title}</h1>
      <SearchBox
        action={noun === '成果' ? '/achievements' : '/demands'}
        query={search.words}
        placeholder={props.placeholder}
        tabs={[
          tab('成果', '/achievements'),
          tab('需求', '/demands'),
          { label: '全部', to: `/search${words}`, current: false },
        ]}
      />
      <div className="mt-8 grid gap-x-6 gap-y-6 lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:gap-x-10">
        {props.facets}
        <section aria-labelledby="found">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b-2 border-ink pb-2">
            <h2 id="found" aria-live="polite" className="text-xl font-bold tabular-nums">
              {total.toLocaleString('en-US')} 项{noun}
            </h2>
            {orders.length > 1 && (
              <SortTabs
                tabs={orders.map(([sort, label]) => ({ label, to: to({ sort }), current: search.sort === sort }))}
              />
            )}
          </div>
          {filters.length > 0 && (
            <div className="flex flex-wrap items-center gap-2 border-b border-line py-3">
              {filters.map(({ label, without }) => (
                <Chip key={to(without)} to={to(without)}>
                  {label}
                </Chip>
              ))}
              <ButtonLink look="quiet" to={to(noFilters)} preventScrollReset>
                全部清除
              </ButtonLink>
            </div>
          )}
          {meant && (
            <p className="border-b border-line py-3">
              你要找的是不是：
              <Link to={to({ words: meant, page: 1 })} className="link inline-flex min-h-11 items-center">
                {meant}
              </Link>
            </p>
          )}
          <SynonymLine
            synonyms={props.synonyms}
            isExact={search.isExact}
            to={(isExact) => to({ isExact })}
            className="border-b border-line py-2"
          />
          {rows}
          {(search.words !== '' || filters.length > 0) && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 text-sm text-ink-soft">
              <SaveSearchForm kind={noun === '成果' ? 'achievement' : 'demand'} />
              以后有新公开的{noun}相符，会通知你。
            </div>
          )}
          {props.exportTo && total > 0 && (
            <p className="border-b border-line py-2 text-sm text-ink-soft">
              <ButtonLink look="quiet" to={props.exportTo}>
                导出这些{noun}
              </ButtonLink>
              登录后可用，每天有条数限制。
            </p>
          )}
          {rows.length > 0 ? (
            <Pagination
              page={search.page}
              pageSize={achievementPageSize}
              total={total}
              hrefFor={(page) => to({ page })}
            />
          ) : (
            <div className="py-8">
              {total > 0 ? (
                <EmptyState title="这一页没有内容" action={<ButtonLink to={to({})}>回第一页</ButtonLink>} />
              ) : (
                <NothingFound {...{ noun, search, to, filters }} relaxed={props.relaxed} advice={props.advice} />
              )}
            </div>
          )}
          {props.children}
        </section>
      </div>
    </>
  );
}

type NothingFoundProps = Pick<SearchListProps, 'noun' | 'search' | 'to' | 'filters' | 'relaxed' | 'advice'>;

/** An empty list says which of its conditions to give up, and what is found then. */
function NothingFound({ noun, search, to, filters, relaxed, advice }: NothingFoundProps) {
  const all = to({ ...noFilters, words: '', sort: 'confirmed' });
  return (
    <EmptyState
      title={`没有找到相符的${noun}`}
      action={relaxed.length === 0 && <ButtonLink to={all}>看全部{noun}</ButtonLink>}
    >
      {relaxed.length === 0 ? (
        advice
      ) : (
        <>
          <p>{filters.length > 1 ? '这些条件放在一起太窄，放宽一处：' : '条件太窄，放宽后就有：'}</p>
          <ul className="mt-2" aria-label="放宽条件">
            {relaxed.map(({ label, without, total }) => (
              <li key={label}>
                <Link to={to(without)} className="link inline-flex min-h-11 items-center sm:min-h-9">
                  去掉{label}，可得 {total.toLocaleString('en-US')} 项
                </Link>
              </li>
            ))}
          </ul>
          {search.words !== '' && <p className="mt-2">{advice}</p>}
        </>
      )}
    </EmptyState>
  );
}
