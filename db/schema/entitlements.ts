import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { entitlementKinds, type EntitlementHolder } from '#app/domain/entitlement.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, on, oneOf, ppm, ref } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** 赋权: what inventors hold of a service achievement by agreement with their unit. A change is a new row. */
export const entitlements = pgTable(
  'entitlements',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    kind: text('kind', { enum: entitlementKinds }).notNull(),
    /** Of the ownership; null for a right of use. */
    sharePpm: ppm('share_ppm'),
    /** Of a right of use. */
    termYears: integer('term_years'),
    holders: jsonb('holders').$type<EntitlementHolder[]>().notNull(),
    agreedOn: on('agreed_on').notNull(),
    noticeFrom: on('notice_from').notNull(),
    noticeTo: on('notice_to').notNull(),
    note: text('note').notNull().default(''),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    createdAt: createdAt(),
    endedAt: at('ended_at'),
  },
  (t) => [
    oneOf('entitlements_kind', t.kind, entitlementKinds),
    check('entitlements_notice', sql`${t.noticeTo} >= ${t.noticeFrom}`),
    uniqueIndex('entitlements_live')
      .on(t.achievementId)
      .where(sql`ended_at is null`),
  ],
);
