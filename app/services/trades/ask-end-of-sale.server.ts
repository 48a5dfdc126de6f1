import { AppError } from '#app/domain/errors.ts';
import { type GivenMode, givenOf } from '#app/domain/listing-end.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { askOfSale } from './ask-of-sale.server.ts';
import { type HeldSale, lockOpenSale, loadOwnDesk, type SaleRef, type SaleRequest } from './own-sale.server.ts';
import { mayRunTrade } from './own-trade.server.ts';
import { findSale } from './sales.server.ts';
import { requireEndable } from './require-endable.server.ts';

export type EndOfSale = SaleRef & {
  /**
   * `dissolve`: its buyer does not sign or perform, or its record as performed elsewhere was wrong or that contract ended; `perform`: it
   * was signed and performed outside of the platform.
   */
  readonly kind: 'dissolve' | 'perform';
  /** What the buyer was given elsewhere, where what was sold leaves it open; of a sale to be undone nothing. */
  readonly given?: GivenMode | undefined;
  readonly reason: string;
  /** What shows it: the buyer's letter, the demand that he did not answer; the contract and what was paid. */
  readonly file: Received;
};

/**
 * Asks that a sale be undone because its buyer does not perform (拍卖法 art. 39; Civil Code art. 563), or be recorded as performed outside
 * of the platform. It stands until the approver has agreed.
 */
export async function askEndOfSale(
  ctx: ActorContext,
  { kind, given, reason, file, ...of }: EndOfSale,
): Promise<SaleRequest> {
  if (!mayRunTrade(ctx.actor)) throw new AppError('forbidden');
  await loadOwnDesk(ctx, of);
  await screenTexts(ctx, [reason, file.name]);
  return inTransaction(ctx, async (tx) => {
    const held = await lockOpenSale(tx, of, kind);
    await requireEndable(tx, held);
    const kept = kind === 'perform' ? await givenFor(tx, held, given) : null;
    return askOfSale(tx, held, { kind, given: kept, reason, file });
  });
}

/** What was sold in one way alone was given so; else it is said. */
async function givenFor(
  tx: In<ActorContext>,
  { way, row }: HeldSale,
  given: GivenMode | undefined,
): Promise<GivenMode> {
  const sale = await findSale(tx, way, row.id);
  if (sale === null) throw new AppError('state_changed');
  const [only, ...others] = givenOf(sale.modes);
  if (only !== undefined && others.length === 0) return only;
  const found = givenOf(sale.modes).find((mode) => mode === given);
  if (found === undefined) throw new AppError('invalid', { says: '请选那份合同实际给了对方什么。' }, 'given');
  return found;
}
