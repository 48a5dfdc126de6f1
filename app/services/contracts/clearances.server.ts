import { desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { givesSame } from '#app/domain/same-grant.ts';
import { contracts, files, grantClearances, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { getTerms } from './get-terms.server.ts';

type Reader = Pick<Context, 'db'>;

/** What was said of an earlier contract: of the terms that it had then. */
interface Said {
  readonly earlierId: string;
  readonly terms: PayLaterTerms;
}

/** Beside which earlier contracts, and which terms of them, the owner has said why these terms go: said of terms that gave the same. */
export async function clearedBeside(ctx: Reader, contractId: string, terms: PayLaterTerms): Promise<Said[]> {
  const rows = await ctx.db.select().from(grantClearances).where(eq(grantClearances.contractId, contractId));
  const cleared: Said[] = [];
  for (const { versionN, earlierContractId: earlierId, earlierVersionN } of rows) {
    if (earlierVersionN === null || !givesSame(await getTerms(ctx, contractId, versionN), terms)) continue;
    cleared.push({ earlierId, terms: await getTerms(ctx, earlierId, earlierVersionN) });
  }
  return cleared;
}

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
    })
    .from(grantClearances)
    .innerJoin(earlier, eq(earlier.id, grantClearances.earlierContractId))
    .innerJoin(users, eq(users.id, grantClearances.statedBy))
    .leftJoin(files, eq(files.id, grantClearances.fileId))
    .where(eq(grantClearances.contractId, contractId))
    .orderBy(desc(grantClearances.createdAt));
export type Clearance = Awaited<ReturnType<typeof listClearances>>[number];
