import { and, eq, inArray } from 'drizzle-orm';
import { termsOfProposal } from '#app/domain/bounty-proposal.ts';
import { dayOf } from '#app/domain/days.ts';
import { dealMachine } from '#app/domain/deal.ts';
import { openDealStates } from '#app/domain/deal-state.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, bounties, bountyProposals, deals, demands, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { proposeContract } from '../contracts/propose-contract.server.ts';
import { openTalkingDeal } from '../deals/open-talking-deal.server.ts';
import { type Bounty, lockBounty, ownBounty, type Proposal } from './own-bounty.server.ts';

/**
 * The awarded proposal becomes a deal and the draft of its contract, in one transaction and with nothing typed again. The solver
 * answers it as any draft: agrees, changes it, or both talk on in the room.
 */
export async function draftBountyContract(ctx: ActorContext, { id }: { readonly id: string }): Promise<Contract> {
  const bounty = await ownBounty(ctx, id, 'poster');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (locked.state !== 'contracting' || locked.contractId !== null) throw new AppError('state_changed');
    const [awarded] = await tx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.bountyId, locked.id), eq(bountyProposals.state, 'awarded')));
    if (awarded === undefined) throw new AppError('state_changed');
    const dealId = await openDeal(tx, locked, awarded);
    const [about] = await tx.db
      .select({ title: demands.title, place: organisations.name })
      .from(demands)
      .innerJoin(organisations, eq(organisations.id, locked.posterOrgId))
      .where(eq(demands.id, locked.demandId));
    const terms = termsOfProposal(awarded.data, {
      title: about?.title ?? '',
      place: `${about?.place ?? '发榜方'}所在地`,
      today: dayOf(tx.now()),
    });
    const contract = await proposeContract({ ...ctx, db: tx.db }, { dealId, terms });
    await tx.db
      .update(bounties)
      .set({ dealId, contractId: contract.id, updatedAt: tx.now() })
      .where(eq(bounties.id, locked.id));
    await audit(tx, { deed: 'bounty.contract', subjectType: 'bounty', subjectId: locked.id });
    return contract;
  });
}

/** The deal of the pair: the one that runs already, or a new one that needs no request, because both said yes in public. */
async function openDeal(tx: In<ActorContext>, bounty: Bounty, proposal: Proposal): Promise<string> {
  const [achievement] = await tx.db
    .select()
    .from(achievements)
    .where(eq(achievements.id, proposal.achievementId))
    .for('update');
  if (achievement === undefined) throw new AppError('not_found');
  const [running] = await tx.db
    .select()
    .from(deals)
    .where(
      and(
        eq(deals.achievementId, achievement.id),
        eq(deals.licenseeOrgId, bounty.posterOrgId),
        inArray(deals.state, [...openDealStates]),
      ),
    );
  if (running !== undefined) {
    if (dealMachine.states[running.state].on?.propose === undefined)
      throw new AppError('invalid', { says: `双方的洽谈 ${running.no} 还没有开始或已有合同，请先在那里处理。` });
    return running.id;
  }
  const deal = await openTalkingDeal(tx, {
    achievementId: achievement.id,
    achievementVersionN: achievement.versionN,
    licensorOrgId: proposal.orgId,
    licenseeOrgId: bounty.posterOrgId,
    demandId: bounty.demandId,
    origin: 'demand',
    sourceId: bounty.id,
    purpose: `揭榜 ${bounty.no}，公示期满无异议。`,
    askedBy: proposal.submittedBy,
    repliedBy: tx.actor.userId,
    saidByOrgId: bounty.posterOrgId,
    deed: 'deal.accept',
  });
  return deal.id;
}
