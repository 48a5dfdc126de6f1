import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.server.ts';
import { accessNow } from './access-now.server.ts';
import { secretHash } from './auditor-secret.server.ts';
import { getGrantOfLink } from './find-grant.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

interface Reader {
  readonly token: string;
  /** Of the cookie; null without one. */
  readonly session: string | null;
}

/** The grant by which a session reads now; null where the code is to be given first. */
export async function findReadingGrant(
  ctx: Pick<Context, 'db' | 'now'>,
  { token, session }: Reader,
): Promise<AuditorGrant | null> {
  const grant = await getGrantOfLink(ctx, token);
  const { sessionHash, sessionUntil } = grant;
  if (session === null || sessionHash === null || sessionUntil === null || sessionUntil <= ctx.now()) return null;
  if ((await accessNow(ctx, grant)) !== 'open') return null;
  return timingSafeEqual(Buffer.from(sessionHash), Buffer.from(secretHash(session))) ? grant : null;
}
