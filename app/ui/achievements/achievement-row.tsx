import type { TrlBasis } from '#app/domain/effective-trl.ts';
import { Link } from '@remix-run/react';
import { vagueMark } from '#app/domain/advantage.ts';
import type { Day } from '#app/domain/days.ts';
import { Freshness } from '../freshness.tsx';
import { Highlight, type Span } from '../highlight.tsx';
import { PriceBlock, type PriceWords } from '../price-block.tsx';
import { Sample } from '../sample.tsx';
import { Tag } from '../tag.tsx';
import { TrlLadder } from '../trl-ladder.tsx';

/** What a row of the list of achievements answers without a click. */
export interface AchievementRowData {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly titleSpans?: readonly Span[];
  readonly problem: string;
  readonly problemSpans?: readonly Span[];
  readonly approach: string;
  readonly approachSpans?: readonly Span[];
  /** Stands in where nobody wrote problem and approach, and where only it holds the words that were asked for. */
  readonly summary?: string;
  readonly summarySpans?: readonly Span[];
  readonly unitName: string;
  readonly isSample: boolean;
  readonly fieldName: string;
  readonly regionName: string;
  readonly confirmedOn: Day | null;
  readonly trl: { readonly level: number; readonly assessedBy: TrlBasis } | null;
  readonly price: PriceWords;
  readonly isVague?: boolean;
}

/** One achievement in the list: is it for me? */
export function AchievementRow({ row, today, level = 2 }: { row: AchievementRowData; today: Day; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const isMarked = [row.titleSpans, row.problemSpans, row.approachSpans].some((spans) => spans && spans.length > 0);
  const saysMore = (!row.problem && !row.approach) || (!isMarked && (row.summarySpans?.length ?? 0) > 0);
  return (
    <article className="grid gap-x-6 gap-y-2 border-b border-line py-5 sm:grid-cols-[minmax(0,1fr)_8.5rem] lg:grid-cols-[minmax(0,1fr)_7.5rem_10rem]">
      <div className="min-w-0 sm:row-span-2 lg:row-span-1">
        <Heading className="text-lg font-bold leading-normal">
          <Link to={row.to} className="link-quiet">
            <Highlight text={row.title} spans={row.titleSpans} />
          </Link>
        </Heading>
        <dl className="mt-0.5">
          {row.problem && <Line label="问题" text={row.problem} spans={row.problemSpans} />}
          {row.approach && <Line label="做法" text={row.approach} spans={row.approachSpans} />}
          {saysMore && row.summary && <Line label="简介" text={row.summary} spans={row.summarySpans} />}
        </dl>
        <p className="mt-1.5 flex flex-wrap items-baseline gap-x-4 text-sm text-ink-soft">
          <span className="text-ink">
            {row.unitName} {row.isSample && <Sample />}
          </span>
          <span>{row.fieldName}</span>
          <span>{row.regionName}</span>
          <Freshness confirmedOn={row.confirmedOn} today={today} />
          {row.isVague && <Tag tone="neutral">{vagueMark}</Tag>}
        </p>
      </div>
      <div className="flex flex-row-reverse items-end justify-between gap-4 sm:contents">
        <div className="text-right sm:pt-1 sm:text-left">
          {row.trl && <TrlLadder level={row.trl.level} assessedBy={row.trl.assessedBy} words />}
        </div>
        <div className="lg:border-l lg:border-line lg:pl-6">
          <PriceBlock price={row.price} />
        </div>
      </div>
    </article>
  );
}

function Line({ label, text, spans }: { label: string; text: string; spans?: readonly Span[] }) {
  return (
    <div className="flex gap-4">
      <dt className="flex-none text-sm leading-[1.75rem] text-ink-faint">{label}</dt>
      <dd className="min-w-0 text-ink-soft">
        <Highlight text={text} spans={spans} />
      </dd>
    </div>
  );
}
