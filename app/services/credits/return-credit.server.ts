import { v5 } from 'uuid';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { returnCreditWithinDays } from '#app/domain/credit.ts';
import { type contracts, obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { lastDayFor } from '../contracts/terms-in-force.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { getCreditSums } from './credit-sums.server.ts';

/**
 * A credit is left and nothing can follow that it could be set against: the licensor owes it back (民法典 art. 566, 985), unless
 * the licensee waives it. The books know it as owed already, so nothing is posted. Called with the contract locked; true when
 * something is to be repaid now that was not before.
 */
export async function returnCredit(
  tx: In<Context>,
  contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId'>,
): Promise<boolean> {
  const { leftFen, everReturnedFen } = await getCreditSums(tx, contract.id);
  if (leftFen <= 0n) return false;
  const dueOn = await lastDayFor(tx, contract.id, addDays(dayOf(tx.now()), returnCreditWithinDays));
  const label = '退还多计的款项';
  const row = await insertRow(tx, obligations, {
    contractId: contract.id,
    kind: 'credit_return',
    // What is returned already names the next one: a credit that arises later is a claim of its own.
    subjectId: v5(`credit:${everReturnedFen}`, contract.id),
    label,
    payerOrgId: contract.licensorOrgId,
    payeeOrgId: contract.licenseeOrgId,
    amountFen: leftFen,
    dueOn,
    createdAt: tx.now(),
  });
  await audit(tx, { deed: 'credit.return', subjectType: 'obligation', subjectId: row.id });
  await setDeadline(tx, { kind: 'obligation.pay', subjectId: row.id, orgId: row.payerOrgId, dueAt: endOfDay(dueOn) });
  const notice = { kind: 'credit.return', params: { title: label }, href: `/desk/obligations/${row.id}` };
  await notifyParties(tx, row, ['officer', 'finance'], notice);
  return true;
}
