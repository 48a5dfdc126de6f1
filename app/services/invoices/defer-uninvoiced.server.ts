import { eq } from 'drizzle-orm';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { invoiceLeftFen } from '#app/domain/invoice.ts';
import { invoices, obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { creditedOf } from '../payments/credited-of.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { invoiceFirstDays } from './plan-invoice.server.ts';
import { isOpen, putOff } from './start-pay-days.server.ts';

/**
 * The due day of a claim has come and the agreed invoice is missing: the payer need not pay yet, so the day moves on by the
 * agreed days. Swept by deadline; paid or invoiced claims are left alone.
 */
export async function deferUninvoiced(ctx: Context, claimId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [seen] = await tx.db.select().from(obligations).where(eq(obligations.id, claimId));
    if (seen === undefined) return;
    await lockContract(tx, seen.contractId);
    const [claim] = await tx.db.select().from(obligations).where(eq(obligations.id, claimId)).for('update');
    if (claim === undefined || claim.dueOn >= dayOf(tx.now())) return;
    const days = await invoiceFirstDays(tx, claim);
    const billed = await tx.db.select().from(invoices).where(eq(invoices.obligationId, claimId));
    const isBilled = invoiceLeftFen({ ...claim, creditedFen: await creditedOf(tx, claimId) }, billed) <= 0n;
    if (days === null || isBilled || !(await isOpen(tx, claim))) {
      return clearDeadline(tx, 'obligation.invoice', claimId);
    }
    const dueOn = addDays(dayOf(tx.now()), days);
    await putOff(tx, claim, dueOn);
    const deadline = { kind: 'obligation.invoice', subjectId: claimId, orgId: claim.payeeOrgId } as const;
    await setDeadline(tx, { ...deadline, dueAt: endOfDay(dueOn) });
    await audit(tx, { deed: 'obligation.put_off', subjectType: 'obligation', subjectId: claimId, orgId: null });
  });
}
