import { and, desc, eq } from 'drizzle-orm';
import { runsFrom } from '#app/domain/concluded-on.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf, laterDay } from '#app/domain/days.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { type Milestone, moveMilestone } from './own-milestone.server.ts';
import { tellMilestone } from './tell-milestone.server.ts';

/**
 * A milestone whose agreed day has come, or that is paid for the signing itself, falls due without evidence. Called by the conclusion
 * of the contract and by the sweep; before its day it changes nothing. The contract is locked.
 */
export async function fallDueMilestone(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const at = tx.now();
  const agreed = termsFromJson(data.terms).milestones[row.position - 1];
  const concludedOn = runsFrom(contract) ?? dayOf(at);
  const triggerOn = agreed?.trigger === 'signed' ? concludedOn : (agreed?.triggerOn ?? null);
  if (triggerOn === null || dayOf(at) < triggerOn) return;
  const moved = await moveMilestone(tx, row, 'fallDue', { acceptedAt: at });
  if (moved === null) return;
  if (agreed?.trigger === 'signed')
    await tellMilestone(tx, moved.contract, moved.milestone, 'milestone.due_on_signing');
  else await tellMilestone(tx, moved.contract, moved.milestone, 'milestone.fall_due');
  const from = laterDay(triggerOn, concludedOn);
  await chargeMilestone(tx, moved.contract, moved.milestone, laterDay(from, await resumedOn(tx, contract.id)));
}

/** The day on which performance last went on after a suspension, if there was one: nothing fell due while it stood still. */
async function resumedOn(tx: In<Context>, contractId: string): Promise<Day> {
  const [last] = await tx.db
    .select({ at: contractDeclarations.declaredAt })
    .from(contractDeclarations)
    .where(and(eq(contractDeclarations.contractId, contractId), eq(contractDeclarations.event, 'resume')))
    .orderBy(desc(contractDeclarations.declaredAt))
    .limit(1);
  return last ? dayOf(last.at) : '';
}
