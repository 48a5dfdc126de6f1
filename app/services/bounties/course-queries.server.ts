import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { bountyProposals, demandVersions, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { contractMoney } from './panel-queries.server.ts';
import { listGates } from './queries.server.ts';
import { reachBounty } from './reach-bounty.server.ts';

/** Gates, milestones, money and acceptance of a post. A solver sees results of its own teams only. */
export async function getCourse(ctx: ActorContext, id: string) {
  const reach = await reachBounty(ctx, id);
  const { bounty, isAuthority, isPoster, isSolver } = reach;
  if (!isAuthority && !isPoster && !isSolver) throw new AppError('not_found');
  const isReader = isAuthority || isPoster;
  const [gates, teams, [version], money] = await Promise.all([
    listGates(ctx, id),
    ctx.db
      .select({ id: bountyProposals.id, orgId: bountyProposals.orgId, orgName: organisations.name })
      .from(bountyProposals)
      .innerJoin(organisations, eq(organisations.id, bountyProposals.orgId))
      .where(and(eq(bountyProposals.bountyId, id), eq(bountyProposals.state, 'shortlisted')))
      .orderBy(asc(bountyProposals.createdAt), asc(bountyProposals.id)),
    ctx.db
      .select({ data: demandVersions.data })
      .from(demandVersions)
      .where(and(eq(demandVersions.demandId, bounty.demandId), eq(demandVersions.n, bounty.demandVersionN))),
    isReader ? contractMoney(ctx, bounty.contractId) : null,
  ]);
  const own = await ctx.db
    .select({ id: bountyProposals.id })
    .from(bountyProposals)
    .where(and(eq(bountyProposals.bountyId, id), eq(bountyProposals.orgId, ctx.actor.org?.orgId ?? '')));
  return {
    ...reach,
    title: version?.data.title ?? '',
    metrics: version?.data.metrics ?? [],
    gates: gates.map((gate) => ({
      ...gate,
      results: isReader ? gate.results : gate.results.filter(({ proposalId }) => proposalId === own[0]?.id),
    })),
    teams: isAuthority ? teams : [],
    money,
  };
}
