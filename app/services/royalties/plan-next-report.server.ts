import { addDays, dayOf, endOfDay, startOfDay } from '#app/domain/days.ts';
import type { contracts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { planMinimum } from './plan-minimum.server.ts';
import { getRoyaltyAccount, type RoyaltyAccount } from './royalty-account.server.ts';
import { tellReport } from './told-reports.server.ts';

/**
 * Sets the date by which the licensee reports its next period, or clears it when none is left, and the next one on which a minimum
 * may fall due. Called when a contract is concluded and when a statement is filed. Answers the account by which it went, for what
 * follows in the same deed.
 */
export async function planNextReport(
  tx: In<Context>,
  contract: typeof contracts.$inferSelect,
): Promise<RoyaltyAccount> {
  const account = await getRoyaltyAccount(tx, contract);
  const { next } = account;
  await planMinimum(tx, contract.id, account, addDays(dayOf(tx.now()), -1));
  if (next === null) {
    await clearDeadline(tx, 'royalty.report', contract.id);
    return account;
  }
  const dueAt = endOfDay(next.reportDueOn);
  // Nobody reports a period that still runs.
  const opensAt = startOfDay(addDays(next.endOn, 1));
  const { id: subjectId, licenseeOrgId: orgId } = contract;
  await setDeadline(tx, { kind: 'royalty.report', subjectId, orgId, dueAt, opensAt });
  if (account.terms.restDays === 'move') {
    await tellReport(tx, { contractId: subjectId, period: next.key, dueOn: next.reportDueOn, opensAt });
  }
  return account;
}
