import { type Fen, formatPpm, formatWan } from './money.ts';

/**
 * A price as a formula: an entry fee, milestones, and a share of net sales up to a cap of all together (促进科技成果转化法 art. 18 leaves
 * the way to pay to the parties). Fen as decimal strings, the rate in ppm; 先用后付 is the same without an entry fee, after a trial.
 */
export interface PriceFormula {
  readonly entryFen: string;
  readonly milestonesFen: string;
  readonly royaltyPpm: number;
  readonly capFen: string | null;
}

/** What is wrong with a formula, by its part: it says something, and its cap holds what is paid in any case. */
export function formulaFaults({
  entryFen,
  milestonesFen,
  royaltyPpm,
  capFen,
}: PriceFormula): readonly { readonly part: 'milestones' | 'cap'; readonly says: string }[] {
  const fixed = BigInt(entryFen) + BigInt(milestonesFen);
  if (BigInt(milestonesFen) === 0n && royaltyPpm === 0)
    return [{ part: 'milestones', says: '按公式计价要填里程碑合计或收入提成，至少一项；只有一个数的选一口价。' }];
  if (capFen !== null && BigInt(capFen) < fixed) return [{ part: 'cap', says: '封顶不能小于入门费加里程碑合计。' }];
  return [];
}

/** The least and the most that is paid: what is due at once, and the cap; null where nothing bounds it. */
export function formulaBounds(formula: PriceFormula): { readonly minFen: Fen; readonly maxFen: Fen | null } {
  const minFen = BigInt(formula.entryFen);
  if (formula.capFen !== null) return { minFen, maxFen: BigInt(formula.capFen) };
  return { minFen, maxFen: formula.royaltyPpm === 0 ? minFen + BigInt(formula.milestonesFen) : null };
}

/** '入门费 10 万元，里程碑 40 万元，净销售额提成 2.5%，合计最多 160 万元'; what does not stand in it is left out. */
export function formulaWords({ entryFen, milestonesFen, royaltyPpm, capFen }: PriceFormula): string {
  const entry = BigInt(entryFen);
  const milestones = BigInt(milestonesFen);
  return [
    entry > 0n && `入门费 ${formatWan(entry)}`,
    milestones > 0n && `里程碑 ${formatWan(milestones)}`,
    royaltyPpm > 0 && `净销售额提成 ${formatPpm(royaltyPpm)}`,
    capFen !== null && `合计最多 ${formatWan(BigInt(capFen))}`,
  ]
    .filter((part) => part !== false)
    .join('，');
}
