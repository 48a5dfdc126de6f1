import { type BankKey, bankColumns, type BankMapping, mappingFault } from './bank-columns.ts';
import type { BankDirection } from './bank-row.ts';
import { foldBankSerial, isBankSerial } from './bank-serial.ts';
import { type Day, isDay } from './days.ts';
import { unreadableCell } from './import-cells.ts';
import { headsKey, plainHeader } from './import-columns.ts';
import { type Fen, parseFen } from './money.ts';

/** Where each of our columns stands in a bank's table. */
export type BankPlaces = Readonly<Partial<Record<BankKey, number>>>;

/** Rows above the table in which banks write the account, its owner and the period; the head is looked for in them. */
export const bankHeadWithin = 30;

const keyOfName = new Map<string, BankKey>(
  bankColumns.flatMap(({ key, names }) => names.map((name) => [plainHeader(name), key] as const)),
);

/** The mapping that the heads themselves tell: every column by its usual name, the first of two alike. */
export function mappingOfHeads(heads: readonly string[]): BankMapping {
  const found: Partial<Record<BankKey, string>> = {};
  for (const head of heads) {
    const key = keyOfName.get(plainHeader(head));
    if (key !== undefined) found[key] ??= head;
  }
  // Beside columns of their own a sum of both says nothing more.
  if (found.inFen !== undefined || found.outFen !== undefined) delete found.amount;
  return found;
}

/** True when a row names the date and an amount, so that it can only be the head of the table. */
export const isBankHead = (cells: readonly string[]): boolean => mappingFault(mappingOfHeads(cells)) === null;

/** What a bank's table is known by: its heads in order, folded. */
export const bankHeadKey = (heads: readonly string[]): string => headsKey(heads.filter((head) => head.trim() !== ''));

/** Where the columns of a mapping stand; null when one of them is not among the heads. */
export function placesOf(mapping: BankMapping, heads: readonly string[]): BankPlaces | null {
  const folded = heads.map(plainHeader);
  const places: Partial<Record<BankKey, number>> = {};
  for (const [key, head] of Object.entries(mapping) as [BankKey, string | undefined][]) {
    if (!head) continue;
    const at = folded.indexOf(plainHeader(head));
    if (at < 0) return null;
    places[key] = at;
  }
  return mappingFault(mapping) === null ? places : null;
}

export interface ReadBankRow {
  readonly bookedOn: Day;
  readonly direction: BankDirection;
  readonly amountFen: Fen;
  readonly otherName: string;
  readonly otherAccountNo: string;
  readonly memo: string;
  readonly serial: string | null;
}

export type BankRowRead =
  | { readonly kind: 'row'; readonly row: ReadBankRow }
  /** A sum, a page's end, a repeated head: nothing that moved money. */
  | { readonly kind: 'skip' }
  | { readonly kind: 'fault'; readonly says: string };

const asDay = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** The day in a cell as banks write it: 2026-11-20, 20261120 10:20:33, 2026/11/2, 2026年11月2日. Null for anything else. */
export function readBankDay(text: string): Day | null {
  const plain = text.normalize('NFKC').trim();
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})(?:\D.*|\d{6})?$/.exec(plain);
  if (match === null) return null;
  const day = asDay(match[1] ?? '', match[2] ?? '', match[3] ?? '');
  return isDay(day) ? day : null;
}

const inWords = /^(?:贷|收|来|转入|存入|入账?|c|cr|credit|\+)/i;
const outWords = /^(?:借|支|付|往|转出|取|出账?|d|dr|debit|-)/i;
const sumWords = /合\s*计|小\s*计|总\s*计|累计|期初|期末|承前|过次|本页|笔数|打印|共\s*\d+\s*(?:页|笔|条)/;

const empty = /^(?:|-+|0|0\.0+|¥?0(?:\.0+)?)$/;
/** An amount of one column; null where there is none, undefined where it cannot be read. */
function readAmount(text: string | undefined): Fen | null | undefined {
  const plain = (text ?? '')
    .normalize('NFKC')
    .replace(/^(?:CNY|RMB|人民币)\s*/i, '')
    .replace(/^\+/, '')
    .trim();
  if (empty.test(plain)) return null;
  return parseFen(plain, 'yuan', { negative: true }) ?? undefined;
}

const clean = (text: string | undefined, most: number): string =>
  (text ?? '')
    .replaceAll(unreadableCell, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most);

/** Digits of an account number as banks print it, with masks kept: '6222 **** 4567' → '6222****4567'. */
export const plainAccountNo = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^0-9*A-Za-z]/g, '')
    .slice(0, 40);

