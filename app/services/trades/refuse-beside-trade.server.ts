import { AppError } from '#app/domain/errors.ts';
import { burdensSale } from '#app/domain/listing-end.ts';
import type { Context, In } from '../context.server.ts';
import { getTerms } from '../contracts/get-terms.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { findLiveListingOf } from '../listings/own-listing.server.ts';
import { salesBeside } from './sales-beside.server.ts';

interface ToSign {
  readonly contract: Pick<Contract, 'id' | 'achievementId' | 'dealId' | 'licenseeOrgId'>;
  readonly versionN: number;
  /** The signed version that it changes; null for the contract itself. */
  readonly baseVersionN: number | null;
}

/** Whether signing this version takes or burdens its achievement, where it is sold in one of these ways. */
export async function isInTheWay(
  ctx: Pick<Context, 'db'>,
  { contract, versionN, baseVersionN }: ToSign,
  modes: readonly string[],
): Promise<boolean> {
  const before = baseVersionN === null ? null : await getTerms(ctx, contract.id, baseVersionN);
  return burdensSale(await getTerms(ctx, contract.id, versionN), before, modes);
}

/**
 * Nobody signs away or burdens what is being sold in public (促进科技成果转化法 art. 18): not while a trade runs or a house has announced
 * it, nor until its buyer has signed or the sale is ended; the buyer's own contract goes through. The listing is held, under which trades
 * are announced.
 */
export async function refuseBesideTrade(tx: In<Context>, version: ToSign): Promise<void> {
  // Nothing stands in the way of any sale that is in the way of no sale of the whole: then nobody is waited for.
  if (!(await isInTheWay(tx, version, ['ASSIGN']))) return;
  await findLiveListingOf(tx, version.contract.achievementId);
  for (const { modes, says } of await salesBeside(tx, version.contract)) {
    if (await isInTheWay(tx, version, modes)) throw new AppError('invalid', { says });
  }
}
