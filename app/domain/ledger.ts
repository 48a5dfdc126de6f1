import { referenceOf } from './entry-reference.ts';
import { AppError } from './errors.ts';
import type { Fen } from './money.ts';
import { claimIs, type ObligationKind } from './obligation.ts';

/**
 * The accounts of one organisation's book. A claim is not cash: what falls due stands as `receivable` against
 * `income_deferred`; when money arrives it becomes `undistributed` (待分配) until it is shared.
 */
export const accounts = [
  'receivable',
  'bank',
  'income_deferred',
  'undistributed',
  'advance_received',
  'due_to_team',
  'due_to_broker',
  'due_to_tto',
  'due_to_unit',
  'cost_recovered',
  'licence_cost',
  'payable',
  'advance_paid',
  'credit_owed',
  'income_taken_back',
  'credit_held',
  'invoiced',
  'invoice_received',
  'invoice_control',
  'tax_withheld',
  'written_off',
  'write_off_control',
] as const;
export type Account = (typeof accounts)[number];

export const accountLabels: Readonly<Record<Account, string>> = {
  receivable: '应收账款',
  bank: '银行存款',
  income_deferred: '待到账收入',
  undistributed: '待分配收入',
  advance_received: '预收款',
  due_to_team: '应付完成人团队',
  due_to_broker: '应付技术经纪人',
  due_to_tto: '转移机构份额',
  due_to_unit: '单位份额',
  cost_recovered: '收回直接成本',
  licence_cost: '许可使用费',
  payable: '应付账款',
  advance_paid: '预付款',
  credit_owed: '待抵减款',
  income_taken_back: '冲减的收入',
  credit_held: '可抵减款',
  invoiced: '已开票',
  invoice_received: '已收票',
  invoice_control: '开票备查',
  tax_withheld: '代扣个人所得税',
  written_off: '已核销应收款（账销案存）',
  write_off_control: '核销备查',
};

