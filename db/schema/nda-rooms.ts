import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { statesOf } from '#app/domain/machine.ts';
import { ndaMachine, roomDocumentMachine } from '#app/domain/nda.ts';
import { at, createdAt, id, oneOf, ref, state } from './columns.ts';
import { deals } from './deals.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** The text about secrecy that the two sides of a deal accept. One stands at a time; the old ones stay. */
export const ndas = pgTable(
  'ndas',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    n: integer('n').notNull(),
    edition: text('edition').notNull(),
    text: text('text').notNull(),
    sha256: text('sha256').notNull(),
    state: state(statesOf(ndaMachine)),
    orgId: ref('org_id', () => organisations.id).notNull(),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    activeAt: at('active_at'),
    endedAt: at('ended_at'),
    endedBy: ref('ended_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('ndas_state', t.state, statesOf(ndaMachine)),
    uniqueIndex('ndas_n').on(t.dealId, t.n),
    uniqueIndex('ndas_one_standing')
      .on(t.dealId)
      .where(sql`state in ('proposed', 'active')`),
  ],
);

/** Who accepted which text, when, from where: once for each side. */
export const ndaAcceptances = pgTable(
  'nda_acceptances',
  {
    id: id(),
    ndaId: ref('nda_id', () => ndas.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    sha256: text('sha256').notNull(),
    address: text('address'),
    acceptedAt: at('accepted_at').notNull(),
  },
  (t) => [uniqueIndex('nda_acceptances_once').on(t.ndaId, t.orgId)],
);

export const roomDocuments = pgTable(
  'room_documents',
  {
    id: id(),
    dealId: ref('deal_id', () => deals.id).notNull(),
    /** Whose secret it is. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    title: text('title').notNull(),
    note: text('note').notNull().default(''),
    state: state(statesOf(roomDocumentMachine)),
    createdBy: ref('created_by', () => users.id).notNull(),
    withdrawnBy: ref('withdrawn_by', () => users.id),
    withdrawnAt: at('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('room_documents_state', t.state, statesOf(roomDocumentMachine)),
    index('room_documents_deal').on(t.dealId, t.createdAt),
  ],
);

/** Every opening of a document, written before its bytes go out. */
export const roomOpenings = pgTable(
  'room_openings',
  {
    id: id(),
    documentId: ref('document_id', () => roomDocuments.id).notNull(),
    /** Null where the owner's own side read it. */
    ndaId: ref('nda_id', () => ndas.id),
    orgId: ref('org_id', () => organisations.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    address: text('address'),
    at: at('at').notNull(),
  },
  (t) => [index('room_openings_document').on(t.documentId, t.at), index('room_openings_user').on(t.userId, t.at)],
);
