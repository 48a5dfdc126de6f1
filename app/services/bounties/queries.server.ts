import { and, asc, desc, eq, or, sql } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { bountyRoles } from '#app/domain/bounty-access.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  bounties,
  bountyExperts,
  bountyGateResults,
  bountyGates,
  bountyObjections,
  bountyPartners,
  bountyProposals,
  contracts,
  demands,
  demandVersions,
  organisations,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

// The outer table is named in full: of a query on one table the query builder writes columns without it.
const isPanelist = (userId: string) =>
  sql<boolean>`exists (select 1 from bounty_experts e where e.bounty_id = bounties.id and e.user_id = ${userId})`;
const isPartner = (orgId: string | null) =>
  sql<boolean>`exists (select 1 from bounty_partners p where p.bounty_id = bounties.id and p.org_id = ${orgId})`;
const isSolver = (orgId: string | null) =>
  sql<boolean>`exists (select 1 from bounty_proposals p where p.bounty_id = bounties.id and p.org_id = ${orgId})`;

/** Posts with which the actor has something to do: his organisation's, and panels to which he was invited himself. */
export async function listMyBounties(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId ?? null;
  const { userId } = ctx.actor;
  return ctx.db
    .select({
      id: bounties.id,
      no: bounties.no,
      kind: bounties.kind,
      state: bounties.state,
      title: demands.title,
      posterName: organisations.name,
      totalFen: bounties.totalFen,
      closesOn: bounties.closesOn,
      createdAt: bounties.createdAt,
      isPoster: sql<boolean>`${bounties.posterOrgId} = ${orgId}`,
      isAuthority: sql<boolean>`${bounties.authorityOrgId} = ${orgId}`,
      isExpert: isPanelist(userId),
      isPartner: isPartner(orgId),
      isSolver: isSolver(orgId),
    })
    .from(bounties)
    .innerJoin(demands, eq(demands.id, bounties.demandId))
    .innerJoin(organisations, eq(organisations.id, bounties.posterOrgId))
    .where(
      or(
        orgId === null ? undefined : eq(bounties.posterOrgId, orgId),
        orgId === null ? undefined : eq(bounties.authorityOrgId, orgId),
        isPanelist(userId),
        orgId === null ? undefined : isPartner(orgId),
        orgId === null ? undefined : isSolver(orgId),
      ),
    )
    .orderBy(desc(bounties.updatedAt))
    .limit(200);
}

/** Who may see which side of a post. Everybody else does not find it. */
export interface BountyReach {
  readonly bounty: typeof bounties.$inferSelect;
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
  const reach = {
    ...row,
    isPartner: row.isPartner && inOffice,
    isSolver: row.isSolver && inOffice,
    isAuthority: row.bounty.authorityOrgId === orgId && inOffice,
    isPoster: row.bounty.posterOrgId === orgId && inOffice,
    roles: bountyRoles(ctx.actor, row.bounty),
  };
  const { isExpert, isAuthority, isPoster } = reach;
  if (!isExpert && !isAuthority && !isPoster && !reach.isPartner && !reach.isSolver) throw new AppError('not_found');
  return reach;
}

/** The desk page of a post. */
export async function getBounty(ctx: ActorContext, id: string) {
  const reach = await reachBounty(ctx, id);
  const { bounty } = reach;
  const [[about], [authority], partners, gates, [own], experts, objections, [contract]] = await Promise.all([
    ctx.db
      .select({
        data: demandVersions.data,
        demandNo: demands.no,
        posterName: organisations.name,
        isSample: demands.isSample,
      })
      .from(demands)
      .innerJoin(
        demandVersions,
        and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, bounty.demandVersionN)),
      )
      .innerJoin(organisations, eq(organisations.id, demands.orgId))
      .where(eq(demands.id, bounty.demandId)),
    ctx.db.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, bounty.authorityOrgId)),
    ctx.db
      .select({
        orgId: bountyPartners.orgId,
        name: organisations.name,
        isSample: organisations.isSample,
        shareFen: bountyPartners.shareFen,
        agreedAt: bountyPartners.agreedAt,
      })
      .from(bountyPartners)
      .innerJoin(organisations, eq(organisations.id, bountyPartners.orgId))
      .where(eq(bountyPartners.bountyId, id))
      .orderBy(asc(bountyPartners.createdAt)),
    listGates(ctx, id),
    ctx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.bountyId, id), eq(bountyProposals.orgId, ctx.actor.org?.orgId ?? ''))),
    ctx.db
      .select({ supports: bountyExperts.supports, declaredAt: bountyExperts.declaredAt })
      .from(bountyExperts)
      .where(eq(bountyExperts.bountyId, id)),
    reach.isAuthority
      ? ctx.db
          .select({
            id: bountyObjections.id,
            by: users.name,
            grounds: bountyObjections.grounds,
            state: bountyObjections.state,
            decision: bountyObjections.decision,
            createdAt: bountyObjections.createdAt,
          })
          .from(bountyObjections)
          .innerJoin(users, eq(users.id, bountyObjections.filedBy))
          .where(eq(bountyObjections.bountyId, id))
          .orderBy(desc(bountyObjections.createdAt))
      : [],
    bounty.contractId === null || !(reach.isPoster || reach.isAuthority || reach.isSolver)
      ? []
      : ctx.db
          .select({ id: contracts.id, no: contracts.no, state: contracts.state })
          .from(contracts)
          .where(eq(contracts.id, bounty.contractId)),
  ]);
  if (about === undefined) throw new AppError('not_found');
  const answered = await ctx.db
    .select({ state: bountyProposals.state, name: organisations.name })
    .from(bountyProposals)
    .innerJoin(organisations, eq(organisations.id, bountyProposals.orgId))
    .where(eq(bountyProposals.bountyId, id));
  const winner = answered.find(({ state }) => state === 'awarded');
  return {
    ...reach,
    ...about,
    authorityName: authority?.name ?? '',
    partners,
    gates,
    own: own ?? null,
    heard: experts.filter(({ supports }) => supports !== null).length,
    supporting: experts.filter(({ supports }) => supports === true).length,
    experts: experts.length,
    objections,
    contract: contract ?? null,
    answered: answered.filter(({ state }) => state !== 'withdrawn').length,
    winnerName: winner?.name ?? null,
  };
}

/** Gates and milestones with what came of them. */
export async function listGates(ctx: ActorContext, bountyId: string) {
  const [gates, results] = await Promise.all([
    ctx.db.select().from(bountyGates).where(eq(bountyGates.bountyId, bountyId)).orderBy(asc(bountyGates.n)),
    ctx.db
      .select({
        gateId: bountyGateResults.gateId,
        proposalId: bountyGateResults.proposalId,
        orgName: organisations.name,
        score: bountyGateResults.score,
        passed: bountyGateResults.passed,
        note: bountyGateResults.note,
      })
      .from(bountyGateResults)
      .innerJoin(bountyGates, eq(bountyGates.id, bountyGateResults.gateId))
      .innerJoin(bountyProposals, eq(bountyProposals.id, bountyGateResults.proposalId))
      .innerJoin(organisations, eq(organisations.id, bountyProposals.orgId))
      .where(eq(bountyGates.bountyId, bountyId))
      .orderBy(desc(bountyGateResults.score)),
  ]);
  return gates.map(({ id, n, kind, title, dueOn, decidedAt }) => ({
    id,
    n,
    kind,
    title,
    dueOn,
    decidedAt,
    results: results.filter(({ gateId }) => gateId === id).map(({ gateId: _gate, ...result }) => result),
  }));
}