/** One line: exactly one of debit and credit is above zero. */
export interface LedgerLine {
  readonly account: Account;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

/** A posting. Its reference is unique in each book, so that posting it twice changes nothing. */
export interface LedgerEntry {
  readonly reference: string;
  readonly occurredAt: Date;
  readonly lines: readonly LedgerLine[];
}

/** Whose book: the licensor's claims mirror the licensee's debts. */
export type BookSide = 'licensor' | 'licensee';

type LineInput =
  { readonly account: Account; readonly debitFen: Fen } | { readonly account: Account; readonly creditFen: Fen };

const total = (lines: readonly LedgerLine[], side: 'debitFen' | 'creditFen'): Fen =>
  lines.reduce((sum, line) => sum + line[side], 0n);

/**
 * Builds a posting; lines of zero are left out. Throws `invalid` for a negative amount, `amount_mismatch` when debit and
 * credit differ or nothing is posted.
 */
export function entry(input: {
  readonly reference: string;
  readonly occurredAt: Date;
  readonly lines: readonly LineInput[];
}): LedgerEntry {
  const { reference, occurredAt } = input;
  if (!reference.trim()) throw new AppError('invalid', { reference }, 'reference');
  const lines = input.lines
    .map((line): LedgerLine => ({ debitFen: 0n, creditFen: 0n, ...line }))
    .filter((line) => line.debitFen !== 0n || line.creditFen !== 0n);
  if (lines.some((line) => line.debitFen < 0n || line.creditFen < 0n || (line.debitFen > 0n && line.creditFen > 0n))) {
    throw new AppError('invalid', { reference });
  }
  const debitFen = total(lines, 'debitFen');
  const creditFen = total(lines, 'creditFen');
  if (lines.length === 0 || debitFen !== creditFen)
    throw new AppError('amount_mismatch', { reference, debitFen, creditFen });
  return { reference, occurredAt, lines };
}

interface Due {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
  /** Whose book it is posted to. */
  readonly side: BookSide;
}

const due = (kind: 'milestone' | 'royalty' | 'interest', { id, occurredAt, amountFen, side }: Due): LedgerEntry => {
  const [debit, credit] =
    side === 'licensor' ? (['receivable', 'income_deferred'] as const) : (['licence_cost', 'payable'] as const);
  const lines = [
    { account: debit, debitFen: amountFen },
    { account: credit, creditFen: amountFen },
  ];
  return entry({ reference: referenceOf(`${kind}-due`, id), occurredAt, lines });
};

/** A milestone was accepted: the claim arises. `id` is the milestone's. */
export const milestoneDue = (facts: Due): LedgerEntry => due('milestone', facts);

/** A revenue statement was filed: the claim arises. `id` is the statement's. */
export const royaltyDue = (facts: Due): LedgerEntry => due('royalty', facts);

/** Default interest was charged: the claim arises. `id` is the charge's. */
export const interestDue = (facts: Due): LedgerEntry => due('interest', facts);

interface OfCredit {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
  readonly side: BookSide;
}

const ofCredit = (reference: string, { occurredAt, amountFen, side }: OfCredit, lines: CreditLines): LedgerEntry => {
  const [debits, credits] = lines[side];
  return entry({
    reference,
    occurredAt,
    lines: [
      ...debits.map((account) => ({ account, debitFen: amountFen })),
      ...credits.map((account) => ({ account, creditFen: amountFen })),
    ],
  });
};
type CreditLines = Readonly<Record<BookSide, readonly [readonly Account[], readonly Account[]]>>;

/** A corrected report took back what was charged: the licensor owes it as a credit. `id` is the credit's. */
export const creditRaised = (facts: OfCredit): LedgerEntry =>
  ofCredit(referenceOf('credit', facts.id), facts, {
    licensor: [['income_taken_back'], ['credit_owed']],
    licensee: [['credit_held'], ['licence_cost']],
  });

/** A credit is set against a claim, of which so much is no longer to be paid. `id` is that of the use. */
export const creditSetOff = (facts: OfCredit): LedgerEntry =>
  ofCredit(referenceOf('set-off', facts.id), facts, {
    licensor: [
      ['credit_owed', 'income_deferred'],
      ['receivable', 'income_taken_back'],
    ],
    licensee: [['payable'], ['credit_held']],
  });

/** What had been set against a claim is credit again, since the claim was paid after all. `id` is that of the use that takes it back. */
export const creditFreed = (facts: OfCredit): LedgerEntry => ({
  ...reversed(creditSetOff(facts), facts),
  reference: referenceOf('set-off', facts.id),
});

/** The licensee waives a credit that was to be repaid: the books stand as if it had not been taken back. `id` is that of the use. */
export const creditWaived = (facts: OfCredit): LedgerEntry =>
  ofCredit(referenceOf('waived', facts.id), facts, {
    licensor: [['credit_owed'], ['income_taken_back']],
    licensee: [['licence_cost'], ['credit_held']],
  });

/** The payee waives a penalty that it charged: so much is owed no more, in both books. `id` is that of the use. */
export const penaltyWaived = (facts: OfCredit): LedgerEntry =>
  ofCredit(referenceOf('penalty-waived', facts.id), facts, {
    licensor: [['income_deferred'], ['receivable']],
    licensee: [['payable'], ['licence_cost']],
  });

/** What money is paid for: a claim of the licensor, or a credit that the licensor repays. */
export type PaidFor = 'claim' | 'credit';

/** What money on a claim of this kind is paid for. */
export const paidForOf = (kind: ObligationKind): PaidFor => (claimIs(kind, 'income') ? 'claim' : 'credit');

interface Arrived {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
  readonly allocatedFen: Fen;
  readonly side: BookSide;
  /** A claim when not said. */
  readonly paidFor?: PaidFor;
}

/** What settles the claim, in the book of this side: its lines without bank and advance. */
function settledLines(side: BookSide, paidFor: PaidFor, fen: Fen): LineInput[] {
  if (paidFor === 'credit') {
    return [
      side === 'licensor' ? { account: 'credit_owed', debitFen: fen } : { account: 'credit_held', creditFen: fen },
    ];
  }
  if (side === 'licensee') return [{ account: 'payable', debitFen: fen }];
  return [
    { account: 'receivable', creditFen: fen },
    { account: 'income_deferred', debitFen: fen },
    { account: 'undistributed', creditFen: fen },
  ];
}

/**
 * Money arrived. `allocatedFen` settles claims and, in the licensor's book, stands as undistributed; what exceeds it is an
 * advance. A repaid credit goes the other way and is nobody's income. `id` is the receipt's. Throws `over_allocated` when more is
 * allocated than arrived.
 */
export function received(facts: Arrived): LedgerEntry {
  const { id, occurredAt, amountFen, allocatedFen, side, paidFor = 'claim' } = facts;
  if (allocatedFen > amountFen) throw new AppError('over_allocated', { amountFen, allocatedFen });
  const excess = amountFen - allocatedFen;
  const isPayee = (side === 'licensor') === (paidFor === 'claim');
  const settled = settledLines(side, paidFor, allocatedFen);
  const lines: LineInput[] = isPayee
    ? [{ account: 'bank', debitFen: amountFen }, ...settled, { account: 'advance_received', creditFen: excess }]
    : [...settled, { account: 'advance_paid', debitFen: excess }, { account: 'bank', creditFen: amountFen }];
  return entry({ reference: referenceOf('received', id), occurredAt, lines });
}

interface GoneBack {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
  readonly advanceFen: Fen;
  readonly side: BookSide;
  readonly paidFor?: PaidFor;
}

/**
 * Money of a receipt went back to its payer. `advanceFen` comes out of the advance; the rest had settled a claim, which is
 * open again, and must still be undistributed. The posting takes back just that part of `received`. `id` is the refund's.
 * 100,000.00 back, of it 40,000.00 advance → undistributed −60,000.00, receivable +60,000.00.
 */
export function refunded(facts: GoneBack): LedgerEntry {
  const { id, occurredAt, amountFen, advanceFen, side, paidFor = 'claim' } = facts;
  if (advanceFen > amountFen) throw new AppError('over_allocated', { amountFen, advanceFen });
  const reopenedFen = amountFen - advanceFen;
  const taken = { id, occurredAt, amountFen, allocatedFen: reopenedFen, side, paidFor };
  return { ...reversed(received(taken), { occurredAt }), reference: referenceOf('refunded', id) };
}

/** The provider took back its word: the money did not reach the payer. What `refunded` posted is taken back. `id` is the refund's. */
export const refundUndone = (facts: GoneBack): LedgerEntry => ({
  ...reversed(refunded(facts), facts),
  reference: referenceOf('refund-undone', facts.id),
});

/**
 * An advance, or a part of it, settles a claim that was not what it was paid for: no money moves. `id` is the allocation's.
 * 50,000.00 → advance received −50,000.00, receivable −50,000.00, undistributed +50,000.00.
 */
export function advancePlaced(facts: Omit<Arrived, 'allocatedFen'>): LedgerEntry {
  const { id, occurredAt, amountFen, side, paidFor = 'claim' } = facts;
  const isPayee = (side === 'licensor') === (paidFor === 'claim');
  const advance: LineInput = isPayee
    ? { account: 'advance_received', debitFen: amountFen }
    : { account: 'advance_paid', creditFen: amountFen };
  const lines = [advance, ...settledLines(side, paidFor, amountFen)];
  return entry({ reference: referenceOf('advance-placed', id), occurredAt, lines });
}

/** What had settled a claim is an advance again, and so much of the claim is open. `id` is that of the allocation that takes it back. */
export const advanceFreed = (facts: Omit<Arrived, 'allocatedFen'>): LedgerEntry => ({
  ...reversed(advancePlaced(facts), facts),
  reference: referenceOf('advance-freed', facts.id),
});

/**
 * A receipt is shared by its approved distribution; what was undistributed now has its owners. `id` is the
 * distribution's. 300,000.00 = broker 6,000.00 + cost 1,500.00 + team 204,750.00 + unit 87,750.00.
 */
export function distributed(facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly brokerFen: Fen;
  readonly costFen: Fen;
  readonly teamFen: Fen;
  readonly ttoFen: Fen;
  readonly unitFen: Fen;
}): LedgerEntry {
  const { id, occurredAt, brokerFen, costFen, teamFen, ttoFen, unitFen } = facts;
  return entry({
    reference: referenceOf('distributed', id),
    occurredAt,
    lines: [
      { account: 'undistributed', debitFen: brokerFen + costFen + teamFen + ttoFen + unitFen },
      { account: 'due_to_broker', creditFen: brokerFen },
      { account: 'cost_recovered', creditFen: costFen },
      { account: 'due_to_team', creditFen: teamFen },
      { account: 'due_to_tto', creditFen: ttoFen },
      { account: 'due_to_unit', creditFen: unitFen },
    ],
  });
}

