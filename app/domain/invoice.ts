import { type ContractKind, givesTechnology, isWorkAlone } from './contract-kind.ts';
import type { Day } from './days.ts';
import { divideHalfUp, type Fen, mulPpm } from './money.ts';

/** A blue invoice (正数) bills a claim; a red one (红字) takes back one blue invoice, whole or in part. */
export const invoiceColours = ['blue', 'red'] as const;
export type InvoiceColour = (typeof invoiceColours)[number];

/** 普通发票 or 专用发票; what is exempt may only have the ordinary one. */
export const invoiceKinds = ['ordinary', 'special'] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];
export const invoiceKindLabels: Readonly<Record<InvoiceKind, string>> = {
  ordinary: '数电发票（普通发票）',
  special: '数电发票（增值税专用发票）',
};

export interface VatTreatment {
  readonly code: string;
  readonly label: string;
  readonly ratePpm: number;
  readonly isExempt: boolean;
  /** Law and article; what is not confirmed says so. */
  readonly basis: string;
  readonly validFrom: Day;
  /** Last day; null while it is in force. */
  readonly validTo: Day | null;
  /** What it is for: the technology itself, work (研发和技术服务), transfer and development with the work that belongs to them, or any sale. */
  readonly on: 'technology' | 'work' | 'conversion' | 'any';
  /** Read in the text of the law; false while nobody who knows has looked at it. */
  readonly isConfirmed: boolean;
}

/** VAT of technology income, as data: a change of law is a row with its day, never an edit of an old row. */
export const vatTreatments: readonly VatTreatment[] = [
  {
    code: 'exempt_2016',
    label: '免税：技术转让、技术开发及相关咨询、服务',
    ratePpm: 0,
    isExempt: true,
    basis: '财税〔2016〕36号附件3第一条第（二十六）项',
    validFrom: '2016-05-01',
    validTo: '2025-12-31',
    on: 'conversion',
    isConfirmed: false,
  },
  {
    code: 'exempt_2026',
    label: '免税：技术转让、技术开发及相关咨询、服务',
    ratePpm: 0,
    isExempt: true,
    basis: '增值税法第二十五条，由国务院规定；2026 年起的延续文件待确认',
    validFrom: '2026-01-01',
    validTo: null,
    on: 'conversion',
    isConfirmed: false,
  },
  {
    code: 'general_6_2016',
    label: '一般计税 6%：销售无形资产',
    ratePpm: 60_000,
    isExempt: false,
    basis: '财税〔2016〕36号附件1第十五条',
    validFrom: '2016-05-01',
    validTo: '2025-12-31',
    on: 'technology',
    isConfirmed: true,
  },
  {
    code: 'general_6',
    label: '一般计税 6%：销售无形资产',
    ratePpm: 60_000,
    isExempt: false,
    basis: '增值税法第十条',
    validFrom: '2026-01-01',
    validTo: null,
    on: 'technology',
    isConfirmed: true,
  },
  {
    code: 'work_6_2016',
    label: '一般计税 6%：现代服务（研发和技术服务）',
    ratePpm: 60_000,
    isExempt: false,
    basis: '财税〔2016〕36号附件1第十五条、销售服务注释',
    validFrom: '2016-05-01',
    validTo: '2025-12-31',
    on: 'work',
    isConfirmed: true,
  },
  {
    code: 'work_6',
    label: '一般计税 6%：现代服务（研发和技术服务）',
    ratePpm: 60_000,
    isExempt: false,
    basis: '增值税法第十条',
    validFrom: '2026-01-01',
    validTo: null,
    on: 'work',
    isConfirmed: true,
  },
  {
    code: 'small_3',
    label: '小规模纳税人征收率 3%',
    ratePpm: 30_000,
    isExempt: false,
    basis: '增值税法第十一条；减征政策以当期公告为准',
    validFrom: '2026-01-01',
    validTo: null,
    on: 'any',
    isConfirmed: true,
  },
];

/** The treatments in force on a day. 2026-11-21 → exempt, 6 %, 3 %. */
export const treatmentsOn = (day: Day): readonly VatTreatment[] =>
  vatTreatments.filter((row) => row.validFrom <= day && (row.validTo === null || day <= row.validTo));

/**
 * What a contract of this kind may be invoiced with on a day: technology is sold as an intangible, work as a service, and work that stands
 * alone is never exempt (财税〔2016〕36号附件3). 2026-11-21, licence → exempt, 6 %, 3 %; development → exempt, 6 % as a service, 3 %;
 * consulting → 6 % as a service, 3 %.
 */
export const treatmentsFor = (kind: ContractKind, day: Day): readonly VatTreatment[] => {
  const sold = givesTechnology(kind) ? 'technology' : 'work';
  return treatmentsOn(day).filter(
    ({ on }) => on === 'any' || on === sold || (on === 'conversion' && !isWorkAlone(kind)),
  );
};

export const findTreatment = (code: string): VatTreatment | null =>
  vatTreatments.find((row) => row.code === code) ?? null;

