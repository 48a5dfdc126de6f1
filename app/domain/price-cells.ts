import type { AchievementPrice } from './achievement-data.ts';

/** The cells of a price beside its kind and the floor. */
export const priceCells = ['priceMin', 'priceMax', 'entryFee', 'milestones', 'royalty', 'cap', 'trialMonths'] as const;
export type PriceCell = (typeof priceCells)[number];
type Kind = AchievementPrice['kind'];

const cellsOf: Readonly<Record<Kind, readonly PriceCell[]>> = {
  negotiable: [],
  fixed: ['priceMin'],
  range: ['priceMin', 'priceMax'],
  pay_later: ['milestones', 'royalty', 'cap', 'trialMonths'],
  formula: ['entryFee', 'milestones', 'royalty', 'cap'],
};
const kindWords: Readonly<Record<Kind, string>> = {
  negotiable: '面议',
  fixed: '一口价',
  range: '价格区间',
  pay_later: '先用后付',
  formula: '公式',
};
const kinds = Object.keys(cellsOf) as Kind[];

/** True for a field that a price of this kind has; every field that is none of a price belongs to all. ('range', 'royalty') → false. */
export function isOfPriceKind(kind: string, field: string): boolean {
  const cell = priceCells.find((each) => each === field);
  const known = kinds.find((each) => each === kind) ?? 'negotiable';
  return cell === undefined || cellsOf[known].includes(cell);
}

/** What is said of a value that the chosen kind of price does not keep. */
export function notOfKind(kind: Kind, cell: PriceCell): string {
  const others = kinds.filter((each) => cellsOf[each].includes(cell)).map((each) => `“${kindWords[each]}”`);
  return `定价方式是“${kindWords[kind]}”，这一格不会保存：清空它，或者把定价方式改成${others.join('或')}。`;
}
