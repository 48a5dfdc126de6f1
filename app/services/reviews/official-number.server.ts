import { and, eq, or } from 'drizzle-orm';
import { registrations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/**
 * The number that an authority gave stands, whatever a form or a sheet says; without one, what the unit states. A number that was
 * taken back is nobody's any more, whoever states it.
 */
export async function officialNumber(
  { db }: In<Context>,
  achievementId: string,
  stated: string | null,
): Promise<string | null> {
  const isGiven = and(eq(registrations.achievementId, achievementId), eq(registrations.state, 'registered'));
  const isRevoked = and(eq(registrations.regNo, stated ?? ''), eq(registrations.state, 'revoked'));
  const found = await db
    .select({ regNo: registrations.regNo, state: registrations.state })
    .from(registrations)
    .where(stated === null ? isGiven : or(isGiven, isRevoked));
  const given = found.find(({ state }) => state === 'registered');
  if (given !== undefined) return given.regNo;
  return found.length > 0 ? null : stated;
}
