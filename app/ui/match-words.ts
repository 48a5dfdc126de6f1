import { codeLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { budgetWords, trlWords } from '#app/domain/demand-form.ts';
import type { MatchFactor, MatchFactorLine } from '#app/domain/match-fit.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import type { MatchFactor as FactorRow } from './match-factors.tsx';

const names: Readonly<Record<MatchFactor, string>> = {
  field: '领域',
  trl: '成熟度',
  price: '价格',
  region: '地区',
  mode: '合作方式',
  ip: '知识产权',
};

const verdicts = { meets: 'fits', near: 'near', fails: 'misfit', unknown: 'unknown' } as const;

/** '6-9' → [6, 9]; an end that was left open is null. */
const ends = (span: string): [string | null, string | null] => {
  const [from = '', to = ''] = span.includes('-') ? span.split('-') : [span, span];
  return [from || null, to || null];
};

const level = (text: string | null): number | null => (text === null ? null : Number(text));

function words(lists: CodeLists, { factor }: MatchFactorLine, said: string, side: 'wanted' | 'offered'): string | null {
  if (said === '') return null;
  const labels = (...among: string[]) =>
    said
      .split(',')
      .map((code) => {
        const list = among.find((name) => termsOf(lists, name).some((term) => term.code === code));
        return list === undefined ? code : codeLabel(lists, list, code);
      })
      .join('、');
  const [from, to] = ends(said);
  switch (factor) {
    case 'field':
      return labels('field', 'chain');
    case 'trl':
      return side === 'offered' ? `TRL ${said}` : trlWords(level(from), level(to));
    case 'price':
      return said === 'pay_later' ? '先用后付' : budgetWords(from, to);
    case 'region':
      return labels('region');
    case 'mode':
      return side === 'wanted' ? labels('cooperation') : labels('transfer_mode');
    case 'ip':
      return side === 'wanted' ? labels('ip_requirement') : labels('ip_status');
  }
}

/** The reasons of a match as rows of words. */
export const factorRows = (lists: CodeLists, reasons: MatchReasons): FactorRow[] =>
  reasons.factors.map((line) => ({
    name: names[line.factor],
    wanted: words(lists, line, line.wanted, 'wanted'),
    offered: words(lists, line, line.offered, 'offered'),
    verdict: verdicts[line.verdict],
  }));

/** '6 个同词，4 项符合，3 项接近'. */
export function matchSummary(reasons: MatchReasons): string {
  const count = (verdict: MatchFactorLine['verdict']) =>
    reasons.factors.filter((line) => line.verdict === verdict).length;
  const parts = [
    [reasons.terms.filter(({ term }) => term.length > 1).length, '个同词'],
    [count('meets'), '项符合'],
    [count('near'), '项接近'],
    [count('fails'), '项不符'],
    [count('unknown'), '项未填写'],
  ] as const;
  return parts
    .filter(([n], at) => at === 0 || n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join('，');
}

/** Shared terms worth showing, as the text writes them: single characters say nothing by themselves. */
export const shownTerms = (reasons: MatchReasons, text: string): string[] =>
  reasons.terms
    .filter(({ term }) => term.length > 1)
    .slice(0, 10)
    .map(({ term }) => {
      const at = text.toLowerCase().indexOf(term.toLowerCase());
      return at < 0 ? term : text.slice(at, at + term.length);
    });

/**
 * Key terms of the demand that no achievement holds: to be said in other words. Two characters that nobody wrote are
 * mostly the cutter's, so terms count from three on.
 */
export function unfoundTerms(all: readonly MatchReasons[]): string[] {
  const [first, ...rest] = all;
  return (first?.missingTerms ?? []).filter(
    (term) => term.length > 2 && rest.every((reasons) => reasons.missingTerms.includes(term)),
  );
}
