import { and, asc, eq, inArray } from 'drizzle-orm';
import { overContractStates } from '#app/domain/contract-machine.ts';
import { datedTriggers } from '#app/domain/contract.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { startOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractDeclarations, milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { chargeByRights } from './charge-by-rights.server.ts';
import type { DeclarationRow } from './last-declaration.server.ts';
import { isTermOver } from './is-term-over.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { stepMilestone } from './own-milestone.server.ts';
import { reopenContract } from './reopen-contract.server.ts';
import { standingStops } from './standing-stops.server.ts';

/**
 * A decision took the end of a right back: a contract that was settled for it is performed again, the milestones that it stopped wait for
 * evidence anew unless another end that stands stops them, and royalties are owed as if it never was, from today. In a contract that is
 * over, terminated or past its term, no milestone comes back. The declaration is answered already, the contract locked.
 */
export async function restoreRights(tx: In<Context>, locked: Contract, restored: DeclarationRow): Promise<void> {
  const isLoss = and(
    eq(contractDeclarations.id, restored.revises ?? restored.id),
    eq(contractDeclarations.contractId, locked.id),
    eq(contractDeclarations.event, 'lose_rights'),
    eq(contractDeclarations.answer, 'accepted'),
  );
  const [lost] = await tx.db.select().from(contractDeclarations).where(isLoss);
  if (lost === undefined) throw new AppError('state_changed');
  const contract = await reopenContract(tx, locked.id);
  await restoreMilestones(tx, contract, lost);
  await chargeByRights(tx, contract, restored, '权利失效被撤销后补计的提成');
}

/** The milestones that this end stopped and no other one stops. */
async function restoreMilestones(tx: In<Context>, contract: Contract, lost: DeclarationRow): Promise<void> {
  if (overContractStates.includes(contract.state) || (await isTermOver(tx, contract))) return;
  const { all, positions: still } = await standingStops(tx, contract.id, lost.id);
  const positions = all ? [] : (lost.stops ?? []).filter((position) => !still.includes(position));
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const agreed = termsFromJson(data.terms).milestones;
  const stopped = await tx.db
    .select()
    .from(milestones)
    .where(and(eq(milestones.contractId, contract.id), inArray(milestones.position, positions)))
    .orderBy(asc(milestones.position));
  for (const { id, position } of stopped) {
    if ((await stepMilestone(tx, id, 'restore')) === null) continue;
    await audit(tx, { deed: 'milestone.restore', subjectType: 'milestone', subjectId: id });
    const { trigger, triggerOn } = agreed[position - 1] ?? {};
    if (trigger === undefined || triggerOn == null || !datedTriggers.includes(trigger)) continue;
    await setDeadline(tx, { kind: 'milestone.accept', subjectId: id, orgId: null, dueAt: startOfDay(triggerOn) });
  }
}
