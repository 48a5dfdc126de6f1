import { Link } from '@remix-run/react';
import { diffDays, type Day } from '#app/domain/days.ts';
import { Clock } from './clock.tsx';
import { Highlight, type Span } from './highlight.tsx';
import { PriceBlock, type PriceWords } from './price-block.tsx';
import { Sample } from './sample.tsx';
import { Tag } from './tag.tsx';

/** What a row of the list of demands answers without a click. */
export interface DemandRowData {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly titleSpans?: readonly Span[];
  /** The problem with its figures, one or two lines. */
  readonly need: string;
  readonly needSpans?: readonly Span[];
  readonly unitName: string;
  readonly isSample: boolean;
  readonly fieldName: string;
  readonly regionName: string;
  /** 揭榜挂帅, 赛马, 企业出题; null for a plain demand. */
  readonly mode: string | null;
  readonly publishedOn: Day;
  readonly closesOn: Day | null;
  readonly minTrl: number | null;
  readonly budget: PriceWords;
}

interface DemandRowProps {
  row: DemandRowData;
  today: Day;
  level?: 2 | 3;
}

/** One demand in the list: can I answer it, until when, for how much? */
export function DemandRow({ row, today, level = 2 }: DemandRowProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const isClosed = row.closesOn !== null && diffDays(today, row.closesOn) < 0;
  return (
    <article className="grid gap-x-6 gap-y-2 border-b border-line py-5 sm:grid-cols-[minmax(0,1fr)_12rem]">
      <div className="min-w-0">
        <Heading className="text-lg font-bold leading-normal">
          <Link to={row.to} className="link-quiet">
            <Highlight text={row.title} spans={row.titleSpans} />
          </Link>
        </Heading>
        <p className="mt-0.5 text-ink-soft">
          <Highlight text={row.need} spans={row.needSpans} />
        </p>
        <p className="mt-1.5 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-ink-soft">
          <span className="text-ink">
            {row.unitName} {row.isSample && <Sample />}
          </span>
          <span>{row.fieldName}</span>
          <span>{row.regionName}</span>
          {row.minTrl !== null && <span className="nums">要求 TRL {row.minTrl} 以上</span>}
          {row.mode && <Tag tone="neutral">{row.mode}</Tag>}
        </p>
      </div>
      <div className="flex items-end justify-between gap-4 sm:block sm:border-l sm:border-line sm:pl-6">
        <PriceBlock price={row.budget} />
        <p className="text-sm sm:mt-1">
          {isClosed ? (
            <span className="text-ink-faint">已截止</span>
          ) : row.closesOn ? (
            <Clock dueOn={row.closesOn} today={today} soonDays={7} />
          ) : (
            <span className="text-ink-soft">长期有效</span>
          )}
        </p>
      </div>
    </article>
  );
}
