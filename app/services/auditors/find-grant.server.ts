import { eq } from 'drizzle-orm';
import type { AuditorSight } from '#app/domain/auditor.ts';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants, auditorOpenings } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { accessNow } from './access-now.server.ts';
import { secretHash } from './auditor-secret.server.ts';
import type { AuditorGrant } from './invite-auditor.server.ts';

/** The grant of a link; a guessed or replaced one is not found. */
export async function getGrantOfLink(ctx: Pick<Context, 'db'>, token: string): Promise<AuditorGrant> {
  const [grant] = await ctx.db
    .select()
    .from(auditorGrants)
    .where(eq(auditorGrants.tokenHash, secretHash(token)));
  if (grant === undefined) throw new AppError('not_found');
  return grant;
}

/** Refuses unless the grant opens the accounts now. */
export async function requireOpen(ctx: Pick<Context, 'db' | 'now'>, grant: AuditorGrant): Promise<void> {
  if ((await accessNow(ctx, grant)) !== 'open') throw new AppError('state_changed');
}

/** Writes down what was opened, by whom and from where. */
export async function noteOpening(
  tx: Pick<In<Context>, 'db' | 'now' | 'address'>,
  { id }: Pick<AuditorGrant, 'id'>,
  sight: AuditorSight,
  fileId: string | null = null,
): Promise<void> {
  await tx.db.insert(auditorOpenings).values({ grantId: id, sight, fileId, address: tx.address ?? null, at: tx.now() });
}
