import { AppError } from './errors.ts';
import type { Fen } from './money.ts';

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
  /** Whose book it is posted to; the licensor's when not said. */
  readonly side?: BookSide;
}

const due = (kind: string, { id, occurredAt, amountFen, side = 'licensor' }: Due): LedgerEntry => {
  const [debit, credit] =
    side === 'licensor' ? (['receivable', 'income_deferred'] as const) : (['licence_cost', 'payable'] as const);
  const lines = [
    { account: debit, debitFen: amountFen },
    { account: credit, creditFen: amountFen },
  ];
  return entry({ reference: `${kind}-due:${id}`, occurredAt, lines });
};

/** A milestone was accepted: the claim arises. `id` is the milestone's. */
export const milestoneDue = (facts: Due): LedgerEntry => due('milestone', facts);

/** A revenue statement was filed: the claim arises. `id` is the statement's. */
export const royaltyDue = (facts: Due): LedgerEntry => due('royalty', facts);

/**
 * Money arrived. `allocatedFen` settles claims and, in the licensor's book, stands as undistributed; what exceeds it is an
 * advance. `id` is the receipt's. Throws `over_allocated` when more is allocated than arrived.
 */
export function received(facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
  readonly allocatedFen: Fen;
  readonly side?: BookSide;
}): LedgerEntry {
  const { id, occurredAt, amountFen, allocatedFen, side = 'licensor' } = facts;
  if (allocatedFen > amountFen) throw new AppError('over_allocated', { amountFen, allocatedFen });
  const excess = amountFen - allocatedFen;
  const lines: LineInput[] =
    side === 'licensor'
      ? [
          { account: 'bank', debitFen: amountFen },
          { account: 'receivable', creditFen: allocatedFen },
          { account: 'advance_received', creditFen: excess },
          { account: 'income_deferred', debitFen: allocatedFen },
          { account: 'undistributed', creditFen: allocatedFen },
        ]
      : [
          { account: 'payable', debitFen: allocatedFen },
          { account: 'advance_paid', debitFen: excess },
          { account: 'bank', creditFen: amountFen },
        ];
  return entry({ reference: `received:${id}`, occurredAt, lines });
}

/**
 * Money of a receipt went back to its payer. `advanceFen` comes out of the advance; the rest had settled a claim, which is
 * open again, and must still be undistributed. The posting takes back just that part of `received`. `id` is the refund's.
 * 100,000.00 back, of it 40,000.00 advance → undistributed −60,000.00, receivable +60,000.00.
 */
export function refunded(facts: {
  readonly id: string;
  readonly occurredAt: Date;
  readonly amountFen: Fen;
  readonly advanceFen: Fen;
  readonly side: BookSide;
}): LedgerEntry {
  const { id, occurredAt, amountFen, advanceFen, side } = facts;
  if (advanceFen > amountFen) throw new AppError('over_allocated', { amountFen, advanceFen });
  const reopenedFen = amountFen - advanceFen;
  const taken = { id, occurredAt, amountFen, allocatedFen: reopenedFen, side };
  return { ...reversed(received(taken), { occurredAt }), reference: `refunded:${id}` };
}

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
    reference: `distributed:${id}`,
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

/** The posting that takes another one back: the same lines, sides exchanged, reference `reversed:<reference>`. */
export const reversed = (original: LedgerEntry, facts: { readonly occurredAt: Date }): LedgerEntry =>
  entry({
    reference: `reversed:${original.reference}`,
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
