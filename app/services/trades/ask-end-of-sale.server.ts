import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { askOfSale } from './ask-of-sale.server.ts';
import { lockOpenSale, loadOwnDesk, type SaleRef, type SaleRequest } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';
import { requireEndable } from './require-endable.server.ts';

export type EndOfSale = SaleRef & {
  /**
   * `dissolve`: its buyer does not sign or perform, or its record as performed elsewhere was wrong or that contract ended; `perform`: it
   * was signed and performed outside of the platform.
   */
  readonly kind: 'dissolve' | 'perform';
  readonly reason: string;
  /** What shows it: the buyer's letter, the demand that he did not answer; the contract and what was paid. */
  readonly file: Received;
};

/**
 * Asks that a sale be undone because its buyer does not perform (拍卖法 art. 39; Civil Code art. 563), or be recorded as performed outside
 * of the platform. It stands until the approver has agreed.
 */
export async function askEndOfSale(ctx: ActorContext, { kind, reason, file, ...of }: EndOfSale): Promise<SaleRequest> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnDesk(ctx, of);
  await screenTexts(ctx, [reason, file.name]);
  return inTransaction(ctx, async (tx) => {
    const held = await lockOpenSale(tx, of, kind);
    await requireEndable(tx, held);
    return askOfSale(tx, held, { kind, reason, file });
  });
}
