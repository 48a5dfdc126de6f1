import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { givesSame } from '#app/domain/same-grant.ts';
import { consentDenials, contracts, files, grantClearances, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';

type Reader = Pick<Context, 'db'>;

/** What was said of an earlier contract: of the terms that it had then. */
interface Said {
  readonly earlierId: string;
  readonly terms: PayLaterTerms;
}

/**
 * Beside which earlier contracts, and which terms of them, the owner has said why these terms go: said of terms that gave the same. A
 * consent that its party says it never gave is none.
 */
export async function clearedBeside(ctx: Reader, contractId: string, terms: PayLaterTerms): Promise<Said[]> {
  const rows = await ctx.db
    .select({
      versionN: grantClearances.versionN,
      earlierContractId: grantClearances.earlierContractId,
      earlierVersionN: grantClearances.earlierVersionN,
    })
    .from(grantClearances)
    .leftJoin(consentDenials, isDenial)
    .where(and(eq(grantClearances.contractId, contractId), isNull(consentDenials.id)));
  const cleared: Said[] = [];
  for (const { versionN, earlierContractId: earlierId, earlierVersionN } of rows) {
    if (earlierVersionN === null || !givesSame(await getTerms(ctx, contractId, versionN), terms)) continue;
    cleared.push({ earlierId, terms: await getTerms(ctx, earlierId, earlierVersionN) });
  }
  return cleared;
}

const isDenial = eq(consentDenials.clearanceId, grantClearances.id);
/** What its party answered; all null where it said nothing. */
const denial = { reason: consentDenials.reason, at: consentDenials.createdAt };
const earlier = alias(contracts, 'earlier');

/** What was said of a contract and earlier ones, the newest first, for its two sides: its own clauses name the earlier contract. */
export const listClearances = (ctx: Reader, contractId: string) =>
  ctx.db
    .select({
      id: grantClearances.id,
      versionN: grantClearances.versionN,
      earlierNo: earlier.no,
      ground: grantClearances.ground,
      reason: grantClearances.reason,
      file: { id: files.id, name: files.name },
      by: users.name,
      createdAt: grantClearances.createdAt,
      denial,
    })
    .from(grantClearances)
    .innerJoin(earlier, eq(earlier.id, grantClearances.earlierContractId))
    .innerJoin(users, eq(users.id, grantClearances.statedBy))
    .leftJoin(files, eq(files.id, grantClearances.fileId))
    .leftJoin(consentDenials, isDenial)
    .where(eq(grantClearances.contractId, contractId))
    .orderBy(desc(grantClearances.createdAt), desc(grantClearances.id));
export type Clearance = Awaited<ReturnType<typeof listClearances>>[number];

const later = alias(contracts, 'later');

/**
 * What the owner stated in the name of a contract's other side, the newest first, as that side reads it: which version of its contract, how the
 * markets are divided, the paper, and whether what it was stated for is signed. Not with whom nor on which terms.
 */
export const listClaimedConsents = (ctx: Reader, contractId: string) =>
  ctx.db
    .select({
      id: grantClearances.id,
      earlierVersionN: grantClearances.earlierVersionN,
      reason: grantClearances.reason,
      file: { id: files.id, name: files.name },
      createdAt: grantClearances.createdAt,
      isSigned: sql<boolean>`coalesce(${later.signedVersionN} >= ${grantClearances.versionN}, false)`,
      denial,
    })
    .from(grantClearances)
    .innerJoin(later, eq(later.id, grantClearances.contractId))
    .leftJoin(files, eq(files.id, grantClearances.fileId))
    .leftJoin(consentDenials, isDenial)
    .where(and(eq(grantClearances.earlierContractId, contractId), eq(grantClearances.ground, 'consent')))
    .orderBy(desc(grantClearances.createdAt), desc(grantClearances.id));
export type ClaimedConsent = Awaited<ReturnType<typeof listClaimedConsents>>[number];
