import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { changesGrant, isCurable } from '#app/domain/grant-conflicts.ts';
import type { ActorContext } from '../context.server.ts';
import { conflictsOf } from './grants-around.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { GrantSubject } from './standing-grants.server.ts';

/** What terms contradict among the owner's live contracts, in the words that their reader may know. */
export async function draftConflicts(ctx: ActorContext, subject: GrantSubject, terms: PayLaterTerms) {
  const found = await conflictsOf(ctx, subject, terms, ctx.actor.org?.orgId ?? null);
  return found.map(({ severity, reason, says }) => ({ severity, says, isCurable: isCurable({ reason }) }));
}

/** The same of a change: one that gives nothing else contradicts nothing anew. */
export const changeConflicts = async (
  ctx: ActorContext,
  subject: GrantSubject,
  { before, after }: { readonly before: PayLaterTerms; readonly after: PayLaterTerms },
) => (changesGrant(before, after) ? draftConflicts(ctx, subject, after) : []);

/** The same of a contract that is not signed yet, for its two sides. */
export const unsignedConflicts = async (
  ctx: ActorContext,
  contract: Contract,
  { side, terms }: { readonly side: ContractSide | null; readonly terms: PayLaterTerms },
) => {
  const isAhead = ['offered', 'agreed', 'publicity', 'signing'].includes(contract.state);
  return side !== null && isAhead ? draftConflicts(ctx, contract, terms) : [];
};
