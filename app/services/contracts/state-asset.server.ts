import { desc, eq } from 'drizzle-orm';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import { needsStateAssetFiling } from '#app/domain/state-asset.ts';
import { organisations, stateAssetFilings } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';

/** Whether the owner must show a filed valuation and a deal at an exchange, and what it has shown so far. */
export async function stateAssetOf(ctx: Pick<Context, 'db'>, contract: Contract) {
  const [[owner], [filing], version] = await Promise.all([
    ctx.db
      .select()
      .from(organisations)
      .where(eq(organisations.id, orgOnSide(contract, 'licensor'))),
    ctx.db
      .select()
      .from(stateAssetFilings)
      .where(eq(stateAssetFilings.contractId, contract.id))
      .orderBy(desc(stateAssetFilings.recordedAt), desc(stateAssetFilings.id))
      .limit(1),
    getVersion(ctx, contract.id, contract.versionN),
  ]);
  if (owner === undefined) throw new AppError('not_found');
  return { isNeeded: needsStateAssetFiling(termsFromJson(version.data.terms), owner), filing: filing ?? null };
}

/** The gate before a signature: a state-owned enterprise assigns only with its valuation filed and the deal made at an exchange. */
export async function requireStateAsset(ctx: Pick<Context, 'db'>, contract: Contract): Promise<void> {
  const { isNeeded, filing } = await stateAssetOf(ctx, contract);
  if (!isNeeded || filing !== null) return;
  throw new AppError('invalid', { says: '国有企业转让技术，要先登记评估备案和产权交易凭证，再签署。' });
}
