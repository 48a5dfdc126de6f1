import { codeLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { budgetWords, metricWords, trlWords } from '#app/domain/demand-form.ts';
import type { Exclusion, Exclusions, MatchFactor, MatchFactorLine } from '#app/domain/match-fit.ts';
import type { MatchGap } from '#app/domain/match-gap.ts';
import type { MetricLine } from '#app/domain/match-metrics.ts';
import { isTelling } from '#app/domain/match-terms.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import type { MatchFactor as FactorRow } from './match-factors.tsx';

export const factorNames: Readonly<Record<MatchFactor, string>> = {
  field: '领域',
  trl: '成熟度',
  price: '价格',
  region: '地区',
  mode: '合作方式',
  ip: '知识产权',
  freshness: '挂牌确认',
};

const verdicts = { meets: 'fits', near: 'near', fails: 'misfit', unlike: 'unlike', unknown: 'unknown' } as const;

/** '6-9' → [6, 9]; an end that was left open is null. */
const ends = (span: string): [string | null, string | null] => {
  const [from = '', to = ''] = span.includes('-') ? span.split('-') : [span, span];
  return [from || null, to || null];
};

const level = (text: string | null): number | null => (text === null ? null : Number(text));

function words(
  lists: CodeLists,
  { factor, verdict }: MatchFactorLine,
  said: string,
  side: 'wanted' | 'offered',
): string | null {
  // What nobody asked for can be met all the same: a granted patent is worth more than an application.
  if (said === '') return side === 'wanted' && factor === 'ip' && verdict !== 'unknown' ? '没有要求' : null;
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
      if (said === 'pay_later') return side === 'wanted' ? '接受先用后付' : '先用后付';
      return budgetWords(from, to);
    case 'region':
      return labels('region');
    case 'mode':
      return side === 'wanted' ? labels('cooperation') : labels('transfer_mode');
    case 'ip':
      return side === 'wanted' ? labels('ip_requirement') : labels('ip_status');
    case 'freshness':
      return side === 'wanted' ? `${said} 天内确认过` : `${said} 天前确认`;
  }
}

/** The reasons of a match as rows of words: the factors that count, then the demand's metrics, which only explain. */
export const factorRows = (lists: CodeLists, reasons: MatchReasons): FactorRow[] => [
  ...reasons.factors.map((line) => ({
    name: factorNames[line.factor],
    wanted: words(lists, line, line.wanted, 'wanted'),
    offered: words(lists, line, line.offered, 'offered'),
    verdict: verdicts[line.verdict],
  })),
  ...metricRows(reasons.metrics ?? []),
];

/** A row for each metric; where the achievement states none of them, one row for all. */
function metricRows(lines: readonly MetricLine[]): FactorRow[] {
  if (lines.length > 0 && lines.every(({ offered }) => offered === null))
    return [{ name: '指标', wanted: `${lines.length} 项`, offered: null, verdict: 'unknown' }];
  return lines.map((line) => ({
    name: `指标：${line.name}`,
    wanted: `${metricWords(line)} ${line.unit}`.trim(),
    offered: offeredFigure(line),
    verdict: verdicts[line.verdict],
  }));
}

/** '80 %'; where the achievement names it otherwise, with its name: '定位误差 1.4 米'. */
const offeredFigure = ({ name, offered }: MetricLine): string | null =>
  offered && `${offered.name === name ? '' : offered.name} ${offered.value} ${offered.unit}`.trim();

/** '6 个同词，占需求用词的 61%；4 项符合，3 项接近'. */
export function matchSummary(reasons: MatchReasons): string {
  const count = (verdict: MatchFactorLine['verdict']) =>
    reasons.factors.filter((line) => line.verdict === verdict).length;
  const parts = [
    [count('meets'), '项符合'],
    [count('near'), '项接近'],
    [count('fails'), '项不符'],
    [count('unknown'), '项未填写'],
  ] as const;
  const facts = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  const terms = reasons.terms.filter(({ term }) => isTelling(term)).length;
  const said = (reasons.metrics ?? []).filter(({ offered }) => offered !== null);
  return `${terms} 个同词，占需求用词的 ${percent(reasons.coveragePpm)}${facts.length > 0 ? `；${facts.join('，')}` : ''}${figuresSaid(said)}`;
}

