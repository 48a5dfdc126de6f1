import { v5 } from 'uuid';
import { isMinimum } from '#app/domain/compute-clauses.ts';
import { reportingContractStates } from '#app/domain/contract-machine.ts';
import { addDays, dayOf, laterDay } from '#app/domain/days.ts';
import { periodLabel } from '#app/domain/period-label.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { type Contract, lockContract } from '../contracts/own-contract.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { tellCapReached } from '../contracts/tell-cap-reached.server.ts';
import { raiseObligation } from '../payments/raise-obligation.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { planMinimum } from './plan-minimum.server.ts';
import { getRoyaltyAccount, type RoyaltyAccount } from './royalty-account.server.ts';

/**
 * What the platform does when the last day of a report has passed: a year that is over is topped up to its minimum, a period that
 * nobody reported owes its own. What a later report adds is set against it. Swept by deadline; asked again, it finds
 * everything raised and only sets the next day.
 */
export async function raiseMinimum(ctx: Context, contractId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    if (!reportingContractStates.some((state) => state === contract.state)) {
      return clearDeadline(tx, 'royalty.minimum', contractId);
    }
    // Neither the royalty nor its periods change by what is raised.
    const account = await getRoyaltyAccount(tx, contract);
    await raise(tx, contract, account);
    await planMinimum(tx, contractId, account, dayOf(tx.now()));
  });
}

async function raise(
  tx: In<Context>,
  contract: Contract,
  { books, booked, chargedFen }: RoyaltyAccount,
): Promise<void> {
  if (books === null) return;
  const { charges, dueFen } = books;
  const charge = charges.findLast(({ clause, amountFen }) => isMinimum(clause) && amountFen > 0n);
  if (dueFen === 0n || charge === undefined) return;
  // What was raised before names the claim as well: raised again after a correction, it is another one.
  const subjectId = v5(`${charge.subject}:${booked.raisedFen}`, contract.id);
  const label =
    charge.period === null ? `第 ${charge.contractYear} 合同年最低提成补足` : `${periodLabel(charge.period)}最低提成`;
  const dueOn = laterDay(addDays(charge.startOn, charge.payWithinDays), dayOf(tx.now()));
  await raiseObligation(tx, { contract, kind: 'royalty', subjectId, label, amountFen: dueFen, dueOn });
  await audit(tx, { deed: 'royalty.minimum', subjectType: 'contract', subjectId: contract.id, orgId: null });
  const notice = {
    kind: 'royalty.minimum',
    params: { title: label },
    href: `/desk/contracts/${contract.id}/statements`,
  };
  await notifyParties(tx, contract, ['officer', 'finance'], notice);
  await tellCapReached(tx, contract, chargedFen);
  await settleContract(tx, contract.id);
}
