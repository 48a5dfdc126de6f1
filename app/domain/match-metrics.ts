import type { DemandMetric } from './demand-data.ts';
import { unitFactor } from './unit-scale.ts';

/** How a stated figure answers a metric. `unlike`: stated, but of another name, or not in a unit or form that can be compared. */
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
 * Each metric of a demand beside the figure of the same name. Names are the same without signs and blanks, and with words
 * of one meaning (洋芋淀粉含量, 马铃薯淀粉含量): 镍回收率 is not 锌回收率. Where there is none, a figure whose name holds the other's, of
 * four characters or more (定位误差, 漏点定位误差均值), is shown beside it and not compared: it may measure something else.
 * Units are converted where they measure the same. Example: 吨黑粉硫酸钠 ≤ 1.2 吨 beside 980 公斤 is met.
 * @param synonyms groups of words of one meaning
 */
export function metricLines(
  metrics: readonly DemandMetric[],
  figures: readonly StatedFigure[],
  synonyms: readonly (readonly string[])[] = [],
): MetricLine[] {
  const nameOf = namer(synonyms);
  const stated = figures
    .filter(({ ours }) => ours.trim() !== '')
    .map((figure) => ({ figure, name: nameOf(figure.metric) }));
  return metrics.map(({ name, operator, value, unit }) => {
    const wanted = { name, operator, value, unit };
    const asked = nameOf(name);
    const same = asked === '' ? undefined : stated.find((one) => one.name === asked);
    const figure = (same ?? closest(asked, stated))?.figure;
    if (figure === undefined) return { ...wanted, offered: null, verdict: 'unknown' };
    const offered = { name: figure.metric, value: figure.ours, unit: figure.unit };
    return { ...wanted, offered, verdict: same === undefined ? 'unlike' : verdictOf(wanted, figure) };
  });
}

/** Shorter names stand in too many others. */
const leastHeld = 4;

function closest<Stated extends { readonly name: string }>(
  asked: string,
  stated: readonly Stated[],
): Stated | undefined {
  const holds = (long: string, short: string) => short.length >= leastHeld && long.includes(short);
  return stated
    .filter(({ name }) => holds(name, asked) || holds(asked, name))
    .toSorted((a, b) => Math.abs(a.name.length - asked.length) - Math.abs(b.name.length - asked.length))[0];
}

const plain = (name: string): string => name.normalize('NFKC').toLowerCase();

/** One form for names that say the same: no signs and blanks, each word of a group as the group's first. */
function namer(synonyms: readonly (readonly string[])[]): (name: string) => string {
  const firsts = synonyms
    .flatMap((group) => group.map((word) => [plain(word), plain(group[0] ?? word)] as const))
    .toSorted(([a], [b]) => b.length - a.length);
  return (name) => {
    const text = plain(name);
    let form = '';
    for (let at = 0; at < text.length;) {
      const [word, first] = firsts.find(([one]) => standsAt(text, at, one)) ?? [text[at]!, text[at]!];
      form += first;
      at += word.length;
    }
    return form.replace(/[^\p{L}\p{N}]/gu, '');
  };
}

const isLatin = (character: string | undefined): boolean => character !== undefined && /[a-z0-9]/.test(character);

/** A word of letters stands for itself alone: pe is not in speed. */
const standsAt = (text: string, at: number, word: string): boolean =>
  word !== '' &&
  text.startsWith(word, at) &&
  !(isLatin(word[0]) && isLatin(text[at - 1])) &&
  !(isLatin(word.at(-1)) && isLatin(text[at + word.length]));

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
