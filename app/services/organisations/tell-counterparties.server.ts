import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { contracts, obligations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { outstandingFen } from '../payments/claim-sums.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

/** Tells everybody who may pay this organisation, under a running contract or an open claim, of its account. */
export async function tellCounterparties(
  tx: In<Context>,
  orgId: string,
  notice: { readonly kind: string; readonly params: Readonly<Record<string, string>> },
): Promise<number> {
  const running = await tx.db
    .select({ licensor: contracts.licensorOrgId, licensee: contracts.licenseeOrgId })
    .from(contracts)
    .where(
      and(
        or(eq(contracts.licensorOrgId, orgId), eq(contracts.licenseeOrgId, orgId)),
        inArray(contracts.state, [...signedContractStates]),
      ),
    );
  const owing = await tx.db
    .selectDistinct({ payer: obligations.payerOrgId })
    .from(obligations)
    .where(and(eq(obligations.payeeOrgId, orgId), sql`${outstandingFen}::bigint > 0`));
  const others = new Set([
    ...running.flatMap((row) => [row.licensor, row.licensee]),
    ...owing.map(({ payer }) => payer),
  ]);
  others.delete(orgId);
  for (const other of others) {
    await notifyOrganisation(tx, other, ['officer', 'finance'], { ...notice, href: '/desk/money' });
  }
  return others.size;
}
