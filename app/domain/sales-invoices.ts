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
  { key: 'status', label: '发票状态', names: ['发票状态', '开票状态', '状态', '红冲状态', '冲红状态'] },
  { key: 'voided', label: '作废标志', names: ['作废标志', '是否作废', '作废标识'] },
  { key: 'positive', label: '是否正数发票', names: ['是否正数发票', '正数发票标志', '发票正负'] },
] as const;
export type InvoiceKey = (typeof invoiceColumns)[number]['key'];
export type InvoicePlaces = Readonly<Partial<Record<InvoiceKey, number>>>;

/** Counts; was made void (作废); or all of it was taken back by a red one (全额红冲). */
export const invoiceStandings = ['counts', 'void', 'taken_back'] as const;
export type InvoiceStanding = (typeof invoiceStandings)[number];
export const invoiceStandingLabels: Readonly<Record<InvoiceStanding, string>> = {
  counts: '正常',
  void: '作废',
  taken_back: '已红冲',
};

/** One line of the list. `totalFen` is with tax, negative on a red invoice. */
export interface SalesInvoice {
  readonly rowNo: number;
  readonly invoiceNo: string;
  readonly issuedOn: Day;
  readonly buyer: string;
  readonly item: string;
  readonly totalFen: Fen;
  readonly taxFen: Fen;
  readonly standing: InvoiceStanding;
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

const isYes = (text: string): boolean => /^(是|y|yes|1|true|已作废|作废)$/i.test(text);

/**
 * What the list says of an invoice's standing. '已作废' → void, '已红冲-全额' → taken_back; '正常', '未作废', '已红冲-部分' and '红字发票', which
 * stands by its own sum, count.
 */
export function invoiceStandingOf(status: string, voided: string): InvoiceStanding {
  if (isYes(voided) || (/作废/.test(status) && !/[未非]作废/.test(status))) return 'void';
  const isTakenBack = /红冲|冲红|红字冲销/.test(status) && !/[未可非]|部分/.test(status);
  return isTakenBack ? 'taken_back' : 'counts';
}

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
  // Some software prints the sum of a red invoice without its sign.
  const isRed = /^(否|n|no|0|负|负数|红字)$/i.test(cell('positive')) || /^(红字|负数)/.test(cell('status'));
  const sign = isRed && totalFen > 0n ? -1n : 1n;
  const standing = invoiceStandingOf(cell('status'), cell('voided'));
  const text = (key: InvoiceKey, most: number): string =>
    cell(key)
      .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
      .slice(0, most);
  return {
    kind: 'row',
    row: {
      rowNo,
      invoiceNo,
      issuedOn,
      buyer: text('buyer', 120),
      item: text('item', 120),
      totalFen: sign * totalFen,
      taxFen: sign * taxFen,
      // A red invoice takes back by its own sum; only a blue one is taken back.
      standing: standing === 'taken_back' && sign * totalFen <= 0n ? 'counts' : standing,
    },
  };
}

/** A report's own revenue against the list of its invoices. All in fen, with tax. */
export interface InvoiceComparison {
  readonly count: number;
  /** Of the invoices issued within the period that count. */
  readonly withinFen: Fen;
  readonly redFen: Fen;
  /** Made void, or taken back whole, with the red invoices of the list that did: counted nowhere. */
  readonly voided: readonly SalesInvoice[];
  /** Issued outside of the period: counted nowhere. */
  readonly outside: readonly SalesInvoice[];
  /** Stand in a list of another period as well. */
  readonly twice: readonly SalesInvoice[];
  /** Invoiced less reported: above zero, more was invoiced than reported. */
  readonly differenceFen: Fen;
}

/**
 * Compares a period's report with its list of invoices: the gross of a royalty is what was invoiced (合同约定的开票毛额), so the two
 * agree unless something is left out, moved to another period or no sale of the product. What was made void or taken back whole is no
 * sale (design default, to be confirmed: `invoice_list.void`). Reported 1,000.00, invoiced 1,130.00 → 130.00.
 */
export function compareInvoices(
  invoices: readonly SalesInvoice[],
  period: { readonly startsOn: Day; readonly endsOn: Day; readonly grossFen: Fen },
  elsewhere: ReadonlySet<string>,
): InvoiceComparison {
  const isWithin = ({ issuedOn }: SalesInvoice): boolean => issuedOn >= period.startsOn && issuedOn <= period.endsOn;
  const sum = (rows: readonly SalesInvoice[]): Fen => rows.reduce((total, { totalFen }) => total + totalFen, 0n);
  const voided = voidedOf(invoices);
  const standing = invoices.filter((invoice) => !voided.has(invoice));
  const within = standing.filter(isWithin);
  const withinFen = sum(within);
  return {
    count: new Set(invoices.map(({ invoiceNo }) => invoiceNo)).size,
    withinFen,
    redFen: sum(within.filter(({ totalFen }) => totalFen < 0n)),
    voided: invoices.filter((invoice) => voided.has(invoice)),
    outside: standing.filter((invoice) => !isWithin(invoice)),
    twice: standing.filter(({ invoiceNo }) => elsewhere.has(invoiceNo)),
    differenceFen: withinFen - period.grossFen,
  };
}

/**
 * What of a list is no sale: void lines, lines taken back whole, and of each of these the red line of the same sum and buyer where the list
 * has one, so that it is not taken back twice. A red line without its blue one takes back an earlier sale and counts.
 */
function voidedOf(invoices: readonly SalesInvoice[]): ReadonlySet<SalesInvoice> {
  const voided = new Set(invoices.filter(({ standing }) => standing !== 'counts'));
  const reds = new Map<string, SalesInvoice[]>();
  for (const red of invoices) {
    if (red.totalFen >= 0n || voided.has(red)) continue;
    const key = `${red.totalFen} ${red.buyer}`;
    reds.set(key, [...(reds.get(key) ?? []), red]);
  }
  for (const { standing, totalFen, buyer } of invoices) {
    const red = standing === 'taken_back' ? reds.get(`${-totalFen} ${buyer}`)?.shift() : undefined;
    if (red !== undefined) voided.add(red);
  }
  return voided;
}
