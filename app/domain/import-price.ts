import { type AchievementPrice, isStepped, priceBounds, priceKinds } from './achievement-data.ts';
import type { CellReader } from './import-cells.ts';
import { type Fen, fenToJson } from './money.ts';
import { isOfPriceKind, type PriceCell, priceCells } from './price-cells.ts';
import { formulaFaults } from './price-formula.ts';

export interface PriceReading {
  readonly price: AchievementPrice;
  /** Filled cells that belong to another kind of price: nothing of them is kept. */
  readonly unused: readonly PriceCell[];
}

/**
 * The price of a row from its seven cells (转化法 art. 18: agreed, listed or auctioned; pay-later: zero entry fee, milestones,
 * royalty, 甘科办〔2024〕2号 item 17). A pay-later listing names its readiness level.
 */
export function readPrice(read: CellReader, hasTrl: boolean): PriceReading {
  const known = read.code('priceKind') ?? 'negotiable';
  const kind = priceKinds.find((each) => each === known) ?? 'negotiable';
  const min = read.fen('priceMin');
  const max = read.fen('priceMax');
  const entry = read.fen('entryFee');
  const milestones = read.fen('milestones');
  const royaltyPpm = read.ppm('royalty');
  const cap = read.fen('cap');
  const trialMonths = read.count('trialMonths');
  const cells = { priceMin: min, priceMax: max, entryFee: entry, milestones, royalty: royaltyPpm, cap, trialMonths };
  // A nought asks for nothing, so that nothing of it is lost.
  const unused = priceCells.filter((cell) => Number(cells[cell] ?? 0) !== 0 && !isOfPriceKind(kind, cell));
  return { price: priceOf(read, kind, cells, hasTrl), unused };
}

interface Cells {
  readonly priceMin: Fen | null;
  readonly priceMax: Fen | null;
  readonly entryFee: Fen | null;
  readonly milestones: Fen | null;
  readonly royalty: number | null;
  readonly cap: Fen | null;
  readonly trialMonths: number | null;
}

function priceOf(read: CellReader, kind: AchievementPrice['kind'], cells: Cells, hasTrl: boolean): AchievementPrice {
  const { priceMin: min, priceMax: max, entryFee: entry, milestones, royalty: royaltyPpm, cap, trialMonths } = cells;
  if (kind === 'fixed') {
    if (min === null || min === 0n) read.fail('priceMin', 'required', '一口价要填价格，大于 0。');
    return { kind, amountFen: fenToJson(min ?? 0n) };
  }
  if (kind === 'range') {
    if (min === null) read.fail('priceMin', 'required', '价格区间要填下限。');
    if (max === null) read.fail('priceMax', 'required', '价格区间要填上限。');
    if (min !== null && max !== null && max <= min) read.fail('priceMax', 'order', '上限要大于下限。');
    return { kind, minFen: fenToJson(min ?? 0n), maxFen: fenToJson(max ?? 0n) };
  }
  if (kind === 'pay_later') {
    if (!hasTrl) read.fail('trl', 'required', '先用后付的成果要填技术就绪水平。');
    if (trialMonths === null) read.fail('trialMonths', 'required', '先用后付要填试用月数。');
    if ((milestones ?? 0n) === 0n && (royaltyPpm ?? 0) === 0) {
      read.fail('milestones', 'required', '先用后付要填里程碑合计或收入提成，至少一项。');
    }
    if (cap !== null && milestones !== null && cap < milestones) read.fail('cap', 'order', '封顶不能小于里程碑合计。');
    return {
      kind,
      milestonesFen: fenToJson(milestones ?? 0n),
      royaltyPpm: royaltyPpm ?? 0,
      capFen: cap === null ? null : fenToJson(cap),
      trialMonths: trialMonths ?? 0,
    };
  }
  if (kind === 'formula') {
    const formula = {
      entryFen: fenToJson(entry ?? 0n),
      milestonesFen: fenToJson(milestones ?? 0n),
      royaltyPpm: royaltyPpm ?? 0,
      capFen: cap === null ? null : fenToJson(cap),
    };
    for (const { part, says } of formulaFaults(formula)) read.fail(part, part === 'cap' ? 'order' : 'required', says);
    return { kind, ...formula };
  }
  return { kind: 'negotiable' };
}

/** The floor, known to the owner only: not above what he asks for in public (domain of the registration form, price_floor). */
export function readFloor(read: CellReader, price: AchievementPrice): Fen | null {
  const floor = read.fen('priceFloor');
  const bounds = priceBounds(price);
  const most = isStepped(price) ? (bounds?.maxFen ?? null) : (bounds?.minFen ?? null);
  if (floor !== null && most !== null && floor > most) read.fail('priceFloor', 'order', '不能高于公开的价格。');
  return floor;
}
