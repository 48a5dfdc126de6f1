import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { entitlementKinds, type EntitlementHolder } from '#app/domain/entitlement.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, on, oneOf, ppm, ref } from './columns.ts';
import { contracts } from './contracts.ts';
import { files } from './files.ts';
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
    /** The agreement lets the unit sign and perform contracts alone; else each co-owner is asked for each version. */
    unitActsAlone: boolean('unit_acts_alone').notNull().default(false),
    note: text('note').notNull().default(''),
    /** The signed agreement; without it nobody signs for the others. Null in records from before it was asked for. */
    fileId: ref('file_id', () => files.id),
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

/** A co-owner of the contract's object agrees to a version before it is signed: on his account, or on a paper that he signed. */
export const ownerConsents = pgTable(
  'owner_consents',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    entitlementId: ref('entitlement_id', () => entitlements.id).notNull(),
    /** As the entitlement names him. */
    name: text('name').notNull(),
    sharePpm: ppm('share_ppm').notNull(),
    /** His own account; null on paper. */
    userId: ref('user_id', () => users.id),
    /** The signed paper; null on his account. */
    fileId: ref('file_id', () => files.id),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    consentedAt: at('consented_at').notNull(),
  },
  (t) => [
    check('owner_consents_way', sql`(${t.userId} is null) <> (${t.fileId} is null)`),
    uniqueIndex('owner_consents_once').on(t.contractId, t.versionN, t.entitlementId, t.name),
  ],
);
