import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { publicBountyStates, type BountyKind, type BountyState } from '#app/domain/bounty.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  bounties,
  bountyGates,
  bountyObjections,
  bountyPartners,
  bountyProposals,
  demands,
  demandVersions,
  organisations,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

const isPublic = and(inArray(bounties.state, publicBountyStates), listingShown);
/** The words of the demand as they stood when the post went up. */
const postedVersion = and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, bounties.demandVersionN));
const isNamed = sql<boolean>`${demandVersions.data}->>'confidentiality' <> 'anonymous'`;

/** Phases that people filter by: still to be answered, being judged, under way or done. */
export const bountyPhases = [
  { key: 'open', label: '征集揭榜方', states: ['posted'] },
  { key: 'judging', label: '评榜和公示', states: ['judging', 'racing', 'publicity', 'contracting'] },
  { key: 'running', label: '实施和验收', states: ['running', 'accepted', 'stopped'] },
] as const satisfies readonly { key: string; label: string; states: readonly BountyState[] }[];
export type BountyPhase = (typeof bountyPhases)[number]['key'];

/** Posts that everybody may read: those that close first come first, then the newest. */
export async function listPublicBounties(
  ctx: Context,
  filter: { readonly phase: BountyPhase | null; readonly kind: BountyKind | null },
) {
  const phase = bountyPhases.find(({ key }) => key === filter.phase);
  const rows = await ctx.db
    .select({
      no: bounties.no,
      kind: bounties.kind,
      origin: bounties.origin,
      state: bounties.state,
      title: sql<string>`${demandVersions.data}->>'title'`,
      summary: sql<string>`${demandVersions.data}->>'summary'`,
      posterName: sql<string | null>`case when ${isNamed} then ${organisations.name} end`,
      isSample: demands.isSample,
      regionCode: sql<string>`${demandVersions.data}->>'regionCode'`,
      totalFen: bounties.totalFen,
      ratePpm: bounties.ratePpm,
      closesOn: bounties.closesOn,
      publicityUntilOn: bounties.publicityUntilOn,
      partners: sql<number>`(select count(*)::int from bounty_partners p where p.bounty_id = bounties.id and p.agreed_at is not null)`,
    })
    .from(bounties)
    .innerJoin(demands, eq(demands.id, bounties.demandId))
    .innerJoin(demandVersions, postedVersion)
    .innerJoin(organisations, eq(organisations.id, bounties.posterOrgId))
    .where(
      and(
        isPublic,
        phase && inArray(bounties.state, [...phase.states]),
        filter.kind === null ? undefined : eq(bounties.kind, filter.kind),
      ),
    )
    .orderBy(desc(sql`${bounties.state} = 'posted'`), asc(bounties.closesOn), desc(bounties.postedAt))
    .limit(200);
  return rows;
}

/**
 * One post by its number: the words of the demand as posted, who stands behind it, gates, and from the publicity on the winner. Of
 * proposals only their number is public, of objections only the reader's own.
 */
export async function getPublicBounty(ctx: Context, no: string) {
  const [row] = await ctx.db
    .select({
      bounty: bounties,
      data: demandVersions.data,
      demandNo: demands.no,
      posterName: organisations.name,
      isSample: demands.isSample,
    })
    .from(bounties)
    .innerJoin(demands, eq(demands.id, bounties.demandId))
    .innerJoin(demandVersions, postedVersion)
    .innerJoin(organisations, eq(organisations.id, bounties.posterOrgId))
    .where(and(eq(bounties.no, no), isPublic));
  if (row === undefined) throw new AppError('not_found');
  const { bounty } = row;
  const userId = ctx.actor?.userId;
  const [[authority], partners, gates, proposals, objections] = await Promise.all([
    ctx.db.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, bounty.authorityOrgId)),
    ctx.db
      .select({ name: organisations.name, isSample: organisations.isSample })
      .from(bountyPartners)
      .innerJoin(organisations, eq(organisations.id, bountyPartners.orgId))
      .where(and(eq(bountyPartners.bountyId, bounty.id), sql`${bountyPartners.agreedAt} is not null`))
      .orderBy(asc(bountyPartners.createdAt)),
    ctx.db.select().from(bountyGates).where(eq(bountyGates.bountyId, bounty.id)).orderBy(asc(bountyGates.n)),
    ctx.db
      .select({ state: bountyProposals.state, orgName: organisations.name, budgetFen: bountyProposals.budgetFen })
      .from(bountyProposals)
      .innerJoin(organisations, eq(organisations.id, bountyProposals.orgId))
      .where(eq(bountyProposals.bountyId, bounty.id)),
    userId === undefined
      ? []
      : ctx.db
          .select()
          .from(bountyObjections)
          .where(and(eq(bountyObjections.bountyId, bounty.id), eq(bountyObjections.filedBy, userId)))
          .orderBy(desc(bountyObjections.createdAt)),
  ]);
  const winner = proposals.find(({ state }) => state === 'awarded');
  const { confidentiality, ...data } = row.data;
  const orgId = ctx.actor?.org?.orgId;
  return {
    id: bounty.id,
    no: bounty.no,
    kind: bounty.kind,
    origin: bounty.origin,
    state: bounty.state,
    versionN: bounty.demandVersionN,
    data,
    demandNo: row.demandNo,
    posterName: confidentiality === 'anonymous' ? null : row.posterName,
    isSample: row.isSample,
    authorityName: authority?.name ?? '',
    partners,
    totalFen: bounty.totalFen,
    ratePpm: bounty.ratePpm,
    conditions: bounty.conditions,
    postedOn: bounty.postedAt && dayOf(bounty.postedAt),
    closesOn: bounty.closesOn,
    publicityUntilOn: bounty.publicityUntilOn,
    decision: bounty.state === 'judging' ? null : bounty.decision,
    dropReason: bounty.dropReason,
    isDiligent: bounty.isDiligent,
    gates: gates.map(({ n, kind, title, dueOn, decidedAt }) => ({
      n,
      kind,
      title,
      dueOn,
      isDecided: decidedAt !== null,
    })),
    answered: proposals.filter(({ state }) => state !== 'withdrawn').length,
    winner: winner ? { orgName: winner.orgName, budgetFen: winner.budgetFen } : null,
    objections: objections.map(({ id, grounds, state, decision, createdAt }) => ({
      id,
      grounds,
      state,
      decision,
      createdAt,
      isMine: true,
    })),
    isOwn: orgId === bounty.posterOrgId || orgId === bounty.authorityOrgId,
  };
}
