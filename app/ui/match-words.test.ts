import { expect, test } from 'vitest';
import type { CodeLists } from '#app/domain/code-list.ts';
import { gapsOf } from '#app/domain/match-gap.ts';
import type { MatchReasons } from '#app/domain/matching.ts';
import { factorRows, gapWords, matchSummary, percent, shownTerms } from './match-words.ts';

const term = (code: string, label: string) => ({ code, label, parent: null, note: null, isHidden: false });
const lists: CodeLists = {
  field: { list: 'field', version: '1', terms: [term('24', '轻工食品')] },
  chain: { list: 'chain', version: '1', terms: [term('S002-03', '马铃薯')] },
  cooperation: { list: 'cooperation', version: '1', terms: [term('SERVICE', '技术服务')] },
  transfer_mode: { list: 'transfer_mode', version: '1', terms: [term('ASSIGN', '转让')] },
};

const reasons = (given: Partial<MatchReasons> = {}): MatchReasons => ({
  schemaVersion: 1,
  terms: [
    { term: 'cod', sharePpm: 300_000 },
    { term: '水', sharePpm: 200_000 },
    { term: '蛋白', sharePpm: 100_000 },
  ],
  coveragePpm: 600_000,
  missingTerms: ['饲料级', '时厌'],
  factors: [
    { factor: 'field', verdict: 'meets', wanted: '24,S002-03', offered: '24', fitPpm: 1_000_000 },
    { factor: 'trl', verdict: 'near', wanted: '6-', offered: '5', fitPpm: 750_000 },
    { factor: 'price', verdict: 'near', wanted: '60000000-120000000', offered: 'pay_later', fitPpm: 500_000 },
    { factor: 'mode', verdict: 'fails', wanted: 'SERVICE', offered: 'ASSIGN', fitPpm: 0 },
    { factor: 'ip', verdict: 'unknown', wanted: '', offered: '', fitPpm: null },
  ],
  textPpm: 800_000,
  fitPpm: 600_000,
  ...given,
});

test('every factor stands in words, and what nobody said stays open', () => {
  expect(factorRows(lists, reasons()).map((row) => [row.name, row.wanted, row.offered, row.verdict])).toEqual([
    ['领域', '轻工食品、马铃薯', '轻工食品', 'fits'],
    ['成熟度', 'TRL 6 以上', 'TRL 5', 'near'],
    ['价格', '60 至 120 万元', '先用后付', 'near'],
    ['合作方式', '技术服务', '转让', 'misfit'],
    ['知识产权', null, null, 'unknown'],
  ]);
});

test('metrics stand after the factors as the two sides say them, and the summary counts those that are met', () => {
  const line = { name: '漏点定位误差', operator: '<=', value: '2', unit: 'm' } as const;
  const said = reasons({
    metrics: [
      { ...line, offered: { name: '定位误差', value: '1.4', unit: '米' }, verdict: 'meets' },
      { ...line, name: '漏量', offered: { name: '漏量', value: '很小', unit: '' }, verdict: 'unlike' },
      { ...line, name: '误报', operator: 'range', value: '0-1', unit: '次/季', offered: null, verdict: 'unknown' },
    ],
  });
  expect(factorRows(lists, said).slice(5)).toEqual([
    { name: '指标：漏点定位误差', wanted: '≤ 2 m', offered: '定位误差 1.4 米', verdict: 'fits' },
    { name: '指标：漏量', wanted: '≤ 2 m', offered: '很小', verdict: 'unlike' },
    { name: '指标：误报', wanted: '0-1 次/季', offered: null, verdict: 'unknown' },
  ]);
  const silent = said.metrics?.map((one) => ({ ...one, offered: null, verdict: 'unknown' as const })) ?? [];
  expect(factorRows(lists, reasons({ metrics: silent })).slice(5)).toEqual([
    { name: '指标', wanted: '3 项', offered: null, verdict: 'unknown' },
  ]);
  expect(matchSummary(said)).toMatch(/；写明的 2 项指标达到 1 项，1 项要对照着看$/);
  const met = said.metrics?.filter(({ verdict }) => verdict === 'meets') ?? [];
  expect(matchSummary(reasons({ metrics: met }))).toMatch(/；写明的 1 项指标达到 1 项$/);
  const unlike = said.metrics?.filter(({ verdict }) => verdict === 'unlike') ?? [];
  expect(matchSummary(reasons({ metrics: unlike }))).toMatch(/；写明的 1 项指标要对照着看$/);
});

test('the summary counts words and verdicts; single characters are no words', () => {
  expect(matchSummary(reasons())).toBe('2 个同词，占需求用词的 60%；1 项符合，2 项接近，1 项不符，1 项未填写');
  expect(shownTerms(reasons(), '出水 COD 高')).toEqual([
    { term: 'COD', share: '30%' },
    { term: '蛋白', share: '10%' },
  ]);
});

test('a share that rounds to nothing is not nothing', () => {
  expect([percent(0), percent(4_000), percent(5_000), percent(614_000)]).toEqual(['0%', '不到 1%', '1%', '61%']);
});

test('what nobody asked for is no gap of the form, and who takes pay-later has said a price', () => {
  const factors = [
    { factor: 'price', verdict: 'meets', wanted: 'pay_later', offered: 'pay_later', fitPpm: 1_000_000 },
    { factor: 'ip', verdict: 'near', wanted: '', offered: 'applied', fitPpm: 700_000 },
  ] as const;
  expect(factorRows(lists, reasons({ factors })).map((row) => [row.wanted, row.offered])).toEqual([
    ['接受先用后付', '先用后付'],
    ['没有要求', 'applied'],
  ]);
  expect(gapWords(lists, gapsOf(reasons({ factors }), [])).filter((said) => said.includes('知识产权'))).toEqual([
    '知识产权只是接近：没有要求，有 applied',
  ]);
});

test('why a match is not higher is said in words of the form', () => {
  const low = reasons({ coveragePpm: 300_000 });
  const keyTerms = [{ term: '饲料级', share: 0.12, isKnown: false }];
  expect(gapWords(lists, gapsOf(low, keyTerms))).toEqual([
    '用词覆盖 30%，到 45% 并有两个同词才算「强」',
    '没有写到「饲料级」「时厌」，所缺的词占 12%',
    '合作方式不符：要 技术服务，有 转让',
    '价格只是接近：要 60 至 120 万元，有 先用后付',
    '成熟度只是接近：要 TRL 6 以上，有 TRL 5',
    '知识产权有一方未填写，没有计分',
  ]);
});
