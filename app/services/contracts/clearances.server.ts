import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { type ClearanceGround, consentStanding, type ConsentStanding } from '#app/domain/grant-clearance.ts';
import { givesSame } from '#app/domain/same-grant.ts';
import { consentConfirmations, consentDenials, contracts, files, grantClearances, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';

type Dated = Pick<Context, 'db' | 'now'>;

/** What was said of an earlier contract: of the terms that it had then. */
interface Said {
  readonly earlierId: string;
  readonly terms: PayLaterTerms;
  /** To the end of that day its party can still answer; null: it counts. */
  readonly waitsUntil: Day | null;
}

/**
 * Beside which earlier contracts, and which terms of them, the owner has said why these terms go: said of terms that gave the same. A
 * consent that its party says it never gave is none, one that it can still answer waits.
 */
export async function clearedBeside(ctx: Dated, contractId: string, terms: PayLaterTerms): Promise<Said[]> {
  const rows = await ctx.db
    .select({
      versionN: grantClearances.versionN,
      earlierContractId: grantClearances.earlierContractId,
      earlierVersionN: grantClearances.earlierVersionN,
      ...answered,
    })
    .from(grantClearances)
    .leftJoin(consentConfirmations, isConfirmation)
    .leftJoin(consentDenials, isDenial)
    .where(eq(grantClearances.contractId, contractId));
  const cleared: Said[] = [];
  const today = dayOf(ctx.now());
  for (const { versionN, earlierContractId: earlierId, earlierVersionN, ...row } of rows) {
    const { state, untilOn } = standingOf(row, today);
    if (state === 'void' || earlierVersionN === null || !givesSame(await getTerms(ctx, contractId, versionN), terms))
      continue;
    const waitsUntil = state === 'waits' ? untilOn : null;
    cleared.push({ earlierId, terms: await getTerms(ctx, earlierId, earlierVersionN), waitsUntil });
  }
  return cleared;
}

const isConfirmation = eq(consentConfirmations.clearanceId, grantClearances.id);
const isDenial = eq(consentDenials.clearanceId, grantClearances.id);
/** What its party answered; all null where it said nothing. */
const denial = { reason: consentDenials.reason, at: consentDenials.createdAt };
/** What was stated when, and how its party answered: what `standingOf` reads. */
const answered = {
  ground: grantClearances.ground,
  createdAt: grantClearances.createdAt,
  confirmedAt: consentConfirmations.createdAt,
  denial,
};

interface Answered {
  readonly ground: ClearanceGround;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly denial: { readonly at: Date | null } | null;
}

const standingOf = ({ ground, createdAt, confirmedAt, denial: said }: Answered, today: Day): ConsentStanding =>
  consentStanding(
    { ground, statedOn: dayOf(createdAt), isConfirmed: confirmedAt !== null, isDenied: said?.at != null },
    today,
  );

const earlier = alias(contracts, 'earlier');

/** What was said of a contract and earlier ones, the newest first, for its two sides: its own clauses name the earlier contract. */
export async function listClearances(ctx: Dated, contractId: string) {
  const rows = await ctx.db
    .select({
      id: grantClearances.id,
      versionN: grantClearances.versionN,
      earlierNo: earlier.no,
      reason: grantClearances.reason,
      file: { id: files.id, name: files.name },
      by: users.name,
      ...answered,
    })
    .from(grantClearances)
    .innerJoin(earlier, eq(earlier.id, grantClearances.earlierContractId))
    .innerJoin(users, eq(users.id, grantClearances.statedBy))
    .leftJoin(files, eq(files.id, grantClearances.fileId))
    .leftJoin(consentConfirmations, isConfirmation)
    .leftJoin(consentDenials, isDenial)
    .where(eq(grantClearances.contractId, contractId))
    .orderBy(desc(grantClearances.createdAt), desc(grantClearances.id));
  const today = dayOf(ctx.now());
  return rows.map((row) => ({ ...row, standing: standingOf(row, today) }));
}
export type Clearance = Awaited<ReturnType<typeof listClearances>>[number];

const later = alias(contracts, 'later');

/**
 * What the owner stated in the name of a contract's other side, the newest first, as that side reads it: which version of its contract, how
 * the markets are divided, the paper, and whether what it was stated for is signed. Not with whom nor on which terms.
 */
export async function listClaimedConsents(ctx: Dated, contractId: string) {
  const rows = await ctx.db
    .select({
      id: grantClearances.id,
      earlierVersionN: grantClearances.earlierVersionN,
      reason: grantClearances.reason,
      file: { id: files.id, name: files.name },
      isSigned: sql<boolean>`coalesce(${later.signedVersionN} >= ${grantClearances.versionN}, false)`,
      ...answered,
    })
    .from(grantClearances)
    .innerJoin(later, eq(later.id, grantClearances.contractId))
    .leftJoin(files, eq(files.id, grantClearances.fileId))
    .leftJoin(consentConfirmations, isConfirmation)
    .leftJoin(consentDenials, isDenial)
    .where(and(eq(grantClearances.earlierContractId, contractId), eq(grantClearances.ground, 'consent')))
    .orderBy(desc(grantClearances.createdAt), desc(grantClearances.id));
  const today = dayOf(ctx.now());
  return rows.map((row) => ({ ...row, standing: standingOf(row, today) }));
}
