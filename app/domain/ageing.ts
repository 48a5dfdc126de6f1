import { type Day, diffDays } from './days.ts';
import type { Fen } from './money.ts';

/** How late, or how soon: the columns of the ageing of receivables (账龄) and of what falls due. */
export const ageBuckets = [
  'over_90',
  'over_60',
  'over_30',
  'overdue',
  'in_30',
  'in_60',
  'in_90',
  'later',
  'contested',
] as const;
export type AgeBucket = (typeof ageBuckets)[number];
export const ageLabels: Readonly<Record<AgeBucket, string>> = {
  over_90: '逾期 90 天以上',
  over_60: '逾期 61–90 天',
  over_30: '逾期 31–60 天',
  overdue: '逾期 1–30 天',
  in_30: '30 天内到期',
  in_60: '31–60 天到期',
  in_90: '61–90 天到期',
  later: '90 天后到期',
  contested: '有争议，暂停计期',
};
export const overdueBuckets: readonly AgeBucket[] = ['over_90', 'over_60', 'over_30', 'overdue'];

/** In which column an open claim stands on a day; on its own last day it is not late. Due 11-20, on 11-21 → 逾期 1–30 天. */
export function ageOf(dueOn: Day, today: Day): AgeBucket {
  const late = diffDays(dueOn, today);
  if (late > 90) return 'over_90';
  if (late > 60) return 'over_60';
  if (late > 30) return 'over_30';
  if (late > 0) return 'overdue';
  if (late >= -30) return 'in_30';
  if (late >= -60) return 'in_60';
  return late >= -90 ? 'in_90' : 'later';
}

export interface AgedRow {
  readonly key: string;
  readonly label: string;
  /** Of a contract. */
  readonly no?: string | undefined;
  readonly fens: Readonly<Record<AgeBucket, Fen>>;
  readonly totalFen: Fen;
}

interface OpenSum {
  readonly key: string;
  readonly label: string;
  readonly no?: string | undefined;
  readonly dueOn: Day;
  readonly openFen: Fen;
  /** Its payer contests it: it is neither late nor due before that is over. */
  readonly isContested: boolean;
}

const nothing = (): Record<AgeBucket, Fen> =>
  Object.fromEntries(ageBuckets.map((bucket) => [bucket, 0n])) as Record<AgeBucket, Fen>;

/** Open claims by group and age, the largest group first; every fen stands in just one column. */
export function ageingOf(claims: readonly OpenSum[], today: Day): AgedRow[] {
  const groups = new Map<string, { label: string; no?: string; fens: Record<AgeBucket, Fen> }>();
  for (const { key, label, no, dueOn, openFen, isContested } of claims) {
    const group = groups.get(key) ?? { label, ...(no && { no }), fens: nothing() };
    groups.set(key, group);
    group.fens[isContested ? 'contested' : ageOf(dueOn, today)] += openFen;
  }
  return [...groups]
    .map(([key, { label, no, fens }]) => ({
      key,
      label,
      ...(no && { no }),
      fens,
      totalFen: ageBuckets.reduce((sum, bucket) => sum + fens[bucket], 0n),
    }))
    .sort((a, b) => (a.totalFen < b.totalFen ? 1 : a.totalFen > b.totalFen ? -1 : 0));
}
