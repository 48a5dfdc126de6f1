import { milestonesTotal, type PayLaterTerms } from '#app/domain/contract.ts';
import { invoiceStanding } from '#app/domain/invoice.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { milestoneMachine, type MilestoneState } from '#app/domain/milestone.ts';
import type { Fen } from '#app/domain/money.ts';
import type { TakenBack } from '#app/domain/taken-back-claims.ts';
import type { CreditSums } from '../credits/credit-sums.server.ts';
import type { ObligationLine } from '../payments/queries.server.ts';
import type { ChargedSums } from './charged-sums.server.ts';

interface FigureFacts {
  readonly terms: PayLaterTerms;
  readonly stones: readonly { readonly state: MilestoneState; readonly amountFen: Fen }[];
  /** Claims of the licensor. */
  readonly own: readonly ObligationLine[];
  /** Blue less red invoices; null for who sees no money. */
  readonly invoiced: { readonly totalFen: Fen; readonly byClaim: ReadonlyMap<string, Fen> } | null;
  /** What reports took back of each claim. */
  readonly notBilled: ReadonlyMap<string, TakenBack>;
  readonly charged: ChargedSums;
  readonly credit: CreditSums;
  /** Paid and settling no claim; 0 for who sees no money. */
  readonly advanceFen: Fen;
}

/** The sums of a contract as its page shows them, in fen. */
export function contractFigures({ terms, stones, own, invoiced, notBilled, charged, credit, advanceFen }: FigureFacts) {
  const sum = (of: (row: ObligationLine) => Fen): Fen => own.reduce((total, row) => total + of(row), 0n);
  const standing = own.map((row) =>
    invoiceStanding({
      ...row,
      ...(notBilled.get(row.id) ?? { takenBackFen: 0n, waitingFen: 0n }),
      invoicedFen: invoiced?.byClaim.get(row.id) ?? 0n,
    }),
  );
  return {
    contractFen: milestonesTotal(terms),
    /** Milestones that may still fall due. */
    aheadFen: stones
      .filter((row) => transitionOf(milestoneMachine, row.state, 'cancel') !== undefined)
      .reduce((total, row) => total + row.amountFen, 0n),
    dueFen: sum((row) => row.amountFen - row.creditedFen),
    receivedFen: sum((row) => row.paidFen),
    /** Beside what settled claims: paid in advance (预收款). */
    advanceFen,
    /** Of what arrived, what stands for something: not what reports took back and nothing has taken up. */
    keptFen: sum((row) => row.paidFen) - credit.leftFen - (credit.returningFen - credit.waivedFen),
    invoicedFen: invoiced?.totalFen ?? 0n,
    // Each claim by itself: an invoice too much for one makes up for none that another lacks.
    invoiceGaps: {
      leftFen: standing.reduce((total, row) => total + row.leftFen, 0n),
      overFen: standing.reduce((total, row) => total + row.overFen, 0n),
    },
    /** Milestones and royalties less what reports took back: what the cap counts. */
    chargedFen: charged.chargedFen,
    /** Of what arrived, what corrections made a credit that waits for the next claim. */
    creditFen: credit.leftFen,
    openFen: sum((row) => row.outstandingFen),
    writtenOffFen: sum((row) => row.writtenOffFen),
    /** Of what is open, what the payer says is under way. */
    claimedFen: sum((row) => row.awaitedFen),
  };
}