/**
 * An invoice was issued (开票): a memorandum beside the claim that it bills, in the seller's book and in the buyer's; a red one
 * takes it back. It moves no money and no claim. `id` is the invoice's.
 */
export function invoiced(facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly totalFen: Fen;
  readonly isRed: boolean;
  readonly side: BookSide;
}): LedgerEntry {
  const { id, occurredAt, totalFen, isRed, side } = facts;
  const account = side === 'licensor' ? 'invoiced' : 'invoice_received';
  const [debit, credit] = isRed ? (['invoice_control', account] as const) : ([account, 'invoice_control'] as const);
  const lines = [
    { account: debit, debitFen: totalFen },
    { account: credit, creditFen: totalFen },
  ];
  return entry({ reference: referenceOf('invoiced', id), occurredAt, lines });
}

/** The people's shares of a distribution were paid, less the income tax withheld. `id` is the distribution's. */
export const paidOut = (facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly grossFen: Fen;
  readonly taxFen: Fen;
}): LedgerEntry =>
  entry({
    reference: referenceOf('paid-out', facts.id),
    occurredAt: facts.occurredAt,
    lines: [
      { account: 'due_to_team', debitFen: facts.grossFen },
      { account: 'bank', creditFen: facts.grossFen - facts.taxFen },
      { account: 'tax_withheld', creditFen: facts.taxFen },
    ],
  });

