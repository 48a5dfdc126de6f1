import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import {
  contractAmendments,
  contractDeclarations,
  contractVersions,
  credits,
  files,
  milestones,
  milestoneSubmissions,
  objections,
  publicities,
  users,
} from '#db/schema/index.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { standingContractStates } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { versionStanding } from '#app/domain/version-standing.ts';
import type { ActorContext } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';
import { hiddenVersions } from './seen-versions.server.ts';
import { unsettledObjection } from './own-objection.server.ts';

/** Versions that this reader may know of: what the other side prepares, or dropped, is not among them. */
export const listVersions = async (ctx: ActorContext, contract: Contract) => {
  const hidden = await hiddenVersions(ctx, contract.id, contractSideOf(ctx.actor, contract));
  const rows = await ctx.db
    .select({
      n: contractVersions.n,
      sha256: contractVersions.sha256,
      createdAt: contractVersions.createdAt,
      author: users.name,
    })
    .from(contractVersions)
    .innerJoin(users, eq(users.id, contractVersions.authorId))
    .where(eq(contractVersions.contractId, contract.id))
    .orderBy(desc(contractVersions.n));
  const changes = await ctx.db
    .select({
      baseVersionN: contractAmendments.baseVersionN,
      versionN: contractAmendments.versionN,
      effectiveOn: contractAmendments.effectiveOn,
      answeredAt: contractAmendments.answeredAt,
      asksPublicity: contractAmendments.asksPublicity,
    })
    .from(contractAmendments)
    .where(and(eq(contractAmendments.contractId, contract.id), eq(contractAmendments.state, 'signed')));
  const facts = {
    signedVersionN: contract.signedVersionN,
    changes: changes.map(({ answeredAt, asksPublicity, ...row }) => ({
      ...row,
      // Of a published one its day is that of the last signature or seal.
      signedOn: answeredAt && !asksPublicity ? dayOf(answeredAt) : row.effectiveOn,
    })),
    isOver: !standingContractStates.includes(contract.state),
  };
  return rows.filter(({ n }) => !hidden.has(n)).map((row) => ({ ...row, standing: versionStanding(row.n, facts) }));
};

export const listPublicities = async (ctx: ActorContext, id: string) => {
  const rows = await ctx.db
    .select({
      id: publicities.id,
      orgId: publicities.orgId,
      state: publicities.state,
      audience: publicities.audience,
      contractVersionN: publicities.contractVersionN,
      startedAt: publicities.startedAt,
      endsAt: publicities.endsAt,
      sha256: publicities.sha256,
    })
    .from(publicities)
    .where(eq(publicities.contractId, id))
    .orderBy(desc(publicities.contractVersionN), desc(publicities.startedAt), desc(publicities.id));
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      openObjections: await ctx.db.$count(objections, and(eq(objections.publicityId, row.id), unsettledObjection)),
    })),
  );
};

export async function listMilestones(ctx: ActorContext, id: string) {
  const rows = await ctx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, id))
    .orderBy(asc(milestones.position));
  if (rows.length === 0) return [];
  const submissions = await ctx.db
    .select({
      milestoneId: milestoneSubmissions.milestoneId,
      n: milestoneSubmissions.n,
      note: milestoneSubmissions.note,
      submittedAt: milestoneSubmissions.submittedAt,
      outcome: milestoneSubmissions.outcome,
      reason: milestoneSubmissions.reason,
      decidedAt: milestoneSubmissions.decidedAt,
      file: { id: files.id, name: files.name, sha256: files.sha256, bytes: files.bytes },
      by: users.name,
    })
    .from(milestoneSubmissions)
    .innerJoin(files, eq(files.id, milestoneSubmissions.fileId))
    .innerJoin(users, eq(users.id, milestoneSubmissions.submittedBy))
    .where(
      inArray(
        milestoneSubmissions.milestoneId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(milestoneSubmissions.n));
  return rows.map((row) => ({ ...row, submissions: submissions.filter((item) => item.milestoneId === row.id) }));
}

/** What corrected sales took back of milestones, the first of it first. */
export const listTakenBack = (ctx: ActorContext, id: string) =>
  ctx.db
    .select({ id: credits.id, milestoneId: credits.milestoneId, amountFen: credits.amountFen, at: credits.createdAt })
    .from(credits)
    .where(and(eq(credits.contractId, id), isNotNull(credits.milestoneId)))
    .orderBy(asc(credits.createdAt));

/** Suspensions, their ends and the termination, the latest first. */
export const listDeclarations = (ctx: ActorContext, id: string) =>
  ctx.db
    .select({
      id: contractDeclarations.id,
      event: contractDeclarations.event,
      side: contractDeclarations.side,
      ground: contractDeclarations.ground,
      reason: contractDeclarations.reason,
      declaredAt: contractDeclarations.declaredAt,
      effectiveOn: contractDeclarations.effectiveOn,
      answer: contractDeclarations.answer,
      answerReason: contractDeclarations.answerReason,
      answeredAt: contractDeclarations.answeredAt,
      rights: contractDeclarations.rights,
      cause: contractDeclarations.cause,
      keepsPpm: contractDeclarations.keepsPpm,
      stops: contractDeclarations.stops,
      fileId: contractDeclarations.fileId,
      revises: contractDeclarations.revises,
      by: users.name,
    })
    .from(contractDeclarations)
    .leftJoin(users, eq(users.id, contractDeclarations.declaredBy))
    .where(eq(contractDeclarations.contractId, id))
    .orderBy(desc(contractDeclarations.declaredAt));
