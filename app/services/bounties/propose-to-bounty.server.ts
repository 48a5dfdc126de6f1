import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { mayPropose } from '#app/domain/bounty-access.ts';
import { budgetOf, type ProposalData, proposalFaults } from '#app/domain/bounty-proposal.ts';
import { proposalMachine } from '#app/domain/bounty.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { fenToJson } from '#app/domain/money.ts';
import { achievements, bounties, bountyProposals, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { type Bounty, lockBounty, moveProposal, type Proposal } from './own-bounty.server.ts';

export interface Propose {
  readonly id: string;
  readonly achievementId: string;
  readonly data: Omit<ProposalData, 'budgetFen'>;
  /** 承诺与发榜方没有关联关系 (related-party deals are excluded, step 8). */
  readonly isUnrelated: boolean;
}

const isOpen = (bounty: Bounty, now: Date): boolean =>
  bounty.state === 'posted' && bounty.closesOn !== null && dayOf(now) <= bounty.closesOn;

/** A unit answers a post (揭榜): one proposal each, which it may better or take back until the last day. */
export async function proposeToBounty(ctx: ActorContext, input: Propose): Promise<Proposal> {
  const { org } = ctx.actor;
  if (org === null || !mayPropose(ctx.actor)) throw new AppError('forbidden');
  const [shown] = await ctx.db
    .select({ bounty: bounties })
    .from(bounties)
    .innerJoin(organisations, eq(organisations.id, bounties.posterOrgId))
    .where(and(eq(bounties.id, input.id), listingShown));
  if (shown === undefined || shown.bounty.postedAt === null) throw new AppError('not_found');
  if (!org.verified) throw new AppError('organisation_unverified');
  if (shown.bounty.posterOrgId === org.orgId) throw new AppError('invalid', { says: '不能揭自己单位发的榜。' });
  if (!input.isUnrelated) throw new AppError('invalid', { says: '与发榜方有关联关系的单位不能揭榜。' }, 'isUnrelated');
  const [basis] = await ctx.db
    .select({ id: achievements.id })
    .from(achievements)
    .where(
      and(
        eq(achievements.id, input.achievementId),
        eq(achievements.orgId, org.orgId),
        eq(achievements.state, 'published'),
      ),
    );
  if (basis === undefined)
    throw new AppError('invalid', { says: '请选本单位已公开的一项成果作为基础。' }, 'achievementId');
  return inTransaction(ctx, async (tx) => {
    const bounty = await lockBounty(tx, input.id);
    if (!isOpen(bounty, tx.now())) throw new AppError('state_changed');
    refuseFaults(proposalFaults(input.data, bounty));
    const budgetFen = budgetOf(input.data.milestones);
    const columns = {
      achievementId: basis.id,
      data: { ...input.data, budgetFen: fenToJson(budgetFen) },
      budgetFen,
      submittedBy: tx.actor.userId,
    };
    const earlier = await ownProposal(tx, bounty.id, org.orgId);
    if (earlier?.state === 'withdrawn') return moveProposal(tx, earlier, 'submit', columns);
    const [row] = await tx.db
      .insert(bountyProposals)
      .values({
        id: v7(),
        bountyId: bounty.id,
        orgId: org.orgId,
        ...columns,
        state: proposalMachine.initial,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      })
      .onConflictDoUpdate({
        target: [bountyProposals.bountyId, bountyProposals.orgId],
        set: { ...columns, updatedAt: tx.now() },
      })
      .returning();
    if (row === undefined) throw new Error('proposal was not stored');
    const deed = earlier === undefined ? 'bounty_proposal.submit' : 'bounty_proposal.better';
    await audit(tx, { deed, subjectType: 'bounty', subjectId: bounty.id });
    return row;
  });
}

/** Takes the proposal back while the post is open; nobody but its unit has read it. */
export async function withdrawProposal(ctx: ActorContext, { id }: { readonly id: string }): Promise<Proposal> {
  const { org } = ctx.actor;
  if (org === null || !mayPropose(ctx.actor)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const own = await ownProposal(tx, id, org.orgId);
    if (own === undefined) throw new AppError('not_found');
    const bounty = await lockBounty(tx, id);
    if (!isOpen(bounty, tx.now())) throw new AppError('state_changed');
    return moveProposal(tx, own, 'withdraw');
  });
}

async function ownProposal(tx: In<ActorContext>, bountyId: string, orgId: string): Promise<Proposal | undefined> {
  const [row] = await tx.db
    .select()
    .from(bountyProposals)
    .where(and(eq(bountyProposals.bountyId, bountyId), eq(bountyProposals.orgId, orgId)));
  return row;
}
