import { type MatchAnswer, matchAnswers } from './match-answer.ts';
import { type MatchFactor, matchFactors, type MatchVerdict } from './match-fit.ts';
import type { MatchLevel, MatchReasons } from './matching.ts';

/** The latest answer to a pair with what was shown when it was given. */
export interface AnsweredPair {
  readonly answer: MatchAnswer;
  readonly reason: string | null;
  readonly rank: number;
  readonly level: MatchLevel;
  readonly reasons: MatchReasons;
}

export type AnswerCounts = Readonly<Record<MatchAnswer, number>>;

export interface ReportRow<Key extends string = string> {
  readonly key: Key;
  readonly counts: AnswerCounts;
  readonly total: number;
  /** Share of the answers that were no "no"; null without any. */
  readonly acceptedPpm: number | null;
}

/** Places as people look at them: the first, what is seen without scrolling, the first page, the rest. */
export const rankBuckets = [
  ['1', 1, 1],
  ['2-3', 2, 3],
  ['4-5', 4, 5],
  ['6-10', 6, 10],
  ['11+', 11, Infinity],
] as const;

export interface MatchReport {
  readonly all: ReportRow;
  readonly byRank: readonly ReportRow[];
  readonly byLevel: readonly ReportRow<MatchLevel>[];
  readonly byFactor: readonly { readonly factor: MatchFactor; readonly rows: readonly ReportRow<MatchVerdict>[] }[];
  /** Reasons of the declined ones, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly n: number }[];
}

const levels: readonly MatchLevel[] = ['strong', 'possible', 'weak'];
const verdicts: readonly MatchVerdict[] = ['meets', 'near', 'fails', 'unknown'];

function row<Key extends string>(key: Key, pairs: readonly AnsweredPair[]): ReportRow<Key> {
  const count = (answer: MatchAnswer) => pairs.filter((pair) => pair.answer === answer).length;
  const counts = Object.fromEntries(matchAnswers.map((answer) => [answer, count(answer)])) as AnswerCounts;
  const accepted = pairs.length - counts.declined;
  const acceptedPpm = pairs.length === 0 ? null : Math.round((accepted / pairs.length) * 1_000_000);
  return { key, counts, total: pairs.length, acceptedPpm };
}

/** How answers spread over places, levels and factors. Counts answered pairs only: nobody judged the others. */
export function reportOf(pairs: readonly AnsweredPair[]): MatchReport {
  const verdictOf = (pair: AnsweredPair, factor: MatchFactor) =>
    pair.reasons.factors.find((line) => line.factor === factor)?.verdict ?? 'unknown';
  const reasons = new Map<string, number>();
  for (const { answer, reason } of pairs) {
    if (answer === 'declined') reasons.set(reason ?? 'other', (reasons.get(reason ?? 'other') ?? 0) + 1);
  }
  return {
    all: row('all', pairs),
    byRank: rankBuckets.map(([key, from, to]) =>
      row(
        key,
        pairs.filter(({ rank }) => rank >= from && rank <= to),
      ),
    ),
    byLevel: levels.map((level) =>
      row(
        level,
        pairs.filter((pair) => pair.level === level),
      ),
    ),
    byFactor: matchFactors.map((factor) => ({
      factor,
      rows: verdicts.map((verdict) =>
        row(
          verdict,
          pairs.filter((pair) => verdictOf(pair, factor) === verdict),
        ),
      ),
    })),
    reasons: [...reasons].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n),
  };
}
