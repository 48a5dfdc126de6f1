import { setOff } from '#app/domain/credit.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { type contracts, creditUses } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import type { ObligationLine } from '../payments/queries.server.ts';
import { settleClaim } from '../payments/settle-claim.server.ts';

/**
 * So much of what the licensor was to repay is credit again, since a claim is open that it is set against (民法典 art. 568). The
 * books know it as owed before and after, so nothing is posted. Called with the contract locked; `payableFen` of each return is what
 * nobody is paying. Both sides are told: one waited for the money, the other was about to send it.
 */
export async function recallReturns(
  tx: In<Context>,
  contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId'>,
  returns: readonly ObligationLine[],
  amountFen: Fen,
): Promise<void> {
  for (const { id, fen } of setOff(amountFen, returns)) {
    const use = {
      contractId: contract.id,
      obligationId: id,
      kind: 'recalled',
      amountFen: fen,
      createdAt: tx.now(),
    } as const;
    await tx.db.insert(creditUses).values(use);
    await audit(tx, { deed: 'credit.recall', subjectType: 'obligation', subjectId: id });
    const row = returns.find((one) => one.id === id);
    if (row?.outstandingFen === fen) await settleClaim(tx, row);
    const params = { title: row?.label ?? '', amount: formatYuan(fen) };
    const notice = { kind: 'credit.recall', params, href: `/desk/obligations/${id}` };
    await notifyParties(tx, contract, ['officer', 'finance'], notice);
  }
}
