/** Which way of a figure is the better one: energy and cost lower, yields and lives higher. */
export const betterDirections = ['higher', 'lower'] as const;
export type BetterDirection = (typeof betterDirections)[number];
export const betterWords: Readonly<Record<BetterDirection, string>> = { higher: '越高越好', lower: '越低越好' };

/** '越低越好' or 'lower' → 'lower'; null for any other word. */
export const readBetter = (word: string): BetterDirection | null =>
  betterDirections.find((one) => one === word || betterWords[one] === word) ?? null;

interface Compared {
  readonly ours: string;
  readonly baseline: string;
  readonly better?: BetterDirection | undefined;
}

/**
 * Whether a figure is better than the one it is compared with: '35' against '52', lower better → 'better'. Null where nobody said
 * which way is better, where they are the same, and where one is no number.
 */
export function verdictOn({ ours, baseline, better }: Compared): 'better' | 'worse' | null {
  const [a, b] = [numberOf(ours), numberOf(baseline)];
  if (better === undefined || a === null || b === null || a === b) return null;
  return a < b === (better === 'lower') ? 'better' : 'worse';
}

function numberOf(text: string): number | null {
  const number = Number(text.replaceAll(',', '').trim() || Number.NaN);
  return Number.isFinite(number) ? number : null;
}

/**
 * How far a figure lies from the one it is compared with, in per cent of the latter, one decimal: '5.20' against '14.00' →
 * '−62.9%', '480' against '420' → '+14.3%'; '新增' where there was nothing before, '—' where one is no number.
 */
export function changeAgainst(ours: string, baseline: string): string {
  const [a, b] = [numberOf(ours), numberOf(baseline)];
  if (a === null || b === null) return '—';
  if (b === 0) return a === 0 ? '相同' : '新增';
  const change = ((a - b) / Math.abs(b)) * 100;
  const size = Math.abs(change).toFixed(1);
  return size === '0.0' ? '相同' : `${change < 0 ? '−' : '+'}${size}%`;
}

/**
 * True where no advantage has a figure and something to compare it with: nothing that a buyer can hold against the leading alternative.
 * None at all, or '更省电' against nothing: vague; '35' against '52': not.
 */
export const isVague = (advantages: readonly Pick<Compared, 'ours' | 'baseline'>[]): boolean =>
  !advantages.some(({ ours, baseline }) => /\d/.test(ours) && baseline !== '');
/** How it is marked, wherever it is. */
export const vagueMark = '缺少可比指标';

/** A number stands in it: '35', '≤ 0.5', not '很小'. */
const hasFigure = (text: string): boolean => /\d/.test(text.normalize('NFKC'));

interface AdvantageFault {
  readonly code: 'vague' | 'not_a_number';
  readonly says: string;
}

/**
 * What is said of a record's advantages when they are entered, by form or sheet: which of them nobody can measure, and that there is
 * nothing to compare at all.
 */
export function advantageFaults(advantages: readonly (Compared & { readonly metric: string })[]): AdvantageFault[] {
  const faults = advantages.flatMap(({ metric, ours, baseline }): AdvantageFault[] => {
    const wrong = [...(hasFigure(ours) ? [] : [ours]), ...(baseline === '' || hasFigure(baseline) ? [] : [baseline])];
    if (wrong.length === 0) return [];
    const says = `“${metric}”写的是${wrong.map((text) => `“${text}”`).join('和')}，没有数字，比不出好多少；请写测得的值。`;
    return [{ code: 'not_a_number', says }];
  });
  if (!isVague(advantages)) return faults;
  return [...faults, { code: 'vague', says: `没有可衡量的优势，成果页会标为“${vagueMark}”。` }];
}
