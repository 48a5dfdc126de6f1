import type { Day } from './days.ts';
import { plainHeader } from './import-columns.ts';
import { type Fen, parseFen } from './money.ts';
import { readBankDay } from './read-bank-row.ts';

/** Columns of a list of sales invoices as tax software exports it (销项发票清单), by the names they go under. */
export const invoiceColumns = [
  { key: 'invoiceNo', label: '发票号码', names: ['数电票号码', '数电发票号码', '发票号码', '全电发票号码', '发票号'] },
  { key: 'issuedOn', label: '开票日期', names: ['开票日期', '开票时间', '填开日期', '日期'] },
  {
    key: 'buyer',
    label: '购买方',
    names: ['购买方名称', '购方名称', '购方企业名称', '购买方', '购货单位', '客户名称'],
  },
  {
    key: 'item',
    label: '货物名称',
    names: ['货物或应税劳务名称', '货物或应税劳务、服务名称', '项目名称', '商品名称', '货物名称', '品名'],
  },
  { key: 'netFen', label: '金额', names: ['金额', '不含税金额', '合计金额', '金额(元)'] },
  { key: 'taxFen', label: '税额', names: ['税额', '合计税额', '税额(元)'] },
  { key: 'totalFen', label: '价税合计', names: ['价税合计', '含税金额', '价税合计(元)', '总额'] },
] as const;
export type InvoiceKey = (typeof invoiceColumns)[number]['key'];
export type InvoicePlaces = Readonly<Partial<Record<InvoiceKey, number>>>;

/** One line of the list. `totalFen` is with tax, negative on a red invoice. */
export interface SalesInvoice {
  readonly rowNo: number;
  readonly invoiceNo: string;
  readonly issuedOn: Day;
  readonly buyer: string;
  readonly item: string;
  readonly totalFen: Fen;
  readonly taxFen: Fen;
}

const keyOfName = new Map<string, InvoiceKey>(
  invoiceColumns.flatMap(({ key, names }) => names.map((name) => [plainHeader(name), key] as const)),
);

/** Where the columns stand; the labels of what is missing where the row is no head of such a list. */
export function invoicePlaces(heads: readonly string[]): InvoicePlaces | { readonly missing: readonly string[] } {
  const places: Partial<Record<InvoiceKey, number>> = {};
  heads.forEach((head, at) => {
    const key = keyOfName.get(plainHeader(head));
    if (key !== undefined) places[key] ??= at;
  });
  const missing = (['invoiceNo', 'issuedOn'] as const).filter((key) => places[key] === undefined);
  const hasSum = places.totalFen !== undefined || (places.netFen !== undefined && places.taxFen !== undefined);
  const labels = missing.map((key) => invoiceColumns.find((column) => column.key === key)?.label ?? key);
  return missing.length === 0 && hasSum ? places : { missing: hasSum ? labels : [...labels, '价税合计'] };
}

export type InvoiceRead =
  | { readonly kind: 'row'; readonly row: SalesInvoice }
  /** A sum, an empty line, a repeated head. */
  | { readonly kind: 'skip' }
  | { readonly kind: 'fault'; readonly says: string };

const sumWords = /合\s*计|小\s*计|总\s*计|共\s*\d+\s*(?:页|张|条)/;
const digits = /^\d{8,20}$/;

/** Reads one line: sums and empty lines are skipped, what is unclear is a fault. '26622000000012345678', 1,000.00 + 130.00 → 1,130.00 with tax. */
export function readInvoiceRow(cells: readonly string[], places: InvoicePlaces, rowNo: number): InvoiceRead {
  const cell = (key: InvoiceKey): string => {
    const at = places[key];
    return at === undefined ? '' : (cells[at] ?? '').normalize('NFKC').trim();
  };
  const invoiceNo = cell('invoiceNo').replace(/\s+/g, '');
  const dayText = cell('issuedOn');
  if (invoiceNo === '' && (dayText === '' || cells.some((text) => sumWords.test(text)))) return { kind: 'skip' };
  if (!digits.test(invoiceNo)) {
    return cells.some((text) => sumWords.test(text)) || keyOfName.has(plainHeader(invoiceNo))
      ? { kind: 'skip' }
      : { kind: 'fault', says: '发票号码读不出来，要 8 到 20 位数字' };
  }
  const issuedOn = readBankDay(dayText);
  if (issuedOn === null) return { kind: 'fault', says: '开票日期读不出来' };
  const amount = (key: InvoiceKey): Fen | null => parseFen(cell(key), 'yuan', { negative: true });
  const net = amount('netFen');
  const taxFen = places.taxFen === undefined || cell('taxFen') === '' ? 0n : amount('taxFen');
  const given = places.totalFen === undefined ? null : amount('totalFen');
  const totalFen = given ?? (net !== null && taxFen !== null ? net + taxFen : null);
  if (totalFen === null || taxFen === null) return { kind: 'fault', says: '金额读不出来' };
  const text = (key: InvoiceKey, most: number): string =>
    cell(key)
      .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
      .slice(0, most);
  return {
    kind: 'row',
    row: { rowNo, invoiceNo, issuedOn, buyer: text('buyer', 120), item: text('item', 120), totalFen, taxFen },
  };
}

/** A report's own revenue against the list of its invoices. All in fen, with tax. */
export interface InvoiceComparison {
  readonly count: number;
  /** Of the invoices issued within the period. */
  readonly withinFen: Fen;
  readonly redFen: Fen;
  /** Issued outside of the period: counted nowhere. */
  readonly outside: readonly SalesInvoice[];
  /** Stand in a list of another period as well. */
  readonly twice: readonly SalesInvoice[];
  /** Invoiced less reported: above zero, more was invoiced than reported. */
  readonly differenceFen: Fen;
}

/**
 * Compares a period's report with its list of invoices: the gross of a royalty is what was invoiced (合同约定的开票毛额), so the two
 * agree unless something is left out, moved to another period or no sale of the product. Reported 1,000.00, invoiced 1,130.00 → 130.00.
 */
export function compareInvoices(
  invoices: readonly SalesInvoice[],
  period: { readonly startsOn: Day; readonly endsOn: Day; readonly grossFen: Fen },
  elsewhere: ReadonlySet<string>,
): InvoiceComparison {
  const isWithin = ({ issuedOn }: SalesInvoice): boolean => issuedOn >= period.startsOn && issuedOn <= period.endsOn;
  const sum = (rows: readonly SalesInvoice[]): Fen => rows.reduce((total, { totalFen }) => total + totalFen, 0n);
  const within = invoices.filter(isWithin);
  const withinFen = sum(within);
  return {
    count: new Set(invoices.map(({ invoiceNo }) => invoiceNo)).size,
    withinFen,
    redFen: sum(within.filter(({ totalFen }) => totalFen < 0n)),
    outside: invoices.filter((invoice) => !isWithin(invoice)),
    twice: invoices.filter(({ invoiceNo }) => elsewhere.has(invoiceNo)),
    differenceFen: withinFen - period.grossFen,
  };
}
