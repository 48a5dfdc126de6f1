/** Series of the numbers that people see, with their letters: `HT-2026-00042` is a contract. */
export const recordLetters = {
  achievement: 'CG',
  demand: 'XQ',
  deal: 'DJ',
  contract: 'HT',
  receipt: 'SK',
  event: 'HD',
  bounty: 'BD',
  trade: 'JY',
} as const;
export type RecordSeries = keyof typeof recordLetters;

const seriesOf = new Map<string, RecordSeries>(
  Object.entries(recordLetters).map(([series, letters]) => [letters, series as RecordSeries]),
);

/**
 * The record that a person named by its number, as it is typed or pasted: letters of either case, full-width characters,
 * any dash. Null for everything else. readRecordNumber('ｈｔ—２０２６－00042') → { series: 'contract', no: 'HT-2026-00042' }
 */
export function readRecordNumber(text: string): { readonly series: RecordSeries; readonly no: string } | null {
  if (text.length > 40) return null;
  const plain = text
    .normalize('NFKC')
    .replace(/[‐-―−—]/g, '-')
    .trim()
    .toUpperCase();
  const match = /^([A-Z]{2})-(\d{4})-(\d{1,9})$/.exec(plain);
  const series = seriesOf.get(match?.[1] ?? '');
  if (match === null || series === undefined) return null;
  return { series, no: `${match[1]}-${match[2]}-${(match[3] ?? '').padStart(5, '0')}` };
}
