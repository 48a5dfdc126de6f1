import { addDays, dayOf, endOfDay, startOfDay } from '#app/domain/days.ts';
import type { contracts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { planMinimum } from './plan-minimum.server.ts';
import { getRoyaltyAccount } from './royalty-account.server.ts';

/**
 * Sets the date by which the licensee reports its next period, or clears it when none is left, and the next one on which a minimum
 * may fall due. Called when a contract is concluded and when a statement is filed.
 */
export async function planNextReport(tx: In<Context>, contract: typeof contracts.$inferSelect): Promise<void> {
  await planMinimum(tx, contract, addDays(dayOf(tx.now()), -1));
  const { next } = await getRoyaltyAccount(tx, contract);
  if (next === null) return clearDeadline(tx, 'royalty.report', contract.id);
  const dueAt = endOfDay(next.reportDueOn);
  // Nobody reports a period that still runs.
  const opensAt = startOfDay(addDays(next.endOn, 1));
  const { id: subjectId, licenseeOrgId: orgId } = contract;
  await setDeadline(tx, { kind: 'royalty.report', subjectId, orgId, dueAt, opensAt });
}
