import { setOff } from '#app/domain/credit.ts';
import type { Fen } from '#app/domain/money.ts';
import { creditUses } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import type { ObligationLine } from '../payments/queries.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';

/**
 * So much of what the licensor was to repay is credit again, since a claim is open that it is set against (民法典 art. 568). The
 * books know it as owed before and after, so nothing is posted. Called with the contract locked; `payableFen` of each return is what
 * nobody is paying.
 */
export async function recallReturns(
  tx: In<Context>,
  contractId: string,
  returns: readonly ObligationLine[],
  amountFen: Fen,
): Promise<void> {
  for (const { id, fen } of setOff(amountFen, returns)) {
    const use = { contractId, obligationId: id, kind: 'recalled', amountFen: fen, createdAt: tx.now() } as const;
    await tx.db.insert(creditUses).values(use);
    await audit(tx, { deed: 'credit.recall', subjectType: 'obligation', subjectId: id });
    const row = returns.find((one) => one.id === id);
    if (row?.outstandingFen === fen) await settleClaim(tx, row);
  }
}
