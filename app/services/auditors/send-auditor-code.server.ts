import { randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { auditCodeMinutes } from '#app/domain/auditor.ts';
import { auditorGrants } from '#db/schema/index.ts';
import { codeHash } from '../accounts/code-hash.server.ts';
import { sendSms } from '../accounts/send-sms.server.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { getGrantOfLink, noteOpening, requireOpen } from './find-grant.server.ts';

/** Sends a code to the named person's own number: the link alone opens nothing. */
export async function sendAuditorCode(ctx: Context, { token }: { token: string }): Promise<void> {
  const grant = await getGrantOfLink(ctx, token);
  await requireOpen(ctx, grant);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await inTransaction(ctx, async (tx) => {
    const body = `【成果通】查账验证码 ${code}，${auditCodeMinutes} 分钟内有效，只给${grant.name}本人使用。不要转给任何人。`;
    await sendSms(tx.db, grant.phone, '查账验证码', body);
    const codeUntil = new Date(tx.now().getTime() + auditCodeMinutes * 60_000);
    await tx.db
      .update(auditorGrants)
      .set({ codeHash: codeHash(grant.id, code), codeUntil, codeTries: 0 })
      .where(eq(auditorGrants.id, grant.id));
    await noteOpening(tx, grant, 'code_sent');
  });
}
