import type { Day } from './days.ts';
import type { EndReason, RoyaltyRun, RunPeriod } from './royalty-run.ts';

/** What of its reports a contract still asks for. */
export interface OwedReports {
  /** Periods without a report, the earliest first: what is over, and what is still to come. */
  readonly periods: readonly RunPeriod[];
  /** The last day whose revenue is reported, and why no later one; null while the term runs to its end. */
  readonly ended: { readonly on: Day; readonly reason: EndReason } | null;
}

/**
 * Which periods are still to be reported, before and after an end: those of the run, cut to the last day that counts, without a report. Of
 * a termination its own day counts, by agreement, notice, or law alike; of a buy-out and a lost patent the day before (Civil Code art. 865);
 * of a term its last day; after an exit from the trial none. There is no period of selling off stock: the contract text lets nobody
 * sell any after the end, it is destroyed, or bought by the licensor at cost and without a royalty (design default, to be confirmed:
 * `contract.stock`). `run`: null of a contract that asks for no report, settled and closed ones among them.
 * Terminated on 2028-02-10, reported up to 2027Q4 → 2028Q1 from 2028-01-01 to 2028-02-10.
 */
export const owedReports = (
  run: Pick<RoyaltyRun, 'periods' | 'ended'> | null,
  reported: ReadonlySet<string>,
): OwedReports => ({
  periods: run?.periods.filter(({ key }) => !reported.has(key)) ?? [],
  ended: run?.ended ?? null,
});

const endWords: Readonly<Record<EndReason, string>> = {
  termination: '合同解除',
  patent_lost: '专利失效',
  buy_out: '提成买断',
  trial_exit: '试用期内退出',
};

/**
 * What is left to report after an end, in one sentence for the contract's pages; null while nothing ended the royalties.
 * 提成买断，收入申报到 2028-02-09 为止，之后没有销售期；还要申报 2 期：…
 */
export function owedWords({ periods, ended }: OwedReports): string | null {
  if (ended === null) return null;
  const until = ended.reason === 'trial_exit' ? '不用申报收入' : `收入申报到 ${ended.on} 为止`;
  const left = periods.map(({ label, startOn, endOn }) => `${label}（${startOn} 至 ${endOn}）`);
  const rest =
    left.length > 0
      ? `还要申报 ${left.length} 期：${left.join('、')}`
      : ended.reason === 'trial_exit'
        ? ''
        : '各期都已申报';
  return `${endWords[ended.reason]}，${until}${rest && `；${rest}`}。`;
}
