import type { Fen } from '#app/domain/money.ts';
import { collectedAfterWriteOff } from '#app/domain/ledger.ts';
import { collectedAgain, type CollectedCause } from '#app/domain/write-off.ts';
import { type obligations, writeOffCollections } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postEntries } from '../ledger/post-entries.server.ts';
import { getWrittenOff } from './write-off-facts.server.ts';

interface Settled {
  readonly claim: Pick<typeof obligations.$inferSelect, 'id' | 'contractId' | 'payeeOrgId' | 'label'>;
  /** What is still open once this is settled. */
  readonly openFen: Fen;
  readonly cause: CollectedCause;
  readonly causeId: string;
}

/**
 * Something settles a claim: what of it had been written off is taken into the book again first, so that the settling finds its
 * receivable there. Money pays first what was never written off. The claim is locked.
 */
export async function collectWrittenOff(tx: In<Context>, { claim, openFen, cause, causeId }: Settled): Promise<void> {
  const amountFen = collectedAgain(await getWrittenOff(tx, claim.id), openFen);
  if (amountFen <= 0n) return;
  const { id: obligationId, contractId } = claim;
  const row = await insertRow(tx, writeOffCollections, {
    contractId,
    obligationId,
    amountFen,
    cause,
    causeId,
    createdAt: tx.now(),
  });
  const entry = collectedAfterWriteOff({ id: row.id, occurredAt: tx.now(), amountFen });
  const description = `核销后收回 ${claim.label}`;
  await postEntries(tx, [{ orgId: claim.payeeOrgId, contractId, description, entry }]);
}
