import { receipts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { nextNumber } from '../platform/next-number.server.ts';
import type { LockedClaim } from './lock-claim.server.ts';
import type { Receipt } from './move-receipt.server.ts';

type OfClaim = 'no' | 'contractId' | 'obligationId' | 'payerOrgId' | 'payeeOrgId' | 'createdAt';

/** What makes it a receipt, for the trail; the organisation where it is not the actor's own. */
interface Made {
  readonly deed: 'receipt.claim' | 'receipt.confirm' | 'receipt.find' | 'receipt.set_off';
  readonly orgId?: string;
}

/** A receipt for a claim, under its next number: money that arrived or is said to be under way. The claim is locked. */
export async function openReceipt(
  tx: In<Context>,
  { contract, obligation }: Pick<LockedClaim, 'contract' | 'obligation'>,
  columns: Omit<typeof receipts.$inferInsert, OfClaim>,
  made: Made,
): Promise<Receipt> {
  const [no = ''] = await nextNumber(tx, 'receipt');
  const receipt = await insertRow(tx, receipts, {
    ...columns,
    no,
    contractId: contract.id,
    obligationId: obligation.id,
    payerOrgId: obligation.payerOrgId,
    payeeOrgId: obligation.payeeOrgId,
    createdAt: tx.now(),
  });
  await audit(tx, { ...made, subjectType: 'receipt', subjectId: receipt.id });
  return receipt;
}
