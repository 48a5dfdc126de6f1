import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { type NoticeArea, noticeAreas } from '#app/domain/notice-rules.ts';
import { noticePreferences, noticeSettings } from '#db/schema/index.ts';
import { type Context, inTransaction } from '../context.server.ts';

const sign = (token: string, userId: string, area: NoticeArea | 'all'): string =>
  createHmac('sha256', token).update(`unsubscribe ${userId} ${area}`).digest('base64url');

/** The path that ends mail of one area, or all of it, with one click (RFC 8058). Signed with the person's own token. */
export function unsubscribePath(userId: string, token: string, area: NoticeArea | null): string {
  const what = area ?? 'all';
  return `/unsubscribe/${userId}.${what}.${sign(token, userId, what)}`;
}

export interface Unsubscription {
  readonly userId: string;
  readonly area: NoticeArea | null;
}

/** Whose mail a link ends and which; a forged or torn one is not found. */
export async function readUnsubscribeLink(ctx: Context, code: string): Promise<Unsubscription> {
  const [userId = '', what = '', given = ''] = code.split('.');
  const area = noticeAreas.find((word) => word === what) ?? null;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(userId) || (area === null && what !== 'all'))
    throw new AppError('not_found');
  const [row] = await ctx.db.select().from(noticeSettings).where(eq(noticeSettings.userId, userId));
  const right = Buffer.from(sign(row?.mailSecret ?? '', userId, area ?? 'all'));
  const got = Buffer.from(given);
  if (row === undefined || right.length !== got.length || !timingSafeEqual(right, got)) throw new AppError('not_found');
  return { userId, area };
}

/** Ends the mail that the link names. A second click changes nothing. Needs no sign-in: the link is the proof. */
export async function unsubscribe(ctx: Context, code: string): Promise<Unsubscription> {
  const { userId, area } = await readUnsubscribeLink(ctx, code);
  await inTransaction(ctx, async (tx) => {
    if (area === null) {
      await tx.db.update(noticeSettings).set({ digest: 'none' }).where(eq(noticeSettings.userId, userId));
      return;
    }
    await tx.db
      .insert(noticePreferences)
      .values({ userId, area, channel: 'mail', isOn: false })
      .onConflictDoUpdate({
        target: [noticePreferences.userId, noticePreferences.area, noticePreferences.channel],
        set: { isOn: false },
        setWhere: and(eq(noticePreferences.userId, userId), eq(noticePreferences.isOn, true)),
      });
  });
  return { userId, area };
}
