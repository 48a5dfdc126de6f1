import { and, asc, eq, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { retryAt } from '#app/domain/notice-rules.ts';
import type { NoticeChannel } from '#app/domain/notice-rules.ts';
import { noticeSettings, outbox } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { httpSender, logSender, type TemplateSender } from '../notices/template-sender.server.ts';
import { unsubscribePath } from '../notices/unsubscribe.server.ts';
import { mailContent, wholeText } from './mail-content.server.ts';

export interface Senders {
  /** SMTP address; without it mail stays in the outbox. */
  readonly smtpUrl: string | undefined;
  /** HTTP endpoint of the operator's SMS gateway: takes {to, text} as JSON. Without it SMS stay in the outbox. */
  readonly smsUrl: string | undefined;
  /** The same for WeChat template messages; `log` writes a line of the log instead. */
  readonly wechatUrl?: string | undefined;
  readonly from: string;
  /** Where links lead; without it mail goes out without one-click unsubscribe, and links stay paths. */
  readonly baseUrl?: string;
}

/** A try that was begun so long ago and did not end belongs to a process that is gone. */
const claimMs = 10 * 60_000;

/**
 * Sends what waits in the outbox. Each message is claimed first, so that two senders never take the same one; one that fails
 * waits longer with each try and is never thrown away. A mail keeps one Message-ID over all tries: a server that took it just
 * before the line broke can tell the second copy.
 */
export async function sendOutbox(ctx: Context, { smtpUrl, smsUrl, wechatUrl, from, baseUrl }: Senders): Promise<void> {
  const templates: Partial<Record<NoticeChannel, TemplateSender>> = {
    ...(smsUrl && { sms: senderOf(ctx, smsUrl) }),
    ...(wechatUrl && { wechat: senderOf(ctx, wechatUrl) }),
  };
  const channels = [...(smtpUrl ? (['mail'] as const) : []), ...(Object.keys(templates) as NoticeChannel[])];
  if (channels.length === 0) return;
  const transport = smtpUrl ? createTransport(smtpUrl) : null;
  for (const message of await claim(ctx, channels)) {
    try {
      if (message.channel === 'mail' && transport) {
        const messageId = `<${message.id}@chengguo>`;
        await transport.sendMail({
          from,
          to: message.recipient,
          ...(await mailContent(message, baseUrl)),
          messageId,
          headers: await unsubscribeHeaders(ctx, message, baseUrl),
        });
      } else await templates[message.channel]?.send({ ...message, body: wholeText(message, baseUrl) });
      await ctx.db.update(outbox).set({ sentAt: ctx.now(), claimedAt: null }).where(eq(outbox.id, message.id));
    } catch (error) {
      ctx.log.error({ err: error, message: message.id }, 'outbox');
      const attempts = message.attempts + 1;
      const lastError = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
      const nextTryAt = retryAt(ctx.now(), attempts);
      await ctx.db
        .update(outbox)
        .set({ attempts, lastError, nextTryAt, claimedAt: null })
        .where(eq(outbox.id, message.id));
    }
  }
}

const senderOf = (ctx: Context, url: string): TemplateSender => (url === 'log' ? logSender(ctx.log) : httpSender(url));

/** One-click unsubscribe (RFC 8058): the mail program posts to the link without opening it. */
async function unsubscribeHeaders(
  ctx: Context,
  { userId, area }: typeof outbox.$inferSelect,
  baseUrl: string | undefined,
): Promise<Record<string, string>> {
  if (userId === null || baseUrl === undefined) return {};
  const [row] = await ctx.db.select().from(noticeSettings).where(eq(noticeSettings.userId, userId));
  if (row === undefined) return {};
  return {
    'List-Unsubscribe': `<${baseUrl}${unsubscribePath(userId, row.mailSecret, area)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Takes up to a hundred messages whose time has come, the oldest first. */
async function claim(ctx: Context, channels: readonly NoticeChannel[]) {
  const now = ctx.now();
  const due = ctx.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        isNull(outbox.sentAt),
        inArray(outbox.channel, [...channels]),
        or(isNull(outbox.nextTryAt), lte(outbox.nextTryAt, now)),
        or(isNull(outbox.claimedAt), lt(outbox.claimedAt, new Date(now.getTime() - claimMs))),
      ),
    )
    .orderBy(asc(outbox.createdAt))
    .limit(100)
    .for('update', { skipLocked: true });
  const rows = await ctx.db.update(outbox).set({ claimedAt: now }).where(inArray(outbox.id, due)).returning();
  return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}
