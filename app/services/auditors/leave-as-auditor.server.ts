import { and, eq } from 'drizzle-orm';
import { auditorGrants } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { secretHash } from './auditor-secret.server.ts';
import { getGrantOfLink } from './find-grant.server.ts';

/** The auditor is done: his session opens nothing any more. */
export async function leaveAsAuditor(
  ctx: Context,
  { token, session }: { token: string; session: string | null },
): Promise<void> {
  const { id } = await getGrantOfLink(ctx, token);
  if (session === null) return;
  await inTransaction(ctx, (tx) =>
    tx.db
      .update(auditorGrants)
      .set({ sessionHash: null, sessionUntil: null })
      .where(and(eq(auditorGrants.id, id), eq(auditorGrants.sessionHash, secretHash(session)))),
  );
}
