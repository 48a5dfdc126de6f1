import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { budgetWords } from '#app/domain/demand-form.ts';
import type { DemandRowData } from './demand-row.tsx';
import { foundSpans, snippetOf } from './found-spans.ts';

/** A found demand, as the search gives it; an anonymous one carries no name. */
export interface FoundDemand {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  readonly problem: string;
  readonly summary: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly fields: readonly string[];
  readonly regionCode: string;
  readonly modes: readonly string[];
  readonly trl: number | null;
  readonly payLater: boolean;
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
  readonly publishedOn: string;
  readonly validUntilOn: string | null;
}

/** The row of a found demand with the found terms marked. */
export function demandRowOf(document: FoundDemand, found: readonly string[], lists: CodeLists): DemandRowData {
  // The text in which the words stand, where they do not stand in both.
  const texts = [document.summary, document.problem].filter((text) => text !== '');
  const need = snippetOf(texts.find((text) => foundSpans(text, found).length > 0) ?? texts[0] ?? '', found, 140);
  return {
    id: document.id,
    to: `/demands/${encodeURIComponent(document.no)}`,
    title: document.title,
    titleSpans: foundSpans(document.title, found),
    need,
    needSpans: foundSpans(need, found),
    unitName: document.orgName || '匿名企业',
    isSample: document.isSample,
    fieldName: codeLabel(lists, 'field', document.fields[0]?.split('.')[0] ?? ''),
    regionName: codeLabel(lists, 'region', document.regionCode),
    mode: null,
    publishedOn: document.publishedOn,
    closesOn: document.validUntilOn,
    minTrl: document.trl,
    budget: {
      head: budgetWords(document.priceMinFen, document.priceMaxFen),
      isPayLater: document.payLater,
      lines: document.modes.slice(0, 2).map((mode) => codeLabel(lists, 'cooperation', mode)),
    },
  };
}
