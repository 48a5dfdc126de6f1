import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { mayPropose } from '#app/domain/bounty-access.ts';
import { publicBountyStates } from '#app/domain/bounty.ts';
import { matchableStates } from '#app/domain/demand-match.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievements, bounties, bountyProposals, demands, demandVersions, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** What the form of a call offers: the enterprise's own demands that are public, and the science offices. */
export async function callChoices(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId ?? '';
  const [own, authorities] = await Promise.all([
    ctx.db
      .select({ id: demands.id, no: demands.no, title: demands.title })
      .from(demands)
      .where(and(eq(demands.orgId, orgId), inArray(demands.state, matchableStates)))
      .orderBy(desc(demands.publishedAt))
      .limit(100),
    ctx.db
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .where(and(eq(organisations.kind, 'authority'), eq(organisations.state, 'verified')))
      .orderBy(asc(organisations.regionCode))
      .limit(200),
  ]);
  return { demands: own, authorities };
}

/** The post that a unit answers, what it can build on, and its own proposal if there is one. */
export async function proposalDesk(ctx: ActorContext, id: string) {
  if (!mayPropose(ctx.actor)) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const [post] = await ctx.db
    .select({ bounty: bounties, data: demandVersions.data, posterName: organisations.name })
    .from(bounties)
    .innerJoin(demands, eq(demands.id, bounties.demandId))
    .innerJoin(
      demandVersions,
      and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, bounties.demandVersionN)),
    )
    .innerJoin(organisations, eq(organisations.id, bounties.posterOrgId))
    .where(and(eq(bounties.id, id), inArray(bounties.state, publicBountyStates), listingShown));
  if (post === undefined) throw new AppError('not_found');
  const [basis, [own]] = await Promise.all([
    ctx.db
      .select({ id: achievements.id, no: achievements.no, name: achievements.name })
      .from(achievements)
      .where(and(eq(achievements.orgId, orgId), eq(achievements.state, 'published')))
      .orderBy(desc(achievements.publishedAt))
      .limit(200),
    ctx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.bountyId, id), eq(bountyProposals.orgId, orgId))),
  ]);
  const { bounty } = post;
  return {
    bounty: {
      id: bounty.id,
      no: bounty.no,
      kind: bounty.kind,
      state: bounty.state,
      totalFen: bounty.totalFen,
      closesOn: bounty.closesOn,
      conditions: bounty.conditions,
    },
    title: post.data.title,
    metrics: post.data.metrics,
    basis,
    own: own ?? null,
  };
}
