import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { standingContractStates } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { endsTrade } from '#app/domain/listing-end.ts';
import { contractAmendments, contracts, contractVersions, milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { followSignedContract } from '../listings/follow-signed-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

type Contract = typeof contracts.$inferSelect;
type Amendment = typeof contractAmendments.$inferSelect;

/**
 * A change that both sides signed and whose day has not come: the contract is performed by the version before it. Null where none
 * waits, and where the contract ended first: then it never counts.
 */
export async function waitingAmendment(
  { db }: Pick<Context, 'db'>,
  { id, state, signedVersionN }: Pick<Contract, 'id' | 'state' | 'signedVersionN'>,
): Promise<Amendment | null> {
  if (signedVersionN === null || !standingContractStates.includes(state)) return null;
  const isSigned = and(eq(contractAmendments.contractId, id), eq(contractAmendments.state, 'signed'));
  const [waiting = null] = await db
    .select()
    .from(contractAmendments)
    .where(and(isSigned, gt(contractAmendments.versionN, signedVersionN)))
    .orderBy(asc(contractAmendments.versionN))
    .limit(1);
  return waiting;
}

/**
 * The day of a signed change has come: the contract takes the new version before anything else is done under its lock, however late
 * the sweep is, and both sides are told; it is the platform's deed, whoever came by. The deadline is left to the sweep. At any other time the contract stays as it is. The contract is locked.
 */
export async function takeDueAmendment(tx: In<Context>, contract: Contract): Promise<Contract> {
  const waiting = await waitingAmendment(tx, contract);
  if (waiting === null || waiting.effectiveOn > dayOf(tx.now())) return contract;
  const taken = await takeAmendmentEffect({ ...tx, actor: null }, contract, waiting);
  const notice = {
    kind: 'contract.amend_take_effect',
    params: { title: contract.title },
    href: `/desk/contracts/${contract.id}/changes`,
  };
  for (const side of ['licensor', 'licensee'] as const) {
    await notifyOrganisation(tx, orgOnSide(contract, side), ['owner', 'officer', 'approver', 'finance'], notice);
  }
  return taken;
}

/**
 * The contract is performed by the version of this change from now on. What was performed is not rewritten: milestones that were
 * handed in or reached keep their words and sums. The contract is locked.
 */
export async function takeAmendmentEffect(
  tx: In<Context>,
  { id }: Pick<Contract, 'id'>,
  { versionN, baseVersionN }: Pick<Amendment, 'versionN' | 'baseVersionN'>,
): Promise<Contract> {
  const [amended] = await tx.db
    .update(contracts)
    .set({ versionN, signedVersionN: versionN, updatedAt: tx.now() })
    .where(eq(contracts.id, id))
    .returning();
  const [before, after] = await tx.db
    .select({ data: contractVersions.data })
    .from(contractVersions)
    .where(and(eq(contractVersions.contractId, id), inArray(contractVersions.n, [baseVersionN, versionN])))
    .orderBy(asc(contractVersions.n));
  if (amended === undefined || before === undefined || after === undefined) throw new AppError('state_changed');
  const terms = termsFromJson(after.data.terms);
  await followMilestones(tx, id, terms);
  // A change that makes a licence exclusive leaves nothing to list; of what it leaves as it was nobody is asked again.
  if (endsTrade(terms, termsFromJson(before.data.terms))) await followSignedContract(tx, amended, terms);
  await audit(tx, { deed: 'contract.amend_take_effect', subjectType: 'contract', subjectId: id, versionN });
  return amended;
}

/** Milestones that were not reached take the words and sums of the change; new ones are added. */
async function followMilestones(
  tx: In<Context>,
  contractId: string,
  terms: ReturnType<typeof termsFromJson>,
): Promise<void> {
  const rows = await tx.db.select().from(milestones).where(eq(milestones.contractId, contractId));
  for (const [i, { name, amountFen, payWithinDays, acceptWithinDays }] of terms.milestones.entries()) {
    const columns = { name, amountFen, payWithinDays, acceptWithinDays, updatedAt: tx.now() };
    const row = rows.find(({ position }) => position === i + 1);
    if (row === undefined) {
      await tx.db.insert(milestones).values({ contractId, position: i + 1, ...columns, state: 'pending' });
    } else if (row.state === 'pending') {
      await tx.db.update(milestones).set(columns).where(eq(milestones.id, row.id));
    }
  }
}
