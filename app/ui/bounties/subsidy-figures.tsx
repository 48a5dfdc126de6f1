import { bountySubsidy, type SubsidyRefusal } from '#app/domain/bounty-subsidy.ts';
import { type Fen, formatPpm, formatWan } from '#app/domain/money.ts';

const refusals: Readonly<Record<SubsidyRefusal, string>> = {
  total_too_low: '总投入不到 300 万元，不补助',
  rate_out_of_range: '比例不在 10% 至 20% 之间，不补助',
};

/** What a subsidy comes to, in one line: the sum and how it came about. */
export function subsidyWords(totalFen: Fen, ratePpm: number): string {
  const { subsidyFen, refusal, isCapped } = bountySubsidy(totalFen, ratePpm);
  if (refusal !== null) return refusals[refusal];
  const way = `${formatWan(totalFen)} × ${formatPpm(ratePpm)}`;
  return `${formatWan(subsidyFen)}（${way}${isCapped ? '，超过部分按 100 万元封顶' : ''}）`;
}
