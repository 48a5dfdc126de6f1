import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { exportApplicationMachine, exportFormats } from '#app/domain/export-application.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, createdAt, id, on, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Asked: more of other units' records than a day allows. */
export const exportApplications = pgTable(
  'export_applications',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    createdBy: ref('created_by', () => users.id).notNull(),
    state: state(statesOf(exportApplicationMachine)),
    purpose: text('purpose').notNull(),
    /** The search it is about, as the address of the list says it. */
    query: text('query').notNull(),
    /** Rows that the search had, and that may be taken away in all. */
    rows: integer('rows').notNull(),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    decisionNote: text('decision_note'),
    validUntilOn: on('valid_until_on'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('export_applications_state', t.state, statesOf(exportApplicationMachine)),
    index('export_applications_org').on(t.orgId, t.createdAt),
    index('export_applications_waiting').on(t.state, t.createdAt),
  ],
);

/** Every export: who took away what. Rows are counted when the last one has gone out. */
export const exportLogs = pgTable(
  'export_logs',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id),
    userId: ref('user_id', () => users.id).notNull(),
    scope: text('scope', { enum: ['own', 'others'] }).notNull(),
    format: text('format', { enum: exportFormats }).notNull(),
    query: text('query').notNull(),
    /** What was promised at the start, so that exports side by side share one limit. */
    rows: integer('rows').notNull(),
    sentRows: integer('sent_rows').notNull().default(0),
    applicationId: ref('application_id', () => exportApplications.id),
    /** Records of what was taken without asking, so that what gathers over several files is seen; [] for all else. */
    recordIds: uuid('record_ids').array().notNull().default([]),
    at: at('at').notNull(),
    finishedAt: at('finished_at'),
  },
  (t) => [
    oneOf('export_logs_scope', t.scope, ['own', 'others']),
    oneOf('export_logs_format', t.format, exportFormats),
    index('export_logs_user').on(t.userId, t.at),
    index('export_logs_application').on(t.applicationId),
  ],
);
