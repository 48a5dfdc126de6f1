import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { mayScore } from '#app/domain/bounty-panel.ts';
import { bountyRules } from '#app/domain/bounty.ts';
import { summarise } from '#app/domain/bounty-scores.ts';
import { AppError } from '#app/domain/errors.ts';
import { receiptStatesKept } from '#app/domain/payment-machine.ts';
import {
  achievements,
  bountyExperts,
  bountyProposals,
  bountyScores,
  contracts,
  organisations,
  receipts,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { leftOf, partSums } from '../payments/receipt-sums.server.ts';
import { reachBounty } from './reach-bounty.server.ts';

/**
 * The panel of a post: opinions of the argument, proposals and scores. Nobody opens a proposal before the last day; an expert
 * reads those to which nothing binds him and his own scores only; authority and poster read marks without names, and those of a
 * proposal only once it has enough of them.
 */
export async function getPanel(ctx: ActorContext, id: string) {
  const reach = await reachBounty(ctx, id);
  const { bounty } = reach;
  const isReader = reach.isAuthority || reach.isPoster;
  if (!isReader && !reach.isExpert) throw new AppError('not_found');
  const isSealed = ['collected', 'arguing', 'posted'].includes(bounty.state);
  const [panel, proposals] = await Promise.all([
    ctx.db
      .select({ expert: bountyExperts, name: users.name })
      .from(bountyExperts)
      .innerJoin(users, eq(users.id, bountyExperts.userId))
      .where(eq(bountyExperts.bountyId, id))
      .orderBy(asc(bountyExperts.createdAt)),
    isSealed
      ? []
      : ctx.db
          .select({
            proposal: bountyProposals,
            orgName: organisations.name,
            basis: achievements.name,
            basisNo: achievements.no,
          })
          .from(bountyProposals)
          .innerJoin(organisations, eq(organisations.id, bountyProposals.orgId))
          .innerJoin(achievements, eq(achievements.id, bountyProposals.achievementId))
          .where(and(eq(bountyProposals.bountyId, id), ne(bountyProposals.state, 'withdrawn')))
          .orderBy(asc(bountyProposals.createdAt), asc(bountyProposals.id)),
  ]);
  const own = panel.find(({ expert }) => expert.userId === ctx.actor.userId)?.expert ?? null;
  const scores =
    proposals.length === 0
      ? []
      : await ctx.db
          .select()
          .from(bountyScores)
          .where(
            inArray(
              bountyScores.proposalId,
              proposals.map(({ proposal }) => proposal.id),
            ),
          );
  return {
    ...reach,
    isSealed,
    own: own && {
      supports: own.supports,
      opinion: own.opinion,
      declaredAt: own.declaredAt,
      conflictOrgIds: own.conflictOrgIds,
      conflictNote: own.conflictNote,
    },
    panel: isReader
      ? panel.map(({ expert, name }) => ({
          userId: expert.userId,
          name: reach.isAuthority ? name : null,
          supports: expert.supports,
          opinion: expert.opinion,
          hasDeclared: expert.declaredAt !== null,
          conflictNote: reach.isAuthority ? expert.conflictNote : '',
        }))
      : [],
    solvers: proposals.map(({ proposal, orgName }) => ({ orgId: proposal.orgId, orgName })),
    proposals: proposals
      .filter(({ proposal }) => isReader || (own !== null && mayScore(own, proposal.orgId)))
      .map(({ proposal, orgName, basis, basisNo }) => {
        const valid = scores.filter(
          ({ proposalId, userId }) =>
            proposalId === proposal.id &&
            panel.some(({ expert }) => expert.userId === userId && mayScore(expert, proposal.orgId)),
        );
        const isShown = isReader && valid.length >= bountyRules.scores;
        const mine = valid.find(({ userId }) => userId === ctx.actor.userId);
        return {
          id: proposal.id,
          orgId: proposal.orgId,
          orgName,
          state: proposal.state,
          data: proposal.data,
          budgetFen: proposal.budgetFen,
          basis,
          basisNo,
          count: valid.length,
          summary: isShown ? summarise(valid) : null,
          notes: isShown ? valid.map(({ note }) => note).filter((note) => note !== '') : [],
          mayScore: own !== null && mayScore(own, proposal.orgId),
          mine: mine ? { feasibility: mine.feasibility, cost: mine.cost, team: mine.team, note: mine.note } : null,
        };
      }),
  };
}

/** What the poster has paid under the contract of a post, against its milestones: the measure of the subsidy's instalments. */
export async function contractMoney(ctx: ActorContext, contractId: string | null) {
  if (contractId === null) return null;
  const [planned] = await ctx.db
    .select({ fen: sql<string>`coalesce(sum((m.value->>'amountFen')::bigint), 0)` })
    .from(contracts)
    .innerJoin(
      sql`contract_versions v`,
      sql`v.contract_id = ${contracts.id} and v.n = coalesce(${contracts.signedVersionN}, ${contracts.versionN})`,
    )
    .innerJoin(sql`lateral jsonb_array_elements(v.data->'terms'->'milestones') m`, sql`true`)
    .where(eq(contracts.id, contractId));
  const got = await ctx.db
    .select({ amountFen: receipts.amountFen, ...partSums })
    .from(receipts)
    .where(and(eq(receipts.contractId, contractId), inArray(receipts.state, [...receiptStatesKept])));
  const paidFen = got.reduce((sum, receipt) => sum + leftOf(receipt).allocatedFen, 0n);
  return { plannedFen: BigInt(planned?.fen ?? '0'), paidFen };
}
