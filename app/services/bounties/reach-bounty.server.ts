import { eq, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { bountyRoles } from '#app/domain/bounty-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { bounties } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

// The outer table is named in full: of a query on one table the query builder writes columns without it.
export const isPanelist = (userId: string) =>
  sql<boolean>`exists (select 1 from bounty_experts e where e.bounty_id = bounties.id and e.user_id = ${userId})`;
export const isPartner = (orgId: string | null) =>
  sql<boolean>`exists (select 1 from bounty_partners p where p.bounty_id = bounties.id and p.org_id = ${orgId})`;
export const isSolver = (orgId: string | null) =>
  sql<boolean>`exists (select 1 from bounty_proposals p where p.bounty_id = bounties.id and p.org_id = ${orgId})`;

/** Who may see which side of a post. Everybody else does not find it. */
export interface BountyReach {
  /** As far as it is told: whom the poster chose and why is between the poster and the authority until the award. */
  readonly bounty: Omit<typeof bounties.$inferSelect, 'posterOrgId' | 'createdBy'>;
  readonly isAuthority: boolean;
  readonly isPoster: boolean;
  readonly isExpert: boolean;
  readonly isPartner: boolean;
  readonly isSolver: boolean;
  /** Roles in the machine; readers without the officer's role hold none. */
  readonly roles: ReturnType<typeof bountyRoles>;
}

/** How far the actor sees into a post. */
export async function reachBounty(ctx: ActorContext, id: string): Promise<BountyReach> {
  const orgId = ctx.actor.org?.orgId ?? null;
  const [row] = await ctx.db
    .select({
      bounty: bounties,
      isExpert: isPanelist(ctx.actor.userId),
      isPartner: isPartner(orgId),
      isSolver: isSolver(orgId),
    })
    .from(bounties)
    .where(eq(bounties.id, id));
  if (row === undefined) throw new AppError('not_found');
  const inOffice = hasRole(ctx.actor, 'owner', 'officer', 'approver', 'legal', 'finance');
  const { posterOrgId, createdBy: _createdBy, ...bounty } = row.bounty;
  const isAuthority = bounty.authorityOrgId === orgId && inOffice;
  const isPoster = posterOrgId === orgId && inOffice;
  const isTold = isAuthority || isPoster;
  const reach = {
    ...row,
    bounty: isTold
      ? bounty
      : {
          ...bounty,
          posterChoiceId: null,
          posterOpinion: '',
          decision: bounty.state === 'judging' ? null : bounty.decision,
        },
    isPartner: row.isPartner && inOffice,
    isSolver: row.isSolver && inOffice,
    isAuthority,
    isPoster,
    roles: bountyRoles(ctx.actor, row.bounty),
  };
  if (!reach.isExpert && !isTold && !reach.isPartner && !reach.isSolver) throw new AppError('not_found');
  return reach;
}
