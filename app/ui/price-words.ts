import { formatPpm, formatWan } from '#app/domain/money.ts';
import type { PriceWords } from './price-block.tsx';

/** What a found document says of its price; fen as decimal strings. */
export interface ListedPrice {
  readonly priceKind: string;
  readonly priceMinFen: string | null;
  readonly priceMaxFen: string | null;
  readonly royaltyPpm: number | null;
}

/** The price of a listing in a few words: '¥0 起步' and how it comes about, '58 万元', '20–45 万元', '面议'. */
export function priceWords(price: ListedPrice, modes: readonly string[] = []): PriceWords {
  const wan = (fen: string) => formatWan(BigInt(fen));
  const { priceKind, priceMinFen, priceMaxFen, royaltyPpm } = price;
  if (priceKind === 'pay_later') {
    const lines = [
      ...(royaltyPpm ? [`收入提成 ${formatPpm(royaltyPpm)}`] : []),
      priceMaxFen === null ? '见效后付，不封顶' : `最多付 ${wan(priceMaxFen)}`,
    ];
    return { head: '¥0 起步', isPayLater: true, lines };
  }
  const lines = modes.slice(0, 2);
  if (priceKind === 'fixed' && priceMinFen !== null) return { head: wan(priceMinFen), isPayLater: false, lines };
  if (priceKind === 'range' && priceMinFen !== null && priceMaxFen !== null) {
    return { head: `${wan(priceMinFen).replace(' 万元', '')}–${wan(priceMaxFen)}`, isPayLater: false, lines };
  }
  if (priceKind === 'formula') {
    const steps = priceMinFen === null ? lines : formulaLines(price);
    return { head: '按公式计价', isPayLater: false, lines: steps };
  }
  return { head: '面议', isPayLater: false, lines };
}

/** What of a formula stands on a card: entry fee, rate, cap. */
const formulaLines = ({ priceMinFen, priceMaxFen, royaltyPpm }: ListedPrice): string[] => [
  priceMinFen === null || priceMinFen === '0' ? '不收入门费' : `入门费 ${formatWan(BigInt(priceMinFen))}`,
  [
    ...(royaltyPpm ? [`提成 ${formatPpm(royaltyPpm)}`] : []),
    priceMaxFen === null ? '不封顶' : `最多付 ${formatWan(BigInt(priceMaxFen))}`,
  ].join('，'),
];
