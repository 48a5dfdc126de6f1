import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { type MatchProposal, proposeMatches, proposeReturns, type ReturnProposal } from '#app/domain/bank-match.ts';
import type { BankRowState } from '#app/domain/bank-row.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { bankFormats, bankRows, bankStatements, organisations, receipts, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getShownAccount } from '../organisations/payee-account-queries.server.ts';
import { bankOrgOf } from './bank-access.server.ts';
import { incomingCandidates, type NamedCandidate, returnCandidates } from './match-candidates.server.ts';

export const bankViews = ['open', 'done', 'ignored'] as const;
export type BankView = (typeof bankViews)[number];
const statesOfView: Readonly<Record<BankView, BankRowState[]>> = {
  open: ['open'],
  done: ['matched', 'returned'],
  ignored: ['ignored'],
};

export const bankPageSize = 50;

/** Lines of the organisation's statements in one view, with what the open ones may be: proposals first, then the unexplained. */
export async function listBankRows(ctx: ActorContext, { view, page, limit = bankPageSize }: ListBankRows) {
  const orgId = bankOrgOf(ctx);
  const isIn = and(eq(bankRows.orgId, orgId), inArray(bankRows.state, statesOfView[view]));
  const rows = await ctx.db
    .select({
      id: bankRows.id,
      bookedOn: bankRows.bookedOn,
      direction: bankRows.direction,
      amountFen: bankRows.amountFen,
      otherName: bankRows.otherName,
      otherAccountNo: bankRows.otherAccountNo,
      accountNo: bankRows.accountNo,
      memo: bankRows.memo,
      serial: bankRows.serial,
      serialKey: bankRows.serialKey,
      state: bankRows.state,
      note: bankRows.note,
      receiptId: bankRows.receiptId,
      receiptNo: receipts.no,
      receiptState: receipts.state,
      payerName: organisations.name,
      decider: users.name,
      decidedAt: bankRows.decidedAt,
    })
    .from(bankRows)
    .leftJoin(receipts, eq(receipts.id, bankRows.receiptId))
    .leftJoin(organisations, eq(organisations.id, receipts.payerOrgId))
    .leftJoin(users, eq(users.id, bankRows.decidedBy))
    .where(isIn)
    // Money that came in first: that is what people look for.
    .orderBy(desc(bankRows.bookedOn), asc(bankRows.direction), asc(bankRows.id))
    .limit(limit)
    .offset((page - 1) * limit);
  const total = await ctx.db.$count(bankRows, isIn);
  if (view !== 'open') return { rows: rows.map((row) => ({ ...row, matches: [], returns: [] })), total };
  const [incoming, outgoing] = await Promise.all([incomingCandidates(ctx, orgId), returnCandidates(ctx, orgId)]);
  return { rows: rows.map((row) => ({ ...row, ...proposalsOf(row, incoming, outgoing) })), total };
}

interface ListBankRows {
  readonly view: BankView;
  readonly page: number;
  readonly limit?: number;
}

/** How many proposals of a line are shown. */
const proposalsShown = 3;

interface NamedProposal extends MatchProposal {
  readonly candidate: NamedCandidate;
}

function proposalsOf(
  row: Parameters<typeof proposeMatches>[0] & { direction: 'in' | 'out' },
  incoming: readonly NamedCandidate[],
  outgoing: Parameters<typeof proposeReturns>[1],
): { matches: NamedProposal[]; returns: ReturnProposal[] } {
  if (row.direction === 'out') return { matches: [], returns: proposeReturns(row, outgoing).slice(0, proposalsShown) };
  // What `proposeMatches` gives back are the candidates that it was given.
  return { matches: proposeMatches(row, incoming).slice(0, proposalsShown) as NamedProposal[], returns: [] };
}

/** What a line can be matched with by hand: every open claim, every slip that waits; a confirmed one only by its own sum. */
export async function listMatchChoices(ctx: ActorContext): Promise<MatchChoice[]> {
  const candidates = await incomingCandidates(ctx, bankOrgOf(ctx));
  return candidates.map(({ kind, id, label, payerName, contractNo, amountFen, isDone = false }) => ({
    value: `${kind}:${id}`,
    label: `${payerName} · ${label} · ${kind === 'receipt' ? (isDone ? '已确认' : '待确认') : '未付'} ${formatYuan(amountFen)} · ${contractNo}`,
    payerName,
    amountFen,
    isDone,
  }));
}

interface MatchChoice {
  readonly value: string;
  readonly label: string;
  readonly payerName: string;
  readonly amountFen: Fen;
  /** A slip that is confirmed: the line would only explain it. */
  readonly isDone: boolean;
}

/** The receipt that a line was just matched with; null where it is none of the organisation's. */
export async function findMatched(ctx: ActorContext, receiptId: string) {
  const own = and(eq(receipts.id, receiptId), eq(receipts.payeeOrgId, bankOrgOf(ctx)));
  const [row] = await ctx.db
    .select({ id: receipts.id, no: receipts.no, amountFen: receipts.amountFen, state: receipts.state })
    .from(receipts)
    .where(own);
  return row ?? null;
}

/** How the organisation's statements stand: how many lines are explained, and how much money is not. */
export async function bankFigures(ctx: ActorContext) {
  const orgId = bankOrgOf(ctx);
  const rows = await ctx.db
    .select({
      state: bankRows.state,
      direction: bankRows.direction,
      n: count(),
      sum: sql<string>`coalesce(sum(${bankRows.amountFen}), 0)::text`,
    })
    .from(bankRows)
    .where(eq(bankRows.orgId, orgId))
    .groupBy(bankRows.state, bankRows.direction);
  const of = (states: readonly BankRowState[], direction?: 'in' | 'out') => {
    const found = rows.filter((row) => states.includes(row.state) && (!direction || row.direction === direction));
    return { n: found.reduce((n, row) => n + row.n, 0), fen: found.reduce((fen, row) => fen + BigInt(row.sum), 0n) };
  };
  return {
    openIn: of(['open'], 'in'),
    openOut: of(['open'], 'out'),
    matched: of(['matched']),
    returned: of(['returned']),
    ignored: of(['ignored']),
  };
}

/** Uploads, the newest first; and the banks whose columns are known. */
export async function listStatements(ctx: ActorContext) {
  const orgId = bankOrgOf(ctx);
  const [statements, formats, shown] = await Promise.all([
    ctx.db
      .select({
        id: bankStatements.id,
        bankName: bankStatements.bankName,
        accountNo: bankStatements.accountNo,
        state: bankStatements.state,
        rowsNew: bankStatements.rowsNew,
        rowsKnown: bankStatements.rowsKnown,
        faults: bankStatements.faults,
        firstOn: bankStatements.firstOn,
        lastOn: bankStatements.lastOn,
        createdAt: bankStatements.createdAt,
        by: users.name,
      })
      .from(bankStatements)
      .innerJoin(users, eq(users.id, bankStatements.createdBy))
      .where(eq(bankStatements.orgId, orgId))
      .orderBy(desc(bankStatements.createdAt))
      .limit(20),
    ctx.db
      .select({ bankName: bankFormats.bankName })
      .from(bankFormats)
      .where(eq(bankFormats.orgId, orgId))
      .orderBy(desc(bankFormats.updatedAt)),
    getShownAccount(ctx, orgId),
  ]);
  return { statements, banks: [...new Set(formats.map(({ bankName }) => bankName))], account: shown.account };
}
