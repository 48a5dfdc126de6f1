import { timingSafeEqual } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { auditCodeTries, auditSessionMinutes } from '#app/domain/auditor.ts';
import { AppError } from '#app/domain/errors.ts';
import { auditorGrants } from '#db/schema/index.ts';
import { codeHash } from '../accounts/code-hash.server.ts';
import { forgetTries, takeTry } from '../accounts/code-tries.server.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { newSecret, secretHash } from './auditor-secret.server.ts';
import { getGrantOfLink, noteOpening, requireOpen } from './find-grant.server.ts';

/**
 * The named person comes in with the code from his phone, and reads for two hours. The secret of the session is told once; a later
 * entry ends an earlier one.
 *
 * @throws AppError invalid for a wrong, used or expired code, rate_limited after ten wrong ones within an hour
 */
export async function enterAsAuditor(ctx: Context, { token, code }: { token: string; code: string }): Promise<string> {
  const grant = await getGrantOfLink(ctx, token);
  await requireOpen(ctx, grant);
  const subject = `auditor:${grant.id}`;
  await takeTry(ctx.db, subject, ctx.now());
  const session = newSecret();
  const isRight = await inTransaction(ctx, async (tx) => {
    const [sent] = await tx.db
      .update(auditorGrants)
      .set({ codeTries: sql`${auditorGrants.codeTries} + 1` })
      .where(eq(auditorGrants.id, grant.id))
      .returning();
    const isKnown =
      sent !== undefined &&
      sent.revokedAt === null &&
      sent.codeHash !== null &&
      sent.codeUntil !== null &&
      sent.codeTries <= auditCodeTries &&
      sent.codeUntil > tx.now() &&
      timingSafeEqual(Buffer.from(sent.codeHash), Buffer.from(codeHash(grant.id, code)));
    await noteOpening(tx, grant, isKnown ? 'entered' : 'code_wrong');
    if (!isKnown) return false;
    const until = tx.now().getTime() + auditSessionMinutes * 60_000;
    const sessionUntil = new Date(Math.min(until, grant.endsAt.getTime()));
    await tx.db
      .update(auditorGrants)
      .set({ codeHash: null, codeUntil: null, sessionHash: secretHash(session), sessionUntil })
      .where(eq(auditorGrants.id, grant.id));
    return true;
  });
  if (!isRight) throw new AppError('invalid', { says: '验证码不对或已过期，请核对短信，或者重新获取。' }, 'code');
  await forgetTries(ctx.db, subject);
  return session;
}
