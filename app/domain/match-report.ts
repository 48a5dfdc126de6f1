import { type MatchAnswer, matchAnswers } from './match-answer.ts';
import { type MatchFactor, matchFactors, type MatchVerdict } from './match-fit.ts';
import type { MatchLevel, MatchReasons } from './matching.ts';

/** The latest answer to a pair with what was shown when it was given. */
export interface AnsweredPair {
  readonly answer: MatchAnswer;
  readonly reason: string | null;
  /** What was written beside the reason. */
  readonly note?: string | null;
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
  /** Reasons of the declined ones, the most frequent first, each with what was written beside it. */
  readonly reasons: readonly { readonly reason: string; readonly n: number; readonly notes: readonly string[] }[];
}

/** Remarks that are listed of one reason. */
const mostNotes = 50;

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
  const reasons = new Map<string, { n: number; notes: string[] }>();
  for (const { answer, reason, note } of pairs) {
    if (answer !== 'declined') continue;
    const known = reasons.get(reason ?? 'other') ?? { n: 0, notes: [] };
    const notes = note && known.notes.length < mostNotes ? [...known.notes, note] : known.notes;
    reasons.set(reason ?? 'other', { n: known.n + 1, notes });
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
    reasons: [...reasons].map(([reason, told]) => ({ reason, ...told })).sort((a, b) => b.n - a.n),
  };
}
