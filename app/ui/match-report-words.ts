import { matchFactors } from '#app/domain/match-fit.ts';
import type { MatchReport } from '#app/domain/match-report.ts';
import { factorNames, percent } from './match-words.ts';

const places: Readonly<Record<string, string>> = {
  '1': '第 1',
  '2-3': '第 2–3',
  '4-5': '第 4–5',
  '6-10': '第 6–10',
  '11+': '第 11 以后',
};
export const rankWords = (key: string): string => places[key] ?? key;

const verdicts: Readonly<Record<string, string>> = { meets: '符合', near: '接近', fails: '不符', unknown: '未填写' };
export const verdictWords = (key: string): string => verdicts[key] ?? key;

/** 'trl near' → 成熟度接近. */
export function factorWords(key: string): string {
  const [name = '', verdict = ''] = key.split(' ');
  const factor = matchFactors.find((one) => one === name);
  return factor === undefined ? key : `${factorNames[factor]}${verdictWords(verdict)}`;
}

/** The finding of the chart in a sentence. */
export function reportFinding({ all, byRank }: MatchReport): string {
  const [first] = byRank;
  if (all.acceptedPpm === null) return '还没有答复';
  if (first?.acceptedPpm == null) return `有答复的，${percent(all.acceptedPpm)} 得到认可`;
  return `排第 1 的 ${percent(first.acceptedPpm)} 得到认可，全部是 ${percent(all.acceptedPpm)}`;
}
