import { and, eq } from 'drizzle-orm';
import { registrations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** The number that an authority gave stands, whatever a form or a sheet says; without one, what the unit states. */
export async function officialNumber(
  { db }: In<Context>,
  achievementId: string,
  stated: string | null,
): Promise<string | null> {
  const [given] = await db
    .select({ regNo: registrations.regNo })
    .from(registrations)
    .where(and(eq(registrations.achievementId, achievementId), eq(registrations.state, 'registered')));
  return given?.regNo ?? stated;
}
