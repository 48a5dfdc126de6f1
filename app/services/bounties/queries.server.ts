import { and, asc, desc, eq, or, sql } from 'drizzle-orm';
import { mayReadObjections } from '#app/domain/contract-deeds.ts';
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
import { objectorsOf } from '../objections/objectors.server.ts';
import { isPanelist, isPartner, isSolver, reachBounty } from './reach-bounty.server.ts';

const postedVersion = and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, bounties.demandVersionN));
const isAwarded = (orgId: string | null) =>
  sql<boolean>`exists (select 1 from bounty_proposals p where p.bounty_id = bounties.id and p.org_id = ${orgId} and p.state = 'awarded')`;
/** Who stands behind an anonymous post is told to those who carry it, and to the one with whom it is to be signed. */
const posterName = (orgId: string | null) =>
  sql<string | null>`case when ${demandVersions.data}->>'confidentiality' <> 'anonymous'
    or ${orgId} in (${bounties.posterOrgId}, ${bounties.authorityOrgId}) or ${isPartner(orgId)} or ${isAwarded(orgId)}
    then ${organisations.name} end`;

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
      title: sql<string>`${demandVersions.data}->>'title'`,
      posterName: posterName(orgId),
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
    .innerJoin(demandVersions, postedVersion)
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

/** The desk page of a post. */
export async function getBounty(ctx: ActorContext, id: string) {
  const reach = await reachBounty(ctx, id);
  const { bounty } = reach;
  const [[about], [authority], partners, gates, [own], experts, objections, [contract]] = await Promise.all([
    ctx.db
      .select({
        data: demandVersions.data,
        demandNo: demands.no,
        posterName: posterName(ctx.actor.org?.orgId ?? null),
        isSample: demands.isSample,
      })
      .from(bounties)
      .innerJoin(demands, eq(demands.id, bounties.demandId))
      .innerJoin(demandVersions, postedVersion)
      .innerJoin(organisations, eq(organisations.id, bounties.posterOrgId))
      .where(eq(bounties.id, id)),
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
    reach.isAuthority ? objectionsTo(ctx, id) : [],
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

/** Objections to the award, for the authority: who handles them reads all, its others that there are some. */
async function objectionsTo(ctx: ActorContext, bountyId: string) {
  const isReadable = mayReadObjections(ctx.actor);
  const rows = await ctx.db
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
    .where(eq(bountyObjections.bountyId, bountyId))
    .orderBy(desc(bountyObjections.createdAt));
  const objectorOf = await objectorsOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ by, ...row }) => ({
    ...row,
    ...(isReadable ? {} : { grounds: null, decision: null }),
    ...objectorOf(row.id, by, isReadable),
  }));
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