/** '；写明的 2 项指标达到 1 项'; figures under other names or in other units are not said to be missed. */
function figuresSaid(said: readonly MetricLine[]): string {
  if (said.length === 0) return '';
  const compared = said.filter(({ verdict }) => verdict !== 'unlike');
  if (compared.length === 0) return `；写明的 ${said.length} 项指标要对照着看`;
  const met = compared.filter(({ verdict }) => verdict === 'meets').length;
  const apart = said.length > compared.length ? `，${said.length - compared.length} 项要对照着看` : '';
  return `；写明的 ${said.length} 项指标达到 ${met} 项${apart}`;
}

/** Whole percent: 614_000 → '61%'; what is there but rounds to nothing is 不到 1%. */
export const percent = (ppm: number): string =>
  ppm > 0 && ppm < 5_000 ? '不到 1%' : `${String(Math.round(ppm / 10_000))}%`;

const exclusionWords: Readonly<Record<Exclusion, string>> = {
  own_organisation: '本单位的成果',
  ip_disputed: '权属有争议的成果',
};

/** '另有 3 项用词相近，没有列入：本单位的成果 2 项、权属有争议的成果 1 项。'; empty when nothing was left out. */
export function exclusionsSaid(excluded: Exclusions): string {
  const found = Object.entries(exclusionWords).flatMap(([name, word]) => {
    const count = excluded[name as Exclusion] ?? 0;
    return count > 0 ? [{ word, count }] : [];
  });
  if (found.length === 0) return '';
  const total = found.reduce((sum, { count }) => sum + count, 0);
  return `另有 ${total} 项用词相近，没有列入：${found.map(({ word, count }) => `${word} ${count} 项`).join('、')}。`;
}

export interface ShownTerm {
  readonly term: string;
  /** Its share of the demand's words: '12%'. */
  readonly share: string;
}

/** A card lists no more shared terms than these. */
export const mostTermsShown = 10;

/** Shared terms as the text writes them, heaviest first, with the share each has of what the demand asks. */
export const shownTerms = (reasons: MatchReasons, text: string): ShownTerm[] =>
  reasons.terms
    .filter(({ term }) => isTelling(term))
    .slice(0, mostTermsShown)
    .map(({ term, sharePpm }) => {
      const at = text.toLowerCase().indexOf(term.toLowerCase());
      return { term: at < 0 ? term : text.slice(at, at + term.length), share: percent(sharePpm) };
    });

const levelWords = { strong: '强', possible: '可能' } as const;

/** One sentence for each reason why a match is not higher. */
export function gapWords(lists: CodeLists, gaps: readonly MatchGap[]): string[] {
  return gaps.map((gap) => {
    switch (gap.kind) {
      case 'coverage':
        return `用词覆盖 ${percent(gap.coveragePpm)}，到 ${percent(gap.nextPpm)} 并有两个同词才算「${levelWords[gap.next]}」`;
      case 'terms':
        return `没有写到${gap.terms.map((term) => `「${term}」`).join('')}${gap.sharePpm > 0 ? `，所缺的词占 ${percent(gap.sharePpm)}` : ''}`;
      case 'factor': {
        const { line } = gap;
        const [want, offer] = [words(lists, line, line.wanted, 'wanted'), words(lists, line, line.offered, 'offered')];
        const verdict = line.verdict === 'near' ? '只是接近' : '不符';
        const asked = line.wanted === '' ? (want ?? '要求未写明') : `要 ${want}`;
        return `${factorNames[line.factor]}${verdict}：${asked}，有 ${offer ?? '未填写'}`;
      }
      case 'unknown':
        return `${gap.factors.map((factor) => factorNames[factor]).join('、')}有一方未填写，没有计分`;
    }
  });
}
