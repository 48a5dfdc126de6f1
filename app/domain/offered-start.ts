import { type AchievementPrice, isStepped } from './achievement-data.ts';
import type { ContractKind } from './contract-kind.ts';
import type { MilestoneTrigger } from './contract.ts';
import { allocate, type Fen, formatPpm, formatWan } from './money.ts';
import { formulaWords, type PriceFormula } from './price-formula.ts';
import { usualMilestones } from './usual-milestones.ts';

interface StartRow {
  readonly name: string;
  readonly trigger: MilestoneTrigger;
  readonly amountFen: Fen;
}

/** What a new contract begins with of the price at which the achievement is offered. */
export interface OfferedStart {
  readonly kind: Extract<ContractKind, 'pay_later' | 'licence'>;
  readonly milestones: readonly StartRow[];
  /** Null: no share of sales is asked. */
  readonly ratePpm: number | null;
  readonly capFen: Fen | null;
  /** Null: as usual. */
  readonly trialMonths: number | null;
}

/**
 * A price that is paid in steps as the first contract has it; null for every other price. An entry fee is paid on signing, which is a
 * licence of the common shape; without one it is the pay-later shape, the trial of which is the usual one where none is offered. What the
 * milestones come to in all is shared out among the usual rows, to the fen; a cap stands with a share of sales alone.
 * Entry 5 万元, milestones 30 万元 → 入门费 5, then 300,000 yuan over two rows, 3 : 4.
 */
export function offeredStart(price: AchievementPrice): OfferedStart | null {
  if (!isStepped(price)) return null;
  const entryFen = price.kind === 'formula' ? BigInt(price.entryFen) : 0n;
  const kind = entryFen > 0n ? 'licence' : 'pay_later';
  return {
    kind,
    milestones: [
      ...(entryFen > 0n ? [{ name: '入门费', trigger: 'signed' as const, amountFen: entryFen }] : []),
      ...sharedOut(BigInt(price.milestonesFen), kind),
    ],
    ratePpm: price.royaltyPpm > 0 ? price.royaltyPpm : null,
    capFen: price.capFen === null || price.royaltyPpm === 0 ? null : BigInt(price.capFen),
    trialMonths: entryFen > 0n ? 0 : price.kind === 'pay_later' ? price.trialMonths || null : null,
  };
}

function sharedOut(sumFen: Fen, kind: OfferedStart['kind']): StartRow[] {
  if (sumFen === 0n) return [];
  const rows = usualMilestones[kind].filter(({ trigger }) => trigger !== 'signed');
  const parts = allocate(
    sumFen,
    rows.map(({ weight }) => BigInt(weight)),
  );
  return rows.map(({ name, trigger }, i) => ({ name, trigger, amountFen: parts[i] ?? 0n }));
}

/** The same to be said beside the fields: the offer's figures, and what of it has no field or is nobody's word yet. */
interface StartWords {
  readonly figures: string;
  readonly left: readonly string[];
}

/** What is said of a contract that begins with an offered price; `note` is what the listing adds in words. */
export function startWords(price: AchievementPrice, note: string | null): StartWords | null {
  const start = offeredStart(price);
  if (start === null || !isStepped(price)) return null;
  const formula: PriceFormula = price.kind === 'formula' ? price : { ...price, entryFen: '0' };
  const { capFen, milestonesFen, royaltyPpm } = price;
  return {
    figures:
      price.kind === 'formula'
        ? formulaWords(formula)
        : `零门槛费，试用 ${price.trialMonths} 个月，${formulaWords(formula)}`,
    left: [
      ...(milestonesFen === '0'
        ? []
        : [`里程碑合计 ${formatWan(BigInt(milestonesFen))}按常用的比例分到各笔，分几笔、各多少以谈定的为准。`]),
      ...(royaltyPpm === 0 ? [] : [`提成 ${formatPpm(royaltyPpm)}按净销售额、每季度结算填，另有约定的请改。`]),
      ...(capFen !== null && royaltyPpm === 0
        ? [`封顶 ${formatWan(BigInt(capFen))}没有带过来：不收提成的合同没有封顶一项，各笔加起来就是全部。`]
        : []),
      ...(price.kind === 'formula' && start.kind === 'pay_later'
        ? ['没有入门费，合同种类先选了先用后付；试用期是常用的，不在这个价格里。不要试用的，改选技术许可。']
        : []),
      ...(note ? [`挂牌的补充说明没有带过来：“${note}”。要写进合同的，写到“其他约定”。`] : []),
    ],
  };
}
