import { randomInt } from 'node:crypto';
import { AppError } from '#app/domain/errors.ts';
import { proofCodes } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { codeHash } from './code-hash.server.ts';
import { findSecondFactor } from './queries.server.ts';
import { sendSms } from './send-sms.server.ts';

const lifeMs = 5 * 60_000;

/** Sends a code that confirms deeds of this session and nothing else: it opens no sign-in. Who has an app uses the app. */
export async function sendProofCode(ctx: ActorContext): Promise<void> {
  const { sessionId } = ctx.actor;
  const { mobile, hasApp } = await findSecondFactor(ctx);
  if (sessionId === null || hasApp) throw new AppError('forbidden');
  if (mobile === null) throw new AppError('invalid', { says: '账号没有绑定手机号，请先用手机号登录一次。' });
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const columns = {
    codeHash: codeHash(sessionId, code),
    tries: 0,
    expiresAt: new Date(ctx.now().getTime() + lifeMs),
  };
  await inTransaction(ctx, async (tx) => {
    const body = `【成果通】办理确认码 ${code}，5 分钟内有效，只用于签署、到账等重要操作，不能登录。任何人索要都不要给。`;
    await sendSms(tx.db, mobile, '办理确认码', body);
    await tx.db
      .insert(proofCodes)
      .values({ sessionId, ...columns })
      .onConflictDoUpdate({ target: proofCodes.sessionId, set: columns });
  });
}
