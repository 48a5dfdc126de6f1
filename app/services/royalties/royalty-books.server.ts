import { and, eq, sql } from 'drizzle-orm';
import { type Charge, chargesOn } from '#app/domain/charges-on.ts';
import { inOrder } from '#app/domain/compute-facts.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import type { PeriodCharge } from '#app/domain/period-charge.ts';
import { type StatementFlag, statementFlags } from '#app/domain/statement-flags.ts';
import { underCap } from '#app/domain/under-cap.ts';
import { type contracts, obligations } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { loadContractFacts, royaltyOnly } from './contract-facts.server.ts';
import type { RoyaltyAccount } from './royalty-account.server.ts';

type Contract = typeof contracts.$inferSelect;

/** What terms and reports make of the royalties of a contract by a day, against what was raised. All in fen. */
export interface RoyaltyBooks {
  /** Periods, minima and buy-out as they stand, each with its steps. */
  readonly charges: readonly Charge[];
  readonly periods: readonly PeriodCharge[];
  readonly flags: readonly StatementFlag[];
  readonly raisedFen: Fen;
  /** Follows from the charges, as far as the cap leaves it, and was not raised yet. */
  readonly dueFen: Fen;
  /** Raised and taken back since: it is set against what follows. */
  readonly creditFen: Fen;
}

type Account = Pick<RoyaltyAccount, 'terms' | 'royalty' | 'reports'>;

/** Terms and facts of a contract's royalties by a day, as the engine reads them; null where none are agreed. */
async function royaltyFacts(ctx: Pick<Context, 'db'>, contract: Contract, account: Account, asOf: Day) {
  const { royalty, reports } = account;
  if (contract.signedAt === null) throw new AppError('state_changed');
  if (royalty === null) return null;
  const terms = royaltyOnly({ ...account.terms, royalty });
  const loaded = await loadContractFacts(ctx, { id: contract.id, signedOn: dayOf(contract.signedAt) }, terms, reports);
  const facts = inOrder(loaded).filter(({ on }) => on <= asOf);
  const charges = chargesOn(terms, facts, asOf);
  return { terms, charges, flags: statementFlags(terms, facts, charges, asOf) };
}

/** What is missing, late or odd about the statements of a contract today. */
export async function getStatementFlags(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  account: Account,
  asOf: Day,
): Promise<readonly StatementFlag[]> {
  const known = await royaltyFacts(ctx, contract, account, asOf);
  return known?.flags ?? [];
}

/** The royalties of a contract as the engine has them today. The caller has locked the contract where it acts on them. */
export async function getRoyaltyBooks(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  account: Account,
  asOf: Day,
): Promise<RoyaltyBooks> {
  const known = await royaltyFacts(ctx, contract, account, asOf);
  if (known === null) return { charges: [], periods: [], flags: [], raisedFen: 0n, dueFen: 0n, creditFen: 0n };
  const { terms, charges, flags } = known;
  const [raised] = await ctx.db
    .select({ fen: sql<string>`coalesce(sum(${obligations.amountFen}), 0)` })
    .from(obligations)
    .where(and(eq(obligations.contractId, contract.id), eq(obligations.kind, 'royalty')));
  const raisedFen = BigInt(raised?.fen ?? '0');
  const royalties = charges.charges.filter(({ kind }) => kind !== 'milestone');
  const wholeFen = royalties.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  // The lines of time sum to what the cap leaves of the whole, whatever came first.
  const openFen = underCap(wholeFen, terms.royalty?.capFen ?? null, charges.openingFen) - raisedFen;
  return {
    charges: royalties,
    periods: charges.periods,
    flags,
    raisedFen,
    dueFen: openFen > 0n ? openFen : 0n,
    creditFen: openFen < 0n ? -openFen : 0n,
  };
}
