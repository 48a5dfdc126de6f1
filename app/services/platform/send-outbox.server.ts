import { asc, eq, isNull } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { outbox } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export interface Senders {
  /** SMTP address; without it mail stays in the outbox. */
  readonly smtpUrl: string | undefined;
  /** HTTP endpoint of the operator's SMS gateway: takes {to, text} as JSON. Without it SMS stay in the outbox. */
  readonly smsUrl: string | undefined;
  readonly from: string;
}

/** Sends what waits in the outbox; what fails stays and is tried by the next run. */
export async function sendOutbox(ctx: Context, { smtpUrl, smsUrl, from }: Senders): Promise<void> {
  if (!smtpUrl && !smsUrl) return;
  const waiting = await ctx.db
    .select()
    .from(outbox)
    .where(isNull(outbox.sentAt))
    .orderBy(asc(outbox.createdAt))
    .limit(100);
  const transport = smtpUrl ? createTransport(smtpUrl) : null;
  for (const message of waiting) {
    try {
      if (message.channel === 'mail' && transport) {
        await transport.sendMail({ from, to: message.recipient, subject: message.subject, text: message.body });
      } else if (message.channel === 'sms' && smsUrl) {
        const answer = await fetch(smsUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ to: message.recipient, text: message.body }),
          signal: AbortSignal.timeout(10_000),
        });
        if (!answer.ok) throw new Error(`SMS gateway answered ${answer.status}`);
      } else continue;
      await ctx.db.update(outbox).set({ sentAt: ctx.now() }).where(eq(outbox.id, message.id));
    } catch (error) {
      ctx.log.error({ err: error, message: message.id }, 'outbox');
    }
  }
}
