import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { changesGrant } from '#app/domain/grant-conflicts.ts';
import type { ActorContext } from '../context.server.ts';
import { conflictsOf } from './grants-around.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { GrantSubject } from './standing-grants.server.ts';

/**
 * What terms contradict among the owner's contracts that their reader sees. Of others a page says nothing: whoever could try territory,
 * field and day one by one would read a competitor's contract; he is told when he binds himself. That an answer
 * is waited for stands in what both sides read already (`listClearances`).
 */
export async function draftConflicts(ctx: ActorContext, subject: GrantSubject, terms: PayLaterTerms) {
  const found = await conflictsOf(ctx, subject, terms);
  return found.flatMap(({ mayKnow, severity, says, cure, pending, earlier, scope }) =>
    mayKnow || pending !== undefined
      ? [
          {
            severity,
            says,
            cure,
            pending: pending ?? null,
            earlier: mayKnow ? { id: earlier.id, no: earlier.no, ...scope } : null,
          },
        ]
      : [],
  );
}

/** The same of a change: one that gives nothing else contradicts nothing anew. */
export const changeConflicts = async (
  ctx: ActorContext,
  subject: GrantSubject,
  { before, after }: { readonly before: PayLaterTerms; readonly after: PayLaterTerms },
) => (changesGrant(before, after) ? draftConflicts(ctx, subject, after) : []);

type Conflict = Awaited<ReturnType<typeof draftConflicts>>[number];

/** Whose review or answer nobody of these two sides can sign before, and until when; null where none is waited for. */
export const clearanceAheadOf = (conflicts: readonly Conflict[]) =>
  conflicts.flatMap(({ says, pending }) => (pending === null ? [] : [{ says, pending }]))[0] ?? null;

/** The same of a contract that is not signed yet, for its two sides. */
export const unsignedConflicts = async (
  ctx: ActorContext,
  contract: Contract,
  { side, terms }: { readonly side: ContractSide | null; readonly terms: PayLaterTerms },
) => {
  const isAhead = ['offered', 'agreed', 'publicity', 'signing'].includes(contract.state);
  return side !== null && isAhead ? draftConflicts(ctx, contract, terms) : [];
};
