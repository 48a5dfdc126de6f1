import { and, eq, sql } from 'drizzle-orm';
import { bountySubsidy } from '#app/domain/bounty-subsidy.ts';
import { endOfDay } from '#app/domain/days.ts';
import { bounties, bountyGates, bountyProposals } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { tellOffice } from './organise-bounty.server.ts';
import { type Bounty, moveBounty, moveProposal } from './own-bounty.server.ts';

/** Moves a post along with the contract of its deal, in the contract's own transaction. Deals of no post are left alone. */
export async function followBounty(tx: In<Context>, dealId: string, event: 'sign' | 'resume' | 'fail'): Promise<void> {
  const [bounty] = await tx.db
    .select()
    .from(bounties)
    .where(and(eq(bounties.dealId, dealId), eq(bounties.state, 'contracting')))
    .for('update');
  if (bounty === undefined) return;
  if (event !== 'sign') {
    // The draft was taken back: another one may be made, or the judging opened again.
    await tx.db.update(bounties).set({ contractId: null }).where(eq(bounties.id, bounty.id));
    await tellOffice(tx, bounty, bounty.authorityOrgId, 'bounty.no_contract');
    return;
  }
  const { subsidyFen } = bountySubsidy(bounty.totalFen, bounty.ratePpm);
  const row = await moveBounty(tx, bounty, 'start', { subsidyFen });
  await rejectOthers(tx, row);
  await planMilestones(tx, row);
  await tellOffice(tx, row, row.authorityOrgId, 'bounty.start');
}

async function rejectOthers(tx: In<Context>, bounty: Bounty): Promise<void> {
  const waiting = await tx.db
    .select()
    .from(bountyProposals)
    .where(and(eq(bountyProposals.bountyId, bounty.id), eq(bountyProposals.state, 'submitted')));
  for (const proposal of waiting) {
    await moveProposal(tx, proposal, 'reject');
    await tellOffice(tx, bounty, proposal.orgId, 'bounty.reject');
  }
}

/** Milestones of the winner, numbered on from the gates of a race. */
async function planMilestones(tx: In<Context>, bounty: Bounty): Promise<void> {
  const [winner] = await tx.db
    .select()
    .from(bountyProposals)
    .where(and(eq(bountyProposals.bountyId, bounty.id), eq(bountyProposals.state, 'awarded')));
  if (winner === undefined || winner.data.milestones.length === 0) return;
  const [{ n } = { n: 0 }] = await tx.db
    .select({ n: sql<number>`coalesce(max(${bountyGates.n}), 0)::int` })
    .from(bountyGates)
    .where(eq(bountyGates.bountyId, bounty.id));
  const gates = await tx.db
    .insert(bountyGates)
    .values(
      winner.data.milestones.map(({ name, dueOn }, at) => ({
        bountyId: bounty.id,
        n: n + at + 1,
        kind: 'milestone' as const,
        title: name,
        dueOn,
      })),
    )
    .returning();
  for (const gate of gates) {
    const dueAt = endOfDay(gate.dueOn);
    await setDeadline(tx, { kind: 'bounty_gate.check', subjectId: gate.id, orgId: bounty.authorityOrgId, dueAt });
  }
}
