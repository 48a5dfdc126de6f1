import { randomBytes } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import {
  isOnByDefault,
  type NoticeArea,
  type NoticeChannel,
  type NoticeHours,
  noticeAreas,
  noticeChannels,
  usualHours,
} from '#app/domain/notice-rules.ts';
import { noticePreferences, noticeSettings } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';

/** How one person wants to be told. */
export interface NoticeWishes extends NoticeHours {
  readonly mailSecret: string;
  readonly wechatId: string | null;
  readonly isOn: (area: NoticeArea, channel: NoticeChannel) => boolean;
}

/** The wishes of these people; who never chose has the usual ones, and a token of his own for the links of his mail. */
export async function wishesOf(tx: In<Context>, userIds: readonly string[]): Promise<Map<string, NoticeWishes>> {
  const ids = [...new Set(userIds)].toSorted();
  if (ids.length === 0) return new Map();
  await tx.db
    .insert(noticeSettings)
    .values(ids.map((userId) => ({ userId, ...usualHours, mailSecret: randomBytes(24).toString('base64url') })))
    .onConflictDoNothing();
  const [settings, chosen] = await Promise.all([
    tx.db.select().from(noticeSettings).where(inArray(noticeSettings.userId, ids)),
    tx.db.select().from(noticePreferences).where(inArray(noticePreferences.userId, ids)),
  ]);
  return new Map(
    settings.map(({ userId, ...row }) => {
      const own = chosen.filter((one) => one.userId === userId);
      const isOn = (area: NoticeArea, channel: NoticeChannel): boolean =>
        own.find((one) => one.area === area && one.channel === channel)?.isOn ?? isOnByDefault(channel);
      return [userId, { ...row, isOn }];
    }),
  );
}

/** The actor's own wishes, for his page. */
export async function ownWishes(ctx: ActorContext) {
  const found = await inTransaction(ctx, (tx) => wishesOf(tx, [ctx.actor.userId]));
  const wishes = found.get(ctx.actor.userId);
  return {
    digest: wishes?.digest ?? usualHours.digest,
    quietFrom: wishes?.quietFrom ?? usualHours.quietFrom,
    quietTo: wishes?.quietTo ?? usualHours.quietTo,
    isWechatBound: (wishes?.wechatId ?? null) !== null,
    on: noticeAreas.flatMap((area) =>
      noticeChannels.flatMap((channel) => (wishes?.isOn(area, channel) ? [`${area}.${channel}`] : [])),
    ),
  };
}

export interface SaveWishes extends NoticeHours {
  readonly choices: readonly { readonly area: NoticeArea; readonly channel: NoticeChannel; readonly isOn: boolean }[];
}

/** A person's own choice of what reaches him where and when. */
export async function saveWishes(ctx: ActorContext, { choices, ...hours }: SaveWishes): Promise<void> {
  const { userId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    await wishesOf(tx, [userId]);
    await tx.db.update(noticeSettings).set(hours).where(eq(noticeSettings.userId, userId));
    await tx.db.delete(noticePreferences).where(eq(noticePreferences.userId, userId));
    if (choices.length > 0) await tx.db.insert(noticePreferences).values(choices.map((one) => ({ userId, ...one })));
  });
}
