import { type OwnCredit, owedFromTheStart } from '#app/domain/owed-from-the-start.ts';
import type { Context } from '../context.server.ts';
import { chargedClaims, creditParts, creditUsesOf } from './credit-facts.server.ts';

/** What corrections took back of each claim of a contract, by the claim's id, and what became of it. */
export async function ownCreditsOf(
  ctx: Pick<Context, 'db'>,
  contractId: string,
): Promise<ReadonlyMap<string, OwnCredit>> {
  const parts = await creditParts(ctx, contractId);
  if (parts.length === 0) return new Map();
  const [uses, claims] = await Promise.all([creditUsesOf(ctx, contractId), chargedClaims(ctx, contractId)]);
  return owedFromTheStart(uses, parts, claims);
}
