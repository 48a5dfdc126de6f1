import type { SalesLine } from './compute-facts.ts';
import { type Fen, formatYuan, parseFen } from './money.ts';

/** Who sold: the licensee, or somebody he sub-licensed. */
export const sellers = ['licensee', 'sublicensee'] as const;
export type Seller = (typeof sellers)[number];
export const sellerLabels: Readonly<Record<Seller, string>> = { licensee: '本单位', sublicensee: '被分许可方' };

/** A product's line as it stands in its fields. */
export interface TypedLine {
  readonly product: string;
  readonly by: Seller;
  readonly amount: string;
}

/** Most lines of one report. */
export const mostSalesLines = 30;

/** What could be read of the lines, and what is wrong by the name of its field. A line without product and amount is none. */
export function readSalesLines(rows: readonly TypedLine[]): {
  readonly lines: readonly SalesLine[];
  readonly faults: Readonly<Record<string, string>>;
} {
  const faults: Record<string, string> = {};
  const lines = rows.flatMap(({ product: typed, by, amount }, at): SalesLine[] => {
    const product = typed.trim();
    if (product === '' && amount.trim() === '') return [];
    if (product === '') faults[`lines[${at}].product`] = '请写产品名称';
    else if (product.length > 60) faults[`lines[${at}].product`] = '最多 60 个字';
    const grossFen = amount.trim() === '' ? null : parseFen(amount, 'yuan', { negative: true });
    if (grossFen === null) faults[`lines[${at}].amount`] = '请填这个产品的收入，单位元；退货多于销售填负数';
    return grossFen === null || product === '' ? [] : [{ product, by, grossFen }];
  });
  return { lines, faults };
}

/**
 * What of the lines is the report's gross: all of them, or, where sub-licensees' payments have a share of their own, what the
 * licensee sold himself. Null where no line says so. 800.00 own + 200.00 of a sub-licensee → 1,000.00, with a share 800.00.
 */
export function grossOfLines(lines: readonly SalesLine[], hasSublicenceShare: boolean): Fen | null {
  const own = lines.filter(({ by }) => !hasSublicenceShare || by === 'licensee');
  return own.length === 0 ? null : own.reduce((sum, { grossFen }) => sum + grossFen, 0n);
}

/** Why the lines and the gross cannot both be right; null where they agree. */
export function linesFault(lines: readonly SalesLine[], grossFen: Fen, hasSublicenceShare: boolean): string | null {
  const sum = grossOfLines(lines, hasSublicenceShare);
  return sum === null || sum === grossFen
    ? null
    : `各产品合计 ${formatYuan(sum)}，与填的收入 ${formatYuan(grossFen)} 不一致，请核对。`;
}

/** The lines as they are counted: those that were typed, and the gross as one where no line says what was sold by oneself. */
export function countedLines(
  lines: readonly SalesLine[],
  grossFen: Fen,
  hasSublicenceShare: boolean,
): readonly SalesLine[] {
  if (grossOfLines(lines, hasSublicenceShare) !== null) return lines;
  return grossFen === 0n ? lines : [{ product: '', grossFen, by: 'licensee' }, ...lines];
}
