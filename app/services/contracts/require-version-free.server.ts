import { changesGrant, type GrantCure } from '#app/domain/grant-conflicts.ts';
import type { Context, In } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';
import { requireFree } from './grants-around.server.ts';
import type { Contract } from './own-contract.server.ts';

interface Version {
  readonly contract: Contract;
  readonly versionN: number;
  /** The change that it is; null: the contract itself. */
  readonly amendment: { readonly baseVersionN: number } | null;
}

/**
 * The gate of every way of signing: what a version gives, no other standing contract of the owner gives already. A change that gives
 * nothing else than the signed version did is not asked. `awaited`: what may still be missing, because nobody signs yet. Throws
 * conflict. The caller holds the contract's lock.
 */
export async function requireVersionFree(
  tx: In<Context>,
  { contract, versionN, amendment }: Version,
  awaited: readonly GrantCure[] = [],
): Promise<void> {
  const terms = await getTerms(tx, contract.id, versionN);
  if (amendment !== null && !changesGrant(await getTerms(tx, contract.id, amendment.baseVersionN), terms)) return;
  await requireFree(tx, contract, terms, awaited);
}
