import type { ContractFact } from './compute-facts.ts';
import { stepText } from './compute-steps.ts';
import type { PayLaterTerms, RoyaltyTerms } from './contract.ts';
import { addDays, type Day } from './days.ts';
import { type Fen, formatFen } from './money.ts';
import { type OwedReports, owedReports } from './owed-reports.ts';
import { type RoyaltyBooked, royaltyBooks } from './royalty-books.ts';

/** What a buy-out would cost today, and what it leaves. All in fen. */
export interface BuyOutQuote {
  /** To be paid for it, beside what is charged already. */
  readonly dueFen: Fen;
  /** From the agreed price to that sum, a sentence each. */
  readonly steps: readonly string[];
  /** Last day whose revenue still costs a royalty. */
  readonly lastOn: Day;
  /** Last day to pay it. */
  readonly dueOn: Day;
  /** What is still to be reported of the time before. */
  readonly owed: OwedReports;
}

/**
 * The sum of a buy-out on a day, by the engine that books it: the agreed price less the royalties charged so far, where the terms credit
 * them (whether paid or not), and no more than the cap leaves. Null where no buy-out is agreed or one was declared.
 * Price 200,000.00, charged 30,000.00 and credited → 170,000.00; cap 190,000.00 → 160,000.00.
 */
export function buyOutQuote(
  terms: PayLaterTerms & { readonly royalty: RoyaltyTerms },
  facts: readonly ContractFact[],
  today: Day,
  { booked, reported }: { readonly booked: RoyaltyBooked; readonly reported: ReadonlySet<string> },
): BuyOutQuote | null {
  if (!terms.royalty.buyOut || facts.some(({ kind }) => kind === 'buy_out')) return null;
  const books = royaltyBooks(terms, [...facts, { kind: 'buy_out', on: today }], today, booked);
  const charge = books.charges.find(({ kind }) => kind === 'buy_out');
  if (charge === undefined) return null;
  const restFen = books.dueFen - charge.amountFen;
  const { capFen } = terms.royalty;
  const isCapped = capFen !== null && books.beforeCapFen > capFen;
  const restWords = isCapped
    ? stepText({ rule: 'over_cap', ofFen: capFen, amountFen: restFen })
    : `与账上已计的其他款项相抵 ${formatFen(restFen)}`;
  return {
    dueFen: books.dueFen,
    steps: [...charge.steps.map(stepText), ...(restFen === 0n ? [] : [restWords])],
    lastOn: addDays(today, -1),
    dueOn: addDays(today, terms.royalty.payWithinDays),
    owed: owedReports(books.run, reported),
  };
}
