import type { DemandData, DemandMetric } from './demand-data.ts';

/** What the form of a demand shows: every answer as text, so that a refused form comes back as it was typed. */
export interface DemandForm {
  readonly title: string;
  readonly summary: string;
  readonly problem: string;
  readonly statusQuo: string;
  readonly demandTypes: readonly string[];
  readonly expectedForms: readonly string[];
  readonly behalf: string;
  readonly metrics: readonly MetricForm[];
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly wantedTrlMin: string;
  readonly wantedTrlMax: string;
  readonly budgetMin: string;
  readonly budgetMax: string;
  readonly cooperation: readonly string[];
  readonly acceptPayLater: boolean;
  readonly ipRequirement: string;
  readonly confidentiality: string;
  readonly validUntilOn: string;
  readonly solveByOn: string;
}

export type MetricForm = Readonly<Record<keyof DemandMetric, string>>;

/** Most measurable targets of one demand. */
export const maxMetrics = 12;

export const blankMetric: MetricForm = { name: '', operator: '>=', value: '', unit: '', method: '' };

const wanText = (fen: string | null): string => {
  if (fen === null) return '';
  // 1 万元 is 1,000,000 fen: the point moves by six places, and nothing is rounded.
  const digits = fen.padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
};

/** The form filled from a stored version. Amounts in 万元: '60000000' fen → '60'. */
export const demandFormOf = (data: DemandData): DemandForm => ({
  title: data.title,
  summary: data.summary,
  problem: data.problem,
  statusQuo: data.statusQuo,
  demandTypes: data.demandTypes ?? [],
  expectedForms: data.expectedForms ?? [],
  behalf: data.behalf ?? '',
  metrics: data.metrics.length > 0 ? data.metrics : [blankMetric],
  fields: data.fields,
  chains: data.chains,
  regionCode: data.regionCode,
  wantedTrlMin: data.wantedTrlMin?.toString() ?? '',
  wantedTrlMax: data.wantedTrlMax?.toString() ?? '',
  budgetMin: wanText(data.budgetMinFen),
  budgetMax: wanText(data.budgetMaxFen),
  cooperation: data.cooperation,
  acceptPayLater: data.acceptPayLater,
  ipRequirement: data.ipRequirement ?? '',
  confidentiality: data.confidentiality,
  validUntilOn: data.validUntilOn,
  solveByOn: data.solveByOn ?? '',
});

/** An empty form with its defaults: the organisation's region, half a year of validity. */
export const newDemandForm = (regionCode: string, validUntilOn: string): DemandForm => ({
  title: '',
  summary: '',
  problem: '',
  statusQuo: '',
  demandTypes: [],
  expectedForms: [],
  behalf: '',
  metrics: [blankMetric],
  fields: [],
  chains: [],
  regionCode,
  wantedTrlMin: '',
  wantedTrlMax: '',
  budgetMin: '',
  budgetMax: '',
  cooperation: [],
  acceptPayLater: true,
  ipRequirement: '',
  confidentiality: 'name_public',
  validUntilOn,
  solveByOn: '',
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : textOf(value) ? [textOf(value)] : [];

/** The form as it was sent. A box that is not ticked is not sent at all, so absent means off. */
export function demandFormFrom(values: Readonly<Record<string, unknown>>): DemandForm {
  const sent = Array.isArray(values.metrics) ? values.metrics : [];
  const metrics = sent.map((row: unknown): MetricForm => {
    const cell = (key: string) => textOf(row !== null && typeof row === 'object' ? Reflect.get(row, key) : '');
    return {
      name: cell('name'),
      operator: cell('operator') || '>=',
      value: cell('value'),
      unit: cell('unit'),
      method: cell('method'),
    };
  });
  const text = (key: keyof DemandForm) => textOf(values[key]);
  return {
    title: text('title'),
    summary: text('summary'),
    problem: text('problem'),
    statusQuo: text('statusQuo'),
    demandTypes: listOf(values.demandTypes),
    expectedForms: listOf(values.expectedForms),
    behalf: text('behalf'),
    metrics: metrics.length > 0 ? metrics : [blankMetric],
    fields: listOf(values.fields),
    chains: listOf(values.chains),
    regionCode: text('regionCode'),
    wantedTrlMin: text('wantedTrlMin'),
    wantedTrlMax: text('wantedTrlMax'),
    budgetMin: text('budgetMin'),
    budgetMax: text('budgetMax'),
    cooperation: listOf(values.cooperation),
    acceptPayLater: values.acceptPayLater === 'yes',
    ipRequirement: text('ipRequirement'),
    confidentiality: text('confidentiality') || 'name_public',
    validUntilOn: text('validUntilOn'),
    solveByOn: text('solveByOn'),
  };
}

/** '60 万元至 120 万元', '不超过 50 万元', '面议'. */
export function budgetWords(min: string | null, max: string | null): string {
  const wan = (fen: string) => `${wanText(fen)} 万元`;
  if (min !== null && max !== null) return min === max ? wan(min) : `${wanText(min)} 至 ${wan(max)}`;
  if (max !== null) return `不超过 ${wan(max)}`;
  return min === null ? '面议' : `${wan(min)}起`;
}

/** 'TRL 6 以上', 'TRL 4 至 6', '不限'. */
export function trlWords(min: number | null, max: number | null): string {
  if (min === null && max === null) return '不限';
  if (max === null || max === 9) return `TRL ${min ?? 1} 以上`;
  return min === null || min === 1 ? `TRL ${max} 以下` : min === max ? `TRL ${min}` : `TRL ${min} 至 ${max}`;
}

const signs: Readonly<Record<DemandMetric['operator'], string>> = { '>=': '≥', '<=': '≤', '=': '=', range: '' };

/** '≥ 75', '5-8'. */
export const metricWords = (metric: Pick<DemandMetric, 'operator' | 'value'>): string =>
  `${signs[metric.operator]} ${metric.value}`.trim();

/** What is missing, and what it costs: the quality meter of a demand. */
export function demandGaps(data: DemandData): string[] {
  const gaps: string[] = [];
  if (data.metrics.length === 0) gaps.push('没有技术指标：对方无法判断做不做得到');
  if (data.statusQuo === '') gaps.push('没写现状：试过什么，能少走弯路');
  if (data.budgetMaxFen === null && !data.acceptPayLater) gaps.push('没有预算，也不接受先用后付：价格一项不参与匹配');
  if (data.wantedTrlMin === null && data.wantedTrlMax === null) gaps.push('没写成熟度：成熟度一项不参与匹配');
  if (data.chains.length === 0) gaps.push('没选产业链：同链的成果不会优先');
  return gaps;
}
