import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { patentKinds, patentStatuses } from '#app/domain/patent.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, id, on, oneOf, ref } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/**
 * What a patent data service says of a patent, as of a day. A unit's own export speaks for that unit alone (`orgId`); what the
 * operator loads speaks to everybody.
 */
export const patents = pgTable(
  'patents',
  {
    id: id(),
    /** In the one form of `readPatentNumber`. */
    number: text('number').notNull(),
    orgId: ref('org_id', () => organisations.id),
    title: text('title').notNull(),
    type: text('type', { enum: patentKinds }).notNull(),
    owner: text('owner').notNull(),
    status: text('status', { enum: patentStatuses }).notNull(),
    filedOn: on('filed_on'),
    grantedOn: on('granted_on'),
    expiresOn: on('expires_on'),
    /** Annual fee paid until (年费缴至). */
    paidUntilOn: on('paid_until_on'),
    source: text('source').notNull(),
    asOf: on('as_of').notNull(),
    loadedBy: ref('loaded_by', () => users.id),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('patents_type', t.type, patentKinds),
    oneOf('patents_status', t.status, patentStatuses),
    uniqueIndex('patents_of_operator')
      .on(t.number)
      .where(sql`org_id is null`),
    uniqueIndex('patents_of_unit')
      .on(t.orgId, t.number)
      .where(sql`org_id is not null`),
    index('patents_number').on(t.number, t.asOf),
  ],
);

/** Patents that an organisation says are its own: entered as a list of numbers. */
export const organisationPatents = pgTable(
  'organisation_patents',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    number: text('number').notNull(),
    addedBy: ref('added_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('organisation_patents_once').on(t.orgId, t.number),
    index('organisation_patents_number').on(t.number),
  ],
);

/** Which patents an achievement rests on, beside those that its own text names. */
export const achievementPatents = pgTable(
  'achievement_patents',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    number: text('number').notNull(),
    addedBy: ref('added_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('achievement_patents_once').on(t.achievementId, t.number),
    index('achievement_patents_number').on(t.orgId, t.number),
  ],
);
