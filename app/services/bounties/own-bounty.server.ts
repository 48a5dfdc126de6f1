import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { type BountyRole, bountyRoles } from '#app/domain/bounty-access.ts';
import { bountyMachine, proposalMachine } from '#app/domain/bounty.ts';
import { AppError } from '#app/domain/errors.ts';
import { nextState, transitionOf } from '#app/domain/machine.ts';
import { bounties, bountyProposals, demands } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, Context, In } from '../context.server.ts';

export type Bounty = typeof bounties.$inferSelect;
export type Proposal = typeof bountyProposals.$inferSelect;

/** A post of the actor's organisation, for a deed of one of the two that move it; to everybody else it does not exist. */
export async function ownBounty(ctx: ActorContext, id: string, ...needs: readonly BountyRole[]): Promise<Bounty> {
  if (!hasRole(ctx.actor, 'officer')) throw new AppError('forbidden');
  const [row] = await ctx.db.select().from(bounties).where(eq(bounties.id, id));
  const roles = row === undefined ? [] : bountyRoles(ctx.actor, row);
  if (row === undefined || roles.length === 0) throw new AppError('not_found');
  if (!needs.some((role) => roles.includes(role))) throw new AppError('forbidden');
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  return row;
}

/** The post under a lock: what counts over its proposals, scores and gates stands still meanwhile. */
export async function lockBounty(tx: In<Context>, id: string): Promise<Bounty> {
  const [row] = await tx.db.select().from(bounties).where(eq(bounties.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  return row;
}

type BountyColumns = Omit<Partial<typeof bounties.$inferInsert>, 'state' | 'id'>;

/** One step of a post's machine with its trace; a lost race is `state_changed`. */
export async function moveBounty(
  tx: In<Context>,
  before: Pick<Bounty, 'id' | 'state'>,
  event: string,
  columns: BountyColumns = {},
): Promise<Bounty> {
  const step = transitionOf(bountyMachine, before.state, event);
  if (step === undefined) throw new AppError('state_changed');
  const [row] = await tx.db
    .update(bounties)
    .set({ ...columns, state: step.to, updatedAt: tx.now() })
    .where(and(eq(bounties.id, before.id), eq(bounties.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `bounty.${event}`, subjectType: 'bounty', subjectId: row.id });
  return row;
}

/** One step of a proposal's machine with its trace. */
export async function moveProposal(
  tx: In<Context>,
  before: Proposal,
  event: 'submit' | 'withdraw' | 'shortlist' | 'award' | 'reject' | 'eliminate',
  columns: Omit<Partial<typeof bountyProposals.$inferInsert>, 'state'> = {},
): Promise<Proposal> {
  const [row] = await tx.db
    .update(bountyProposals)
    .set({ ...columns, state: nextState(proposalMachine, before.state, event), updatedAt: tx.now() })
    .where(and(eq(bountyProposals.id, before.id), eq(bountyProposals.state, before.state)))
    .returning();
  if (row === undefined) throw new AppError('state_changed');
  await audit(tx, { deed: `bounty_proposal.${event}`, subjectType: 'bounty', subjectId: row.bountyId });
  return row;
}

/** What notices call a post: the title of its demand. */
export async function bountyTitle(ctx: Pick<Context, 'db'>, bounty: Pick<Bounty, 'demandId'>): Promise<string> {
  const [row] = await ctx.db.select({ title: demands.title }).from(demands).where(eq(demands.id, bounty.demandId));
  return row?.title ?? '';
}
