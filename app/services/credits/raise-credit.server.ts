import { creditRaised } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { credits } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { notifyParties } from '../platform/notify.server.ts';

interface NewCredit {
  readonly contract: { readonly id: string; readonly licensorOrgId: string; readonly licenseeOrgId: string };
  /** The report that took it back, or the declared end of a right. */
  readonly statementId?: string;
  readonly declarationId?: string;
  /** Whose claim is taken back; not said: royalties. */
  readonly milestoneId?: string;
  readonly label: string;
  readonly amountFen: Fen;
}

/**
 * Books what a corrected report, or the end of a right, took back: the licensor owes it to the licensee as a credit. Called by the deed's
 * own transaction, with the contract locked.
 */
export async function raiseCredit(tx: In<Context>, { contract, ...input }: NewCredit): Promise<void> {
  const credit = await insertRow(tx, credits, { ...input, contractId: contract.id, createdAt: tx.now() });
  const facts = { id: credit.id, occurredAt: tx.now(), amountFen: input.amountFen };
  await postInBothBooks(tx, contract, input.label, (side) => creditRaised({ ...facts, side }));
  await audit(tx, { deed: 'credit.raise', subjectType: 'credit', subjectId: credit.id });
  const href = `/desk/contracts/${contract.id}/statements`;
  await notifyParties(tx, contract, ['officer', 'finance'], {
    kind: 'credit.raise',
    params: { title: input.label },
    href,
  });
}
