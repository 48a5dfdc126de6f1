import type { DemandMetric } from './demand-data.ts';
import { unitFactor } from './unit-scale.ts';

/** How a stated figure answers a metric. `unlike`: stated, but not in a unit or form that can be compared. */
export type MetricVerdict = 'meets' | 'near' | 'fails' | 'unlike' | 'unknown';

/** One metric of a demand beside what the achievement states of it. It explains a match and moves no score. */
export interface MetricLine {
  readonly name: string;
  readonly operator: DemandMetric['operator'];
  readonly value: string;
  readonly unit: string;
  /** As the achievement says it; null where it says nothing of the kind. */
  readonly offered: { readonly name: string; readonly value: string; readonly unit: string } | null;
  readonly verdict: MetricVerdict;
}

/** A figure that an achievement states of itself (先进性指标). */
export interface StatedFigure {
  readonly metric: string;
  readonly ours: string;
  readonly unit: string;
}

/**
 * Each metric of a demand beside the figure of the same name. Names are the same without signs and blanks, or one holds
 * the other with four characters or more (定位误差 in 漏点定位误差): 镍回收率 is not 锌回收率. Units are converted where they
 * measure the same. Example: 吨黑粉硫酸钠 ≤ 1.2 吨 beside 980 公斤 is met.
 */
export const metricLines = (metrics: readonly DemandMetric[], figures: readonly StatedFigure[]): MetricLine[] =>
  metrics.map(({ name, operator, value, unit }) => {
    const wanted = { name, operator, value, unit };
    const figure = figureOf(name, figures);
    if (figure === undefined) return { ...wanted, offered: null, verdict: 'unknown' };
    const offered = { name: figure.metric, value: figure.ours, unit: figure.unit };
    return { ...wanted, offered, verdict: verdictOf(wanted, figure) };
  });

/** Shorter names stand in too many others. */
const leastHeld = 4;

function figureOf(name: string, figures: readonly StatedFigure[]): StatedFigure | undefined {
  const asked = plainName(name);
  if (asked === '') return undefined;
  const stated = figures
    .filter(({ ours }) => ours.trim() !== '')
    .map((figure) => ({ figure, as: plainName(figure.metric) }));
  const same = stated.find(({ as }) => as === asked);
  if (same !== undefined) return same.figure;
  const holds = (long: string, short: string) => short.length >= leastHeld && long.includes(short);
  return stated
    .filter(({ as }) => holds(as, asked) || holds(asked, as))
    .toSorted((a, b) => Math.abs(a.as.length - asked.length) - Math.abs(b.as.length - asked.length))[0]?.figure;
}

const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

type Span = readonly [least: number, most: number];

function verdictOf(wanted: Omit<MetricLine, 'offered' | 'verdict'>, { ours, unit }: StatedFigure): MetricVerdict {
  const said = readFigure(ours);
  const asked = spanOf(wanted);
  if (said === null || asked === null) return 'unlike';
  const factor = unitFactor(unit.trim() === '' ? said.unit : unit, wanted.unit);
  if (factor === null) return 'unlike';
  const [least, most] = [said.span[0] * factor, said.span[1] * factor];
  if (isAtLeast(least, asked[0]) && isAtLeast(asked[1], most)) return 'meets';
  return isAtLeast(most, asked[0]) && isAtLeast(asked[1], least) ? 'near' : 'fails';
}

/** What floating point loses in a conversion decides nothing. */
const isAtLeast = (a: number, b: number): boolean =>
  a >= b || (Number.isFinite(b) && Math.abs(a - b) <= 1e-9 * Math.abs(b));

function spanOf({ operator, value }: Pick<MetricLine, 'operator' | 'value'>): Span | null {
  const read = readFigure(value);
  if (read === null) return null;
  const [least, most] = read.span;
  if (operator === '>=') return [least, Infinity];
  return operator === '<=' ? [-Infinity, most] : [least, most];
}

const number = String.raw`-?\d{1,12}(?:\.\d{1,9})?`;
const figure = new RegExp(
  String.raw`^约?(?<sign>[<>]=?|[≤≥≦≧±])?(?<from>${number})(?:[-~至—–](?<to>${number}))?(?<unit>[^\d].*)?$`,
  'u',
);

/** '93.1', '≥98', '92-95', '约 5', '1,240 公斤' as what it spans and the unit behind it; null for anything else. */
function readFigure(text: string): { readonly span: Span; readonly unit: string } | null {
  const found = figure.exec(text.normalize('NFKC').replace(/[,\s]/g, ''))?.groups;
  if (found?.from === undefined) return null;
  const { sign, unit = '' } = found;
  const from = Number(found.from);
  const to = found.to === undefined ? from : Number(found.to);
  if (to < from) return null;
  if (sign?.startsWith('>') || sign === '≥' || sign === '≧') return { span: [from, Infinity], unit };
  if (sign?.startsWith('<') || sign === '≤' || sign === '≦') return { span: [-Infinity, to], unit };
  return { span: [from, to], unit };
}
