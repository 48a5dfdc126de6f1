import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import type { Day } from '#app/domain/days.ts';
import type { MatchAnswer } from '#app/domain/match-answer.ts';
import { gapsOf } from '#app/domain/match-gap.ts';
import type { KeyTermShare } from '#app/domain/match-terms.ts';
import type { MatchLevel, MatchReasons } from '#app/domain/matching.ts';
import type { OfferedPrice } from '#app/domain/offered-price.ts';
import type { MatchLine } from './demand-matches.tsx';
import { foundSpans } from './found-spans.ts';
import type { AnsweredMatch } from './match-answer.tsx';
import { factorRows, gapWords, matchSummary, shownTerms } from './match-words.ts';
import { priceWords } from './price-words.ts';

/** A match of a demand as it is read. */
interface MatchOfDemand {
  readonly id: string;
  readonly level: MatchLevel;
  readonly reasons: MatchReasons;
  readonly answer: MatchAnswer | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly isOwnAnswer: boolean;
  readonly achievementId: string;
  readonly achievementNo: string;
  readonly title: string;
  readonly text: string;
  readonly regionCode: string;
  readonly trl: number | null;
  readonly price: OfferedPrice;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly confirmedOn: Day | null;
  readonly dealId: string | null;
  readonly isOtherDeal: boolean;
  /** In the list as last computed; else it stays for its answer. */
  readonly isCurrent: boolean;
}

export const answeredOf = ({ id, title, answer, reason, note, isOwnAnswer }: MatchOfDemand): AnsweredMatch => ({
  id,
  title,
  answer,
  reason,
  note,
  isOwnAnswer,
});

/** A match in the words of its card. */
export function matchLine(match: MatchOfDemand, keyTerms: readonly KeyTermShare[], lists: CodeLists): MatchLine {
  const terms = shownTerms(match.reasons, `${match.title} ${match.text}`);
  const words = terms.map(({ term }) => term);
  return {
    dealId: match.dealId,
    isOtherDeal: match.isOtherDeal,
    achievementId: match.achievementId,
    confirmedOn: match.confirmedOn,
    answered: answeredOf(match),
    card: {
      id: match.id,
      level: match.level,
      summary: match.isCurrent ? matchSummary(match.reasons) : '已不在最新的匹配里，理由是当时的',
      to: `/achievements/${match.achievementNo}`,
      title: match.title,
      titleSpans: foundSpans(match.title, words),
      unitName: match.orgName,
      isSample: match.isSample,
      facts: [
        codeLabel(lists, 'region', match.regionCode),
        match.trl === null ? '成熟度未填写' : `TRL ${match.trl}`,
        priceWords(match.price).head,
      ],
      text: match.text,
      textSpans: foundSpans(match.text, words),
      terms,
      gaps: gapWords(lists, gapsOf(match.reasons, keyTerms)),
      factors: factorRows(lists, match.reasons),
    },
  };
}
