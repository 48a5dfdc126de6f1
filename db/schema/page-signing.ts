import { boolean, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { pageRoles } from '#app/domain/page-signing.ts';
import { at, id, oneOf, ref } from './columns.ts';
import { contracts, contractSides } from './contracts.ts';
import { users } from './people.ts';

/** A side agrees that a version is signed on the page: ahead, with signers and order, or in the deed of its signature. */
export const pageAgreements = pgTable(
  'page_agreements',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    isArranged: boolean('is_arranged').notNull(),
    /** Which side signs first; null: either. */
    first: text('first', { enum: contractSides }),
    agreedBy: ref('agreed_by', () => users.id).notNull(),
    agreedAt: at('agreed_at').notNull(),
  },
  (t) => [
    oneOf('page_agreements_side', t.side, contractSides),
    oneOf('page_agreements_first', t.first, contractSides),
    uniqueIndex('page_agreements_once').on(t.contractId, t.versionN, t.side),
  ],
);

/** Whom a side named to sign a version on the page, or to countersign before. */
export const pageSigners = pgTable(
  'page_signers',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    role: text('role', { enum: pageRoles }).notNull(),
    countersignedAt: at('countersigned_at'),
  },
  (t) => [
    oneOf('page_signers_side', t.side, contractSides),
    oneOf('page_signers_role', t.role, pageRoles),
    uniqueIndex('page_signers_once').on(t.contractId, t.versionN, t.side, t.userId),
  ],
);
