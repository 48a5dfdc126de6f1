import { creditFreed } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { type contracts, creditUses, type obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';

interface Freed {
  readonly contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId'>;
  readonly obligation: Pick<typeof obligations.$inferSelect, 'id' | 'label'>;
  readonly amountFen: Fen;
}

/**
 * So much of what had been set against a claim is credit again, since the money that settles the claim is there after all: a use
 * below zero. Called with the claim locked by whoever books that money; never more than was set against it.
 */
export async function freeCredit(tx: In<Context>, { contract, obligation, amountFen }: Freed): Promise<void> {
  const use = { contractId: contract.id, obligationId: obligation.id, kind: 'set_off', amountFen: -amountFen } as const;
  const row = await insertRow(tx, creditUses, { ...use, createdAt: tx.now() });
  const facts = { id: row.id, occurredAt: tx.now(), amountFen };
  await postInBothBooks(tx, contract, `贷项恢复 ${obligation.label}`, (side) => creditFreed({ ...facts, side }));
  await audit(tx, { deed: 'credit.free', subjectType: 'obligation', subjectId: obligation.id });
}
