import { answerGain, isAccepted, type MatchAnswer } from './match-answer.ts';
import { fitOf, type MatchWeights, scoreOf } from './match-weights.ts';
import type { MatchReasons } from './matching.ts';

/** One match of a demand's list as it was scored, with its answer if it got one. */
export interface ReplayPair {
  readonly demandId: string;
  readonly achievementId: string;
  readonly answer: MatchAnswer | null;
  readonly reasons: MatchReasons;
}

export interface ReplayFigures {
  /** Mean place of the pairs that were accepted and of those that were declined, in thousandths; null without any. */
  readonly acceptedRankMilli: number | null;
  readonly declinedRankMilli: number | null;
  /** Mean nDCG of the answered pairs of each demand in ppm; null where no demand has answers that differ. */
  readonly ndcgPpm: number | null;
}

/** One answered pair with its place before and after. */
export interface ReplayLine {
  readonly demandId: string;
  readonly achievementId: string;
  readonly answer: MatchAnswer;
  readonly rankBefore: number;
  readonly rankAfter: number;
}

/** What proposed weights would have done to the lists that people answered. */
export interface WeightsReplay {
  readonly schemaVersion: 1;
  readonly demands: number;
  /** Demands with answers that differ: only they say anything about an order. Left out by replays from before it was counted. */
  readonly judged?: number;
  readonly accepted: number;
  readonly declined: number;
  readonly before: ReplayFigures;
  readonly after: ReplayFigures;
  /** The answered pairs that move most, the widest move first. */
  readonly moved: readonly ReplayLine[];
}

const mostMoved = 50;

/** How many answered pairs, and demands with answers that differ, it takes before a difference is more than chance. */
export const enoughAnswers = { pairs: 50, judged: 10 } as const;

/** True while a replay rests on so few answers that a difference may be chance. */
export const restsOnFew = ({
  accepted,
  declined,
  judged = 0,
}: Pick<WeightsReplay, 'accepted' | 'declined' | 'judged'>) =>
  accepted + declined < enoughAnswers.pairs || judged < enoughAnswers.judged;

/**
 * Scores the lists of answered demands again with other weights: text and factor fits are those that were stored, so that
 * nothing but the weights differs. Places are counted in the whole list; nDCG (gain 0–3, see answerGain) over the answered
 * pairs alone, since nobody judged the others, and only where the answers of a demand differ.
 * Example: declined first and contracted second gives (3 / log2 3) / (3 / log2 2) = 630,930 ppm; the other way 1,000,000.
 */
export function replayWeights(pairs: readonly ReplayPair[], before: MatchWeights, after: MatchWeights): WeightsReplay {
  const lists = new Map<string, ReplayPair[]>();
  for (const pair of pairs) lists.set(pair.demandId, [...(lists.get(pair.demandId) ?? []), pair]);
  const lines: ReplayLine[] = [];
  const ndcgs: Record<'before' | 'after', number[]> = { before: [], after: [] };
  for (const list of lists.values()) {
    const answered = list.filter((pair) => pair.answer !== null);
    if (answered.length === 0) continue;
    const places = { before: placesOf(list, before), after: placesOf(list, after) };
    for (const { demandId, achievementId, answer } of answered) {
      if (answer === null) continue;
      const rankBefore = places.before.get(achievementId) ?? 0;
      const rankAfter = places.after.get(achievementId) ?? 0;
      lines.push({ demandId, achievementId, answer, rankBefore, rankAfter });
    }
    if (new Set(answered.map((pair) => answerGain(pair.answer ?? 'declined'))).size < 2) continue;
    ndcgs.before.push(ndcgOf(answered, places.before));
    ndcgs.after.push(ndcgOf(answered, places.after));
  }
  const figures = (side: 'before' | 'after'): ReplayFigures => {
    const rankOf = (line: ReplayLine) => (side === 'before' ? line.rankBefore : line.rankAfter);
    const meanRank = (accepted: boolean) =>
      meanOf(lines.filter((line) => isAccepted(line.answer) === accepted).map(rankOf), 1000);
    return {
      acceptedRankMilli: meanRank(true),
      declinedRankMilli: meanRank(false),
      ndcgPpm: meanOf(ndcgs[side], 1_000_000),
    };
  };
  const move = (line: ReplayLine) => Math.abs(line.rankAfter - line.rankBefore);
  return {
    schemaVersion: 1,
    judged: ndcgs.before.length,
    demands: new Set(lines.map(({ demandId }) => demandId)).size,
    accepted: lines.filter(({ answer }) => isAccepted(answer)).length,
    declined: lines.filter(({ answer }) => !isAccepted(answer)).length,
    before: figures('before'),
    after: figures('after'),
    moved: lines
      .filter((line) => move(line) > 0)
      .sort((a, b) => move(b) - move(a) || (a.achievementId < b.achievementId ? -1 : 1))
      .slice(0, mostMoved),
  };
}

/** Places from 1 by score, equal scores by coverage and then by id, as `rank` orders them. */
function placesOf(list: readonly ReplayPair[], weights: MatchWeights): Map<string, number> {
  const scored = list.map((pair) => ({
    pair,
    score: Math.round(
      scoreOf(pair.reasons.textPpm / 1_000_000, fitOf(pair.reasons.factors, weights), weights) * 1_000_000,
    ),
  }));
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      b.pair.reasons.coveragePpm - a.pair.reasons.coveragePpm ||
      (a.pair.achievementId < b.pair.achievementId ? -1 : 1),
  );
  return new Map(scored.map(({ pair }, at) => [pair.achievementId, at + 1]));
}

function ndcgOf(answered: readonly ReplayPair[], places: ReadonlyMap<string, number>): number {
  const gains = [...answered]
    .sort((a, b) => (places.get(a.achievementId) ?? 0) - (places.get(b.achievementId) ?? 0))
    .map(({ answer }) => (answer === null ? 0 : answerGain(answer)));
  const dcg = (list: readonly number[]) => list.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
  return dcg(gains) / dcg([...gains].sort((a, b) => b - a));
}

const meanOf = (values: readonly number[], scale: number): number | null =>
  values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * scale);
