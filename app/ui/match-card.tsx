import { Link } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { Highlight, type Span } from './highlight.tsx';
import { MatchFactors, type MatchFactor } from './match-factors.tsx';
import { MatchGaps } from './match-gaps.tsx';
import { Sample } from './sample.tsx';
import { mostTermsShown, type ShownTerm } from './match-words.ts';
import { StateMark } from './state-mark.tsx';

/** A match with its reasons. */
export interface MatchCardData {
  readonly id: string;
  readonly level: 'strong' | 'possible' | 'weak';
  /** 6 个同词，4 项符合，3 项接近. */
  readonly summary: string;
  readonly to: string;
  readonly title: string;
  readonly titleSpans?: readonly Span[];
  readonly unitName: string;
  readonly isSample: boolean;
  /** Region, TRL, price in a word each. */
  readonly facts: readonly string[];
  readonly text: string;
  readonly textSpans?: readonly Span[];
  /** Terms that both texts share, with the share each has of the demand's words. */
  readonly terms: readonly ShownTerm[];
  /** Why it does not stand higher, a sentence each. */
  readonly gaps: readonly string[];
  readonly factors: readonly MatchFactor[];
  /** Reply rate and last confirmation. */
  readonly note?: string;
}

interface MatchCardProps {
  match: MatchCardData;
  /** Heads of the two sides: 需求要 / 成果有, or the other way round. */
  wantedHead?: string;
  offeredHead?: string;
  /** What became of it. */
  mark?: ReactNode;
  /** One next step, and the structured no. */
  actions?: ReactNode;
}

const levels = {
  strong: { word: '强', tone: 'info', shape: 'check' },
  possible: { word: '可能', tone: 'gold', shape: 'near' },
  weak: { word: '弱', tone: 'neutral', shape: 'dashed' },
} as const;

/** A match and why: shared terms, then factor by factor. */
export function MatchCard({ match, wantedHead, offeredHead, mark, actions }: MatchCardProps) {
  const level = levels[match.level];
  return (
    <article
      className={classes(
        'overflow-hidden rounded-lg border bg-card',
        match.level === 'strong' ? 'border-l-[3px] border-primary' : 'border-line',
      )}
    >
      <div className="px-4 pb-4 pt-4 sm:px-5">
        <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-soft">
          <StateMark tone={level.tone} shape={level.shape} boxed>
            {level.word}
          </StateMark>
          <span>{match.summary}</span>
          {mark}
        </p>
        <h3 className="mt-1 text-lg font-bold leading-normal">
          <Link to={match.to} className="underline-offset-4 hover:underline">
            <Highlight text={match.title} spans={match.titleSpans} look="shared" />
          </Link>
        </h3>
        <p className="flex flex-wrap items-baseline gap-x-4 text-sm text-ink-soft">
          <span>
            {match.unitName} {match.isSample && <Sample />}
          </span>
          {match.facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <p className="mt-2">
          <Highlight text={match.text} spans={match.textSpans} look="shared" />
        </p>
        {match.terms.length > 0 && (
          <p className="mt-2 text-sm text-ink-soft">
            {match.terms.length === mostTermsShown
              ? `最重的 ${mostTermsShown} 个同词：`
              : `同词 ${match.terms.length} 个：`}
            {match.terms.map(({ term, share }, i) => (
              <Fragment key={term}>
                {i > 0 && '、'}
                <span className="whitespace-nowrap">
                  <mark className="border-b-2 border-primary bg-mark px-px text-ink">{term}</mark> {share}
                </span>
              </Fragment>
            ))}
          </p>
        )}
      </div>
      <MatchFactors factors={match.factors} title={match.title} wantedHead={wantedHead} offeredHead={offeredHead} />
      <MatchGaps gaps={match.gaps} title={match.title} />
      {(actions || match.note) && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-3.5 sm:px-5">
          <div className="flex flex-wrap gap-2">{actions}</div>
          {match.note && <p className="text-sm text-ink-soft">{match.note}</p>}
        </div>
      )}
    </article>
  );
}
