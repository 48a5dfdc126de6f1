import { and, eq, inArray } from 'drizzle-orm';
import { bountyMachine } from '#app/domain/bounty.ts';
import type { Score } from '#app/domain/bounty-scores.ts';
import { mayScore } from '#app/domain/bounty-panel.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  achievementPeople,
  bountyExperts,
  bountyPartners,
  bountyProposals,
  bountyScores,
  memberships,
  users,
} from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction, isUniqueViolation } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Bounty, bountyTitle, lockBounty, ownBounty } from './own-bounty.server.ts';

type Expert = typeof bountyExperts.$inferSelect;

/** Invites a person to the panel by his mobile: nobody of the poster, its partners or the authority itself. */
export async function inviteExpert(ctx: ActorContext, input: { readonly id: string; readonly phone: string }) {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  if (bountyMachine.states[bounty.state].on === undefined) throw new AppError('state_changed');
  const fault = (says: string) => new AppError('invalid', { says }, 'phone');
  const [person] = await ctx.db.select().from(users).where(eq(users.phoneNumber, input.phone));
  if (person === undefined || !person.phoneNumberVerified)
    throw fault('这个手机号还没有登录过成果通，请专家先登录一次。');
  const partners = await ctx.db
    .select({ orgId: bountyPartners.orgId })
    .from(bountyPartners)
    .where(eq(bountyPartners.bountyId, bounty.id));
  const related = [bounty.posterOrgId, bounty.authorityOrgId, ...partners.map(({ orgId }) => orgId)];
  const isInside = await ctx.db.$count(
    memberships,
    and(eq(memberships.userId, person.id), inArray(memberships.orgId, related)),
  );
  if (isInside > 0) throw fault('发榜方和组织方的人员不能进专家组。');
  try {
    await inTransaction(ctx, async (tx) => {
      await tx.db
        .insert(bountyExperts)
        .values({ bountyId: bounty.id, userId: person.id, conflictOrgIds: [], createdAt: tx.now() });
      await audit(tx, { deed: 'bounty.invite_expert', subjectType: 'bounty', subjectId: bounty.id });
      const params = { title: await bountyTitle(tx, bounty) };
      const href = `/desk/bounties/${bounty.id}/panel`;
      await notifyPeople(tx, [person.id], { kind: 'bounty.expert', params, href });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw fault('这位专家已经在专家组里。');
    throw error;
  }
}

/** The expert's own row under the lock of the post; to everybody else there is no such panel. */
async function asExpert<Result>(
  ctx: ActorContext,
  id: string,
  state: readonly Bounty['state'][],
  work: (tx: In<ActorContext>, bounty: Bounty, expert: Expert) => Promise<Result>,
): Promise<Result> {
  const mine = and(eq(bountyExperts.bountyId, id), eq(bountyExperts.userId, ctx.actor.userId));
  const [known] = await ctx.db.select().from(bountyExperts).where(mine);
  if (known === undefined) throw new AppError('not_found');
  return inTransaction(ctx, async (tx) => {
    const bounty = await lockBounty(tx, id);
    const [expert] = await tx.db.select().from(bountyExperts).where(mine);
    if (expert === undefined || !state.includes(bounty.state)) throw new AppError('state_changed');
    return work(tx, bounty, expert);
  });
}

/** His word in the argument: is it necessary, feasible, and is the budget in order? He may change it while it lasts. */
export const giveOpinion = (
  ctx: ActorContext,
  input: { readonly id: string; readonly supports: boolean; readonly opinion: string },
): Promise<void> =>
  asExpert(ctx, input.id, ['arguing'], async (tx, bounty, expert) => {
    const { supports, opinion } = input;
    await tx.db.update(bountyExperts).set({ supports, opinion }).where(rowOf(expert));
    await audit(tx, { deed: 'bounty.opinion', subjectType: 'bounty', subjectId: bounty.id });
  });

/** He says with which solvers something binds him: those he does not score, and scores that he gave them are gone. */
export const declareRelations = (
  ctx: ActorContext,
  input: { readonly id: string; readonly conflictOrgIds: readonly string[]; readonly note: string },
): Promise<void> =>
  asExpert(ctx, input.id, ['judging'], async (tx, bounty, expert) => {
    const proposals = await tx.db.select().from(bountyProposals).where(eq(bountyProposals.bountyId, bounty.id));
    // Where he works or worked, and of what he invented himself, he cannot declare himself free.
    const bound = new Set([...input.conflictOrgIds, ...(await boundUnits(tx, bounty.id, expert.userId))]);
    const conflictOrgIds = proposals.map(({ orgId }) => orgId).filter((orgId) => bound.has(orgId));
    await tx.db
      .update(bountyExperts)
      .set({ declaredAt: tx.now(), conflictOrgIds, conflictNote: input.note })
      .where(rowOf(expert));
    const barred = proposals.filter(({ orgId }) => bound.has(orgId)).map(({ id }) => id);
    if (barred.length > 0)
      await tx.db
        .delete(bountyScores)
        .where(and(eq(bountyScores.userId, expert.userId), inArray(bountyScores.proposalId, barred)));
    await audit(tx, { deed: 'bounty.declare', subjectType: 'bounty', subjectId: bounty.id });
  });

/** His own score of one proposal; he sees nobody else's. */
export const scoreProposal = (
  ctx: ActorContext,
  input: { readonly id: string; readonly proposalId: string; readonly score: Score; readonly note: string },
): Promise<void> =>
  asExpert(ctx, input.id, ['judging'], async (tx, bounty, expert) => {
    const [proposal] = await tx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.id, input.proposalId), eq(bountyProposals.bountyId, bounty.id)));
    if (proposal === undefined) throw new AppError('not_found');
    if (proposal.state !== 'submitted') throw new AppError('state_changed');
    // Who joined a solver's unit after he declared is bound as if he had said so.
    const isBound = (await boundUnits(tx, bounty.id, expert.userId)).includes(proposal.orgId);
    if (isBound || !mayScore(expert, proposal.orgId)) throw new AppError('forbidden');
    const given = { ...input.score, note: input.note };
    await tx.db
      .insert(bountyScores)
      .values({ proposalId: proposal.id, userId: expert.userId, ...given, createdAt: tx.now() })
      .onConflictDoUpdate({ target: [bountyScores.proposalId, bountyScores.userId], set: given });
    await audit(tx, { deed: 'bounty.score', subjectType: 'bounty', subjectId: bounty.id });
  });

/** Units to which something in our own books binds a person: he is or was a member, or invented what their proposal builds on. */
async function boundUnits(tx: In<ActorContext>, bountyId: string, userId: string): Promise<string[]> {
  const [worked, invented] = await Promise.all([
    tx.db.select({ orgId: memberships.orgId }).from(memberships).where(eq(memberships.userId, userId)),
    tx.db
      .select({ orgId: bountyProposals.orgId })
      .from(bountyProposals)
      .innerJoin(achievementPeople, eq(achievementPeople.achievementId, bountyProposals.achievementId))
      .where(and(eq(bountyProposals.bountyId, bountyId), eq(achievementPeople.userId, userId))),
  ]);
  return [...worked, ...invented].map(({ orgId }) => orgId);
}

const rowOf = (expert: Expert) =>
  and(eq(bountyExperts.bountyId, expert.bountyId), eq(bountyExperts.userId, expert.userId));
