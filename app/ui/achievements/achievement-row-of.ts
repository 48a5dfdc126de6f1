import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import type { TrlBasis } from '#app/domain/effective-trl.ts';
import type { AchievementRowData } from './achievement-row.tsx';
import { foundSpans, snippetOf } from '../found-spans.ts';
import { type ListedPrice, priceWords } from '../price-words.ts';

/** A found achievement, as the search gives it. */
export interface FoundAchievement extends ListedPrice {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly summary: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly fields: readonly string[];
  readonly regionCode: string;
  readonly modes: readonly string[];
  readonly trl: number | null;
  readonly trlBasis: TrlBasis | null;
  readonly confirmedOn: string | null;
  readonly isVague?: boolean;
}

/** The row of a found achievement with the found terms marked. */
export function achievementRowOf(
  document: FoundAchievement,
  found: readonly string[],
  lists: CodeLists,
): AchievementRowData {
  const [problem, approach, summary] = [document.problem, document.solution, document.summary].map((text) =>
    snippetOf(text, found),
  ) as [string, string, string];
  return {
    id: document.id,
    to: `/achievements/${encodeURIComponent(document.no)}`,
    title: document.title,
    titleSpans: foundSpans(document.title, found),
    problem,
    problemSpans: foundSpans(problem, found),
    approach,
    approachSpans: foundSpans(approach, found),
    summary,
    summarySpans: foundSpans(summary, found),
    unitName: document.orgName,
    isSample: document.isSample,
    fieldName: codeLabel(lists, 'field', document.fields[0]?.split('.')[0] ?? ''),
    regionName: codeLabel(lists, 'region', document.regionCode),
    confirmedOn: document.confirmedOn,
    ...(document.isVague && { isVague: true }),
    trl: document.trl === null ? null : { level: document.trl, assessedBy: document.trlBasis ?? 'self' },
    price: priceWords(
      document,
      document.modes.map((mode) => codeLabel(lists, 'transfer_mode', mode)),
    ),
  };
}
