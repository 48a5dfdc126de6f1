import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { digestModes, noticeAreas, noticeChannels } from '#app/domain/notice-rules.ts';
import { oneOf, ref } from './columns.ts';
import { users } from './people.ts';

/** How a person wants to be told beside the inbox. Without a row the usual holds. */
export const noticeSettings = pgTable(
  'notice_settings',
  {
    userId: ref('user_id', () => users.id)
      .notNull()
      .primaryKey(),
    digest: text('digest', { enum: digestModes }).notNull(),
    /** Hours of the day, Shanghai, in which nothing is sent; both the same is none. */
    quietFrom: integer('quiet_from').notNull(),
    quietTo: integer('quiet_to').notNull(),
    /** Signs the links of a person's mail, each for its own purpose: the end of mail, and the confirmation of listings. No link carries it. */
    mailSecret: text('unsubscribe_token').notNull().unique(),
    /** The person at the operator's official account; null while it is not bound. */
    wechatId: text('wechat_id'),
  },
  (t) => [oneOf('notice_settings_digest', t.digest, digestModes)],
);

export const noticePreferences = pgTable(
  'notice_preferences',
  {
    userId: ref('user_id', () => users.id).notNull(),
    area: text('area', { enum: noticeAreas }).notNull(),
    channel: text('channel', { enum: noticeChannels }).notNull(),
    isOn: boolean('is_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.area, t.channel] })],
);
