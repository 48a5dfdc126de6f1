import { and, desc, eq } from 'drizzle-orm';
import { runsFrom } from '#app/domain/concluded-on.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf, laterDay } from '#app/domain/days.ts';
import { contractDeclarations, milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { type Contract, getVersion, lockContract } from './own-contract.server.ts';
import { answerSubmission, type Milestone, moveMilestone } from './own-milestone.server.ts';

/**
 * What the platform does when a milestone's day has come: silence after the agreed days is acceptance, and an agreed date falls
 * due by itself. Swept by deadline; asked too early, too late or again, it changes nothing.
 */
export async function deemMilestone(ctx: Context, milestoneId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [seen] = await tx.db.select().from(milestones).where(eq(milestones.id, milestoneId));
    if (seen === undefined) return;
    const contract = await lockContract(tx, seen.contractId);
    const [row] = await tx.db.select().from(milestones).where(eq(milestones.id, milestoneId));
    if (row?.state === 'submitted') return deem(tx, row);
    if (row?.state === 'pending') return fallDue(tx, contract, row);
  });
}

async function deem(tx: In<Context>, row: Milestone): Promise<void> {
  const at = tx.now();
  if (row.acceptDueAt === null || at <= row.acceptDueAt) return;
  const moved = await moveMilestone(tx, row, 'deem', { acceptedAt: at });
  if (moved === null) return;
  await answerSubmission(tx, row.id, { outcome: 'deemed' });
  await tell(tx, moved.contract, moved.milestone, 'milestone.deem');
  // From the day the silence ended, however late the sweep is.
  await chargeMilestone(tx, moved.contract, moved.milestone, dayOf(row.acceptDueAt), 'deemed');
}

async function fallDue(tx: In<Context>, contract: Contract, row: Milestone): Promise<void> {
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN ?? 0);
  const at = tx.now();
  const agreed = termsFromJson(data.terms).milestones[row.position - 1];
  const concludedOn = runsFrom(contract) ?? dayOf(at);
  const triggerOn = agreed?.trigger === 'signed' ? concludedOn : (agreed?.triggerOn ?? null);
  if (triggerOn === null || dayOf(at) < triggerOn) return;
  const moved = await moveMilestone(tx, row, 'fallDue', { acceptedAt: at });
  if (moved === null) return;
  await tell(tx, moved.contract, moved.milestone, 'milestone.fall_due');
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

async function tell(tx: In<Context>, contract: Contract, milestone: Milestone, kind: string): Promise<void> {
  await audit(tx, { deed: kind, subjectType: 'milestone', subjectId: milestone.id, orgId: null });
  const notice = { kind, params: { title: milestone.name }, href: `/desk/contracts/${contract.id}` };
  await notifyParties(tx, contract, ['officer', 'finance', 'approver', 'inventor'], notice);
}