/** A broker's share of a distribution was paid on his invoice. `id` is the share's. */
export const commissionPaid = (facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
}): LedgerEntry =>
  entry({
    reference: referenceOf('commission-paid', facts.id),
    occurredAt: facts.occurredAt,
    lines: [
      { account: 'due_to_broker', debitFen: facts.amountFen },
      { account: 'bank', creditFen: facts.amountFen },
    ],
  });

/** The tax withheld was declared and paid. `id` is the distribution's. */
export const taxDeclared = (facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly taxFen: Fen;
}): LedgerEntry =>
  entry({
    reference: referenceOf('tax-declared', facts.id),
    occurredAt: facts.occurredAt,
    lines: [
      { account: 'tax_withheld', debitFen: facts.taxFen },
      { account: 'bank', creditFen: facts.taxFen },
    ],
  });

/**
 * A receivable was written off (应收款核销): it leaves the payee's book and stays in its memorandum (账销案存). The payer's book does not
 * change, since the debt stands. `id` is the write-off's.
 */
export const writtenOff = (facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
}): LedgerEntry =>
  entry({
    reference: referenceOf('written-off', facts.id),
    occurredAt: facts.occurredAt,
    lines: [
      { account: 'income_deferred', debitFen: facts.amountFen },
      { account: 'receivable', creditFen: facts.amountFen },
      { account: 'written_off', debitFen: facts.amountFen },
      { account: 'write_off_control', creditFen: facts.amountFen },
    ],
  });

/** So much of a written-off claim is settled after all: it is in the book again before that is posted. `id` is the collection's. */
export const collectedAfterWriteOff = (facts: Parameters<typeof writtenOff>[0]): LedgerEntry => ({
  ...reversed(writtenOff(facts), facts),
  reference: referenceOf('collected', facts.id),
});

/** The posting that takes another one back: the same lines, sides exchanged, reference `reversed:<reference>`. */
export const reversed = (original: LedgerEntry, facts: { readonly occurredAt: Date }): LedgerEntry =>
  entry({
    reference: referenceOf('reversed', original.reference),
    occurredAt: facts.occurredAt,
    lines: original.lines.map(({ account, debitFen, creditFen }) => ({
      account,
      debitFen: creditFen,
      creditFen: debitFen,
    })),
  });

/** Balance of every account that was touched: debit less credit, so that claims and cash are positive. They sum to zero. */
export function balancesOf(entries: readonly LedgerEntry[]): ReadonlyMap<Account, Fen> {
  const balances = new Map<Account, Fen>();
  for (const { account, debitFen, creditFen } of entries.flatMap(({ lines }) => lines)) {
    balances.set(account, (balances.get(account) ?? 0n) + debitFen - creditFen);
  }
  return balances;
}
