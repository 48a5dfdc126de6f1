import { canonicalJson } from './canonical-json.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import type { Day } from './days.ts';
import { royaltyOn } from './later-rates.ts';
import { laterStartText } from './later-rates-text.ts';
import { type Fen, formatYuan } from './money.ts';
import { ratesText } from './rate-text.ts';

/** A sum or a rate as two versions of the terms have it, in words. */
export interface ChangedSum {
  readonly label: string;
  readonly was: string;
  readonly now: string;
  /** It goes on as before; said where a reader of a change of rates would ask. */
  readonly isSame: boolean;
}

const none = '没有';
const sum = (fen: Fen | null | undefined): string => (fen ? formatYuan(fen) : none);

const row = (label: string, was: string, now: string): ChangedSum => ({ label, was, now, isSame: was === now });

function milestoneSums(before: PayLaterTerms, after: PayLaterTerms): ChangedSum[] {
  const n = Math.max(before.milestones.length, after.milestones.length);
  return Array.from({ length: n }, (_, i) => {
    const [was, now] = [before.milestones[i], after.milestones[i]];
    return row(`里程碑 ${i + 1}“${(now ?? was)?.name ?? ''}”`, sum(was?.amountFen), sum(now?.amountFen));
  });
}

const leastSums = (was: RoyaltyTerms, now: RoyaltyTerms, from = ''): ChangedSum[] => [
  row(`${from}每期最低提成`, sum(was.minimumFen), sum(now.minimumFen)),
  row(`${from}每个合同年最低提成`, sum(was.yearlyMinimumFen), sum(now.yearlyMinimumFen)),
];

/** Other rates from a period on, beside those they replace; whether the least sums go on is said with them. */
function laterSums(was: RoyaltyTerms, now: RoyaltyTerms): ChangedSum[] {
  const known = new Set((was.later ?? []).map(canonicalJson));
  const starts: Day[] = (now.later ?? [])
    .filter((rates) => !known.has(canonicalJson(rates)))
    .map((rates) => rates.fromOn);
  return starts.flatMap((fromOn) => {
    const old = royaltyOn(was, fromOn);
    const next = royaltyOn(now, fromOn);
    const from = `自 ${laterStartText(now, fromOn)}起的`;
    return [
      row(`${from}提成比例`, ratesText(old.schedule), ratesText(next.schedule)),
      ...leastSums(old, next, from).filter(({ was: least, isSame }) => !isSame || least !== none),
    ];
  });
}

function royaltySums(was: RoyaltyTerms | null, now: RoyaltyTerms | null): ChangedSum[] {
  if (was === null && now === null) return [];
  if (was === null || now === null) {
    const words = (royalty: RoyaltyTerms | null) => (royalty === null ? none : ratesText(royalty.schedule));
    return [row('收入提成', words(was), words(now))];
  }
  const plain = [
    row('提成比例', ratesText(was.schedule), ratesText(now.schedule)),
    ...leastSums(was, now),
    row('基准数', sum(was.baselineFen), sum(now.baselineFen)),
    row('买断价', sum(was.buyOut?.priceFen), sum(now.buyOut?.priceFen)),
    row('封顶金额', sum(was.capFen), sum(now.capFen)),
  ].filter(({ isSame }) => !isSame);
  return [...plain, ...laterSums(was, now)];
}

/**
 * What a version changes of sums and rates, old beside new, for whoever answers it: milestones by their place, the rates, least sums,
 * buy-out and cap of the royalty. What is unchanged is left out, but for the least sums beside other rates.
 * Milestone 2: 305,000.00 → 250,000.00.
 */
export const changedSums = (before: PayLaterTerms, after: PayLaterTerms): ChangedSum[] => [
  ...milestoneSums(before, after).filter(({ isSame }) => !isSame),
  ...royaltySums(before.royalty, after.royalty),
];
