import { and, desc, eq, ne, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { type ClearanceGround, clearanceStanding } from '#app/domain/grant-clearance.ts';
import type { PendingClearance } from '#app/domain/grant-conflicts.ts';
import { givesSame } from '#app/domain/same-grant.ts';
import {
  clearanceReviews,
  consentConfirmations,
  consentDenials,
  contracts,
  files,
  grantClearances,
  users,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { coursesOf } from './clearance-course.server.ts';
import { getTerms } from './get-terms.server.ts';
import { signedRestingOn } from './signed-resting-on.server.ts';

type Dated = Pick<Context, 'db' | 'now'>;

/** What was said of an earlier contract: of the terms that it had then. */
interface Said {
  readonly earlierId: string;
  readonly ground: ClearanceGround;
  readonly terms: PayLaterTerms;
  /** For what it waits; null: it counts. */
  readonly pending: PendingClearance | null;
}

/**
 * Beside which earlier contracts, and which terms of them, the owner has said why these terms go: said of terms that gave the same. What
 * was voided by its party or by the owner's second person is none, what either of them can still answer waits.
 */
export async function clearedBeside(ctx: Dated, contractId: string, terms: PayLaterTerms): Promise<Said[]> {
  const cleared: Said[] = [];
  for (const row of await statements(ctx, eq(grantClearances.contractId, contractId))) {
    const { versionN, earlierId, earlierVersionN, ground, standing } = row;
    if (standing.state === 'void' || earlierVersionN === null) continue;
    if (!givesSame(await getTerms(ctx, contractId, versionN), terms)) continue;
    const then = await getTerms(ctx, earlierId, earlierVersionN);
    cleared.push({ earlierId, ground, terms: then, pending: pendingOf(row) });
  }
  return cleared;
}

function pendingOf({ ground, standing: { state, untilOn } }: Statement): PendingClearance | null {
  if (state === 'review') return { what: 'review', untilOn };
  return state === 'waits' ? { what: ground === 'consent' ? 'consent' : 'objection', untilOn } : null;
}

const later = alias(contracts, 'later');
const earlier = alias(contracts, 'earlier');
const reviewers = alias(users, 'reviewers');

/** What was stated, what became of it and whether it counts today, the newest first. */
export async function statements(ctx: Dated, where: SQL | undefined) {
  const rows = await ctx.db
    .select({
      id: grantClearances.id,
      contractId: grantClearances.contractId,
      laterNo: later.no,
      versionN: grantClearances.versionN,
      earlierId: grantClearances.earlierContractId,
      earlierNo: earlier.no,
      earlierTitle: earlier.title,
      earlierVersionN: grantClearances.earlierVersionN,
      ground: grantClearances.ground,
      reason: grantClearances.reason,
      file: { id: files.id, name: files.name },
      statedBy: grantClearances.statedBy,
      by: users.name,
      createdAt: grantClearances.createdAt,
      toOrgId: later.licenseeOrgId,
      confirmedAt: consentConfirmations.createdAt,
      denial: { reason: consentDenials.reason, at: consentDenials.createdAt },
      review: {
        outcome: clearanceReviews.outcome,
        reason: clearanceReviews.reason,
        at: clearanceReviews.createdAt,
      },
      reviewedBy: reviewers.name,
    })
    .from(grantClearances)
    .innerJoin(later, eq(later.id, grantClearances.contractId))
    .innerJoin(earlier, eq(earlier.id, grantClearances.earlierContractId))
    .innerJoin(users, eq(users.id, grantClearances.statedBy))
    .leftJoin(files, eq(files.id, grantClearances.fileId))
    .leftJoin(consentConfirmations, eq(consentConfirmations.clearanceId, grantClearances.id))
    .leftJoin(consentDenials, eq(consentDenials.clearanceId, grantClearances.id))
    .leftJoin(clearanceReviews, eq(clearanceReviews.clearanceId, grantClearances.id))
    .leftJoin(reviewers, eq(reviewers.id, clearanceReviews.reviewedBy))
    .where(where)
    .orderBy(desc(grantClearances.createdAt), desc(grantClearances.id));
  const course = await coursesOf(
    ctx,
    rows.map(({ earlierId }) => earlierId),
  );
  const today = dayOf(ctx.now());
  const signedAtOf = signedRestingOn(ctx);
  const judged = [];
  for (const row of rows) {
    const { ground, createdAt, confirmedAt, denial, review } = row;
    const stated = {
      ground,
      statedOn: dayOf(createdAt),
      isConfirmed: confirmedAt !== null,
      isDenied: denial !== null,
      review: review && { outcome: review.outcome, on: dayOf(review.at) },
    };
    const signedAt = await signedAtOf(row);
    const standing = clearanceStanding(stated, course(row.earlierId, row.toOrgId, signedAt), today);
    judged.push({ ...row, isSigned: signedAt !== null, standing });
  }
  return judged;
}
export type Statement = Awaited<ReturnType<typeof statements>>[number];

/**
 * What was said of a contract and earlier ones, the newest first, for its two sides: its own clauses name the earlier contract. What the
 * licensor's lawyer judged of words is the licensor's alone.
 */
export async function listClearances(ctx: Dated, contractId: string, side: ContractSide) {
  const isShown = side === 'licensor' ? undefined : ne(grantClearances.ground, 'words');
  const rows = await statements(ctx, and(eq(grantClearances.contractId, contractId), isShown));
  return rows.map((row) => {
    const { id, versionN, earlierNo, ground, reason, file, by, createdAt } = row;
    const { confirmedAt, denial, review, reviewedBy, standing } = row;
    const looked = review && { outcome: review.outcome, at: review.at, by: reviewedBy };
    return {
      id,
      versionN,
      earlierNo,
      ground,
      reason,
      file,
      by,
      createdAt,
      confirmedAt,
      denial,
      standing,
      review: looked,
    };
  });
}

/** What the other side of the earlier contract reads and answers: a consent in its name, and what was approved against its word. */
export const isClaimed = or(eq(grantClearances.ground, 'consent'), eq(clearanceReviews.outcome, 'approved'));

/**
 * What the owner stated of a contract with another party, the newest first, as its other side reads it: which version of its contract, how
 * the markets are divided, the paper, and whether what it was stated for is signed. Not with whom nor on which terms.
 */
export async function listClaimedConsents(ctx: Dated, contractId: string) {
  const rows = await statements(ctx, and(eq(grantClearances.earlierContractId, contractId), isClaimed));
  return rows.map(
    ({ id, earlierVersionN, ground, reason, file, isSigned, createdAt, confirmedAt, denial, standing }) => ({
      id,
      earlierVersionN,
      ground,
      reason,
      file,
      isSigned,
      createdAt,
      confirmedAt,
      denial,
      standing,
    }),
  );
}
