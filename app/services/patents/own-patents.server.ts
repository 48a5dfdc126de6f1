import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { hasPlatformRole, type RoleGate, supplierOfficer } from '#app/domain/access.ts';
import { patents } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export type PatentRow = typeof patents.$inferSelect;

/** Units keep their patents: officers. */
export const mayKeepPatents: RoleGate = supplierOfficer;

/** A unit loads what speaks for itself; the operator what speaks to everybody. */
export const mayLoadPatents: RoleGate = (actor) => mayKeepPatents(actor) || hasPlatformRole(actor, 'admin');

/** Facts that count for a unit: of the operator's and of its own export the later ones; of one day the operator's. */
export async function patentFactsOf(
  ctx: Pick<Context, 'db'>,
  orgId: string,
  numbers: readonly string[],
): Promise<Map<string, PatentRow>> {
  if (numbers.length === 0) return new Map();
  const rows = await ctx.db
    .selectDistinctOn([patents.number])
    .from(patents)
    .where(and(inArray(patents.number, [...new Set(numbers)]), or(isNull(patents.orgId), eq(patents.orgId, orgId))))
    .orderBy(patents.number, desc(patents.asOf), desc(sql`${patents.orgId} is null`));
  return new Map(rows.map((row) => [row.number, row]));
}