/** True where the tax typed is the one the rate gives, give or take a fen for each line of the invoice. */
export const isTaxRight = (netFen: Fen, taxFen: Fen, ratePpm: number): boolean => {
  const expected = mulPpm(netFen, ratePpm, 'half-up');
  const off = taxFen > expected ? taxFen - expected : expected - taxFen;
  return off <= 10n;
};

/** 数电发票: 20 digits; older electronic and paper invoices: code 10 or 12 digits and number 8, written together. */
export const invoiceNoPattern = /^\d{18}$|^\d{20}$/;

export interface Billed {
  readonly id: string;
  readonly colour: InvoiceColour;
  readonly redOfId: string | null;
  readonly totalFen: Fen;
}

export interface Taxed {
  readonly totalFen: Fen;
  readonly taxFen: Fen;
}

/** Blue less red: what of a claim or a contract stands invoiced. */
export const invoicedFen = (rows: readonly Billed[]): Fen =>
  rows.reduce((sum, row) => (row.colour === 'blue' ? sum + row.totalFen : sum - row.totalFen), 0n);

/** What of a claim is to be invoiced, in fen. */
export interface Billable {
  readonly amountFen: Fen;
  /** Taken back by a report, and the credit set off, wherever, repaid or to be repaid (`takenBackByClaim`); or of a penalty waived. */
  readonly takenBackFen: Fen;
  /** Taken back by a report, and a credit that nothing has taken up yet: not invoiced now, and no red invoice either. */
  readonly waitingFen: Fen;
}

/**
 * What of a claim may stand invoiced: the sum charged less what reports took back or its payee waived of it. A credit that was set against
 * it takes nothing off: it pays, and its red invoice belongs to the claim that it came of.
 */
export const billableFen = ({ amountFen, takenBackFen }: Omit<Billable, 'waitingFen'>): Fen => amountFen - takenBackFen;

/** How a claim stands with its invoices, in fen; none is below zero. */
export interface InvoiceStanding {
  /** What is to stand invoiced today: the sum charged less what was taken back, waiting credits included. */
  readonly dueFen: Fen;
  /** What of that is not invoiced. */
  readonly leftFen: Fen;
  /** What of that is paid, by money or a credit. */
  readonly arrivedFen: Fen;
  /** Paid and not invoiced: the payer waits for its invoice. */
  readonly arrivedLeftFen: Fen;
  /** Invoiced above what reports and waivers left of the claim: a red invoice takes it back. */
  readonly overFen: Fen;
}

/**
 * The one answer to what of a claim is still to be invoiced and what is to be red-lettered: the pages of a contract, of its invoices and of the
 * money, and the verb that records an invoice, all ask it. What a report took back and nothing has taken up waits: whether its invoice stands
 * is seen once the credit is set off, repaid or waived.
 * 180,000.00 charged and paid, 123,000.00 of it a credit that waits, nothing invoiced → 57,000.00 left, all of it arrived.
 * 30,000.00 charged, 18,000.00 of it paid by a credit of another quarter → 30,000.00 left, 18,000.00 arrived.
 */
export function invoiceStanding(
  claim: Billable & { readonly outstandingFen: Fen; readonly invoicedFen: Fen },
): InvoiceStanding {
  const { outstandingFen, waitingFen, invoicedFen: billedFen } = claim;
  const billable = billableFen(claim);
  const dueFen = atLeastZero(billable - waitingFen);
  // What was taken back is paid to nobody: only what is settled of the rest counts.
  const settledFen = atLeastZero(billable - outstandingFen);
  const arrivedFen = settledFen < dueFen ? settledFen : dueFen;
  return {
    dueFen,
    leftFen: atLeastZero(dueFen - billedFen),
    arrivedFen,
    arrivedLeftFen: atLeastZero(arrivedFen - billedFen),
    overFen: atLeastZero(billedFen - billable),
  };
}

const atLeastZero = (fen: Fen): Fen => (fen > 0n ? fen : 0n);

/** What of one blue invoice is not taken back by red ones. */
export const blueLeftFen = (blue: Billed, rows: readonly Billed[]): Fen =>
  rows.reduce((left, row) => (row.redOfId === blue.id ? left - row.totalFen : left), blue.totalFen);

/**
 * The tax that a red invoice of `totalFen` takes back from a blue one: in proportion (the tax falls with the sale that is taken back), rounded half up
 * on all that was taken back so far, so that the last part takes the rest. 106,000.00 with tax 6,000.00 in three parts of
 * 35,333.33, 35,333.33 and 35,333.34 → 2,000.00 each. `earlier` are the red ones before it.
 */
export function redTaxFen(blue: Taxed, earlier: readonly Taxed[], totalFen: Fen): Fen {
  const sum = (of: (row: Taxed) => Fen): Fen => earlier.reduce((all, row) => all + of(row), 0n);
  const backFen = totalFen + sum((row) => row.totalFen);
  return divideHalfUp(blue.taxFen * backFen, blue.totalFen) - sum((row) => row.taxFen);
}