/** Which way the money went and how much: two columns, or one with a sign or a word beside it. */
function readMoved(
  cell: (key: BankKey) => string | undefined,
): { direction: BankDirection; fen: Fen } | 'none' | 'fault' {
  const [into, out, amount] = [readAmount(cell('inFen')), readAmount(cell('outFen')), readAmount(cell('amount'))];
  if (into === undefined || out === undefined || amount === undefined) return 'fault';
  if (into !== null && out !== null) return 'fault';
  // A negative amount in a column is the bank taking an entry back: the money went the other way.
  if (into !== null) return into > 0n ? { direction: 'in', fen: into } : { direction: 'out', fen: -into };
  if (out !== null) return out > 0n ? { direction: 'out', fen: out } : { direction: 'in', fen: -out };
  if (amount === null) return 'none';
  const word = (cell('direction') ?? '').trim();
  if (word === '') return amount > 0n ? { direction: 'in', fen: amount } : { direction: 'out', fen: -amount };
  const fen = amount < 0n ? -amount : amount;
  if (inWords.test(word)) return { direction: 'in', fen };
  return outWords.test(word) ? { direction: 'out', fen } : 'fault';
}

/**
 * Reads one line of a bank's table. Sums, page ends and lines without an amount are skipped; what is unclear, or later than `today`, is a
 * fault.
 */
export function readBankRow(cells: readonly string[], places: BankPlaces, today: Day): BankRowRead {
  const cell = (key: BankKey): string | undefined => {
    const at = places[key];
    return at === undefined ? undefined : cells[at];
  };
  const dayText = cell('bookedOn') ?? '';
  const bookedOn = readBankDay(dayText);
  if (bookedOn === null) {
    const isSum = cells.some((text) => sumWords.test(text)) || cells.filter((text) => text.trim() !== '').length <= 2;
    if (isSum || (dayText.trim() === '' && readMoved(cell) === 'none') || isBankHead(cells)) return { kind: 'skip' };
    return { kind: 'fault', says: '交易日期读不出来' };
  }
  if (bookedOn > today) return { kind: 'fault', says: `交易日期 ${bookedOn} 在今天以后` };
  const wanted = (['inFen', 'outFen', 'amount'] as const).some((key) => cell(key) === unreadableCell);
  if (wanted) return { kind: 'fault', says: '金额是没有算出结果的公式，请在表格软件里打开，另存后再传' };
  const moved = readMoved(cell);
  if (moved === 'none') return { kind: 'skip' };
  if (moved === 'fault') return { kind: 'fault', says: '金额或借贷方向读不出来' };
  const serial = clean(cell('serial'), 60);
  return {
    kind: 'row',
    row: {
      bookedOn,
      direction: moved.direction,
      amountFen: moved.fen,
      otherName: clean(cell('otherName'), 120),
      otherAccountNo: plainAccountNo(clean(cell('otherAccountNo'), 60)),
      memo: [cell('memo'), cell('purpose'), cell('summary')]
        .map((text) => clean(text, 200))
        .filter((text, i, all) => text !== '' && all.indexOf(text) === i)
        .join('；'),
      serial: isBankSerial(serial) ? serial : null,
    },
  };
}

/**
 * True of lines whose amounts stand in one column, where neither a sign nor a word beside them says which way the money went: a bank
 * that writes both without a sign names the direction in a column, and whoever leaves that out would read what he paid as income.
 */
export function isWithoutDirection(rows: readonly (readonly string[])[], places: BankPlaces): boolean {
  const { amount, direction } = places;
  if (amount === undefined || direction !== undefined) return false;
  return !rows.some((cells) => {
    const read = readAmount(cells[amount]);
    return (read !== null && read !== undefined && read < 0n) || /^\s*[+＋]/.test(cells[amount] ?? '');
  });
}

/**
 * What tells the lines of one account apart, so that a line is stored once however often it is uploaded: the bank's serial, or,
 * where the statement has none, everything that stands in the line and how many such lines came before it that day.
 */
export function bankRowKeys(rows: readonly ReadBankRow[]): string[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    if (row.serial !== null) return foldBankSerial(row.serial);
    const words = [row.bookedOn, row.direction, row.amountFen, row.otherName, row.otherAccountNo, row.memo].join('|');
    const n = (seen.get(words) ?? 0) + 1;
    seen.set(words, n);
    return `#${n}|${row.otherAccountNo}|${row.otherName}|${row.memo}`.slice(0, 400);
  });
}
