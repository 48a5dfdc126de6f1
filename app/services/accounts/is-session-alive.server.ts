import { and, eq, gt } from 'drizzle-orm';
import { sessions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** True until the session was ended or ran out: what stays open longer than a request asks again. */
export async function isSessionAlive(ctx: Context, sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return false;
  // The library's sessions run by the wall clock, not by the platform's.
  const alive = and(eq(sessions.id, sessionId), gt(sessions.expiresAt, new Date()));
  return (await ctx.db.$count(sessions, alive)) > 0;
}
