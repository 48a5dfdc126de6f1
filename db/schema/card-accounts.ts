import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cardAccountMachine, type CardCountry } from '#app/domain/card-account.ts';
import type { CheckoutMethod } from '#app/domain/checkout-method.ts';
import { statesOf } from '#app/domain/machine.ts';
import { at, id, oneOf, ref, state } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** Accounts at the card provider, each an organisation's own: asked for by one person, agreed by another, checked by the provider. */
export const cardAccounts = pgTable(
  'card_accounts',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    state: state(statesOf(cardAccountMachine)),
    /** The provider's name of it; null until it was opened there. */
    account: text('account').unique(),
    country: text('country').$type<CardCountry>().notNull(),
    reason: text('reason').notNull().default(''),
    /** Null in accounts from before two people had to agree. */
    proposedBy: ref('proposed_by', () => users.id),
    proposedAt: at('proposed_at').notNull(),
    /** Everybody who was given the provider's page to file its papers: none of them is the second person. */
    filedBy: uuid('filed_by')
      .array()
      .notNull()
      .default(sql`'{}'::uuid[]`),
    approvedBy: ref('approved_by', () => users.id),
    approvedAt: at('approved_at'),
    /** Why an account in another name is the organisation's own, in the second person's words. */
    approveNote: text('approve_note').notNull().default(''),
    /** What the provider said of it when it was last asked. */
    isEnabled: boolean('is_enabled').notNull().default(false),
    isFiled: boolean('is_filed').notNull().default(false),
    name: text('name').notNull().default(''),
    /** By what the bank account it pays out to is told from another; empty until the provider said it. */
    payout: text('payout').notNull().default(''),
    methods: text('methods')
      .array()
      .$type<CheckoutMethod[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    due: text('due')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    disabledReason: text('disabled_reason'),
    askedAt: at('asked_at'),
    /** End of the hold: from then on payers may pay on it. */
    activeFrom: at('active_from'),
    endedAt: at('ended_at'),
    endNote: text('end_note'),
  },
  (t) => [
    oneOf('card_accounts_state', t.state, statesOf(cardAccountMachine)),
    index('card_accounts_org').on(t.orgId, t.proposedAt),
    uniqueIndex('card_accounts_active')
      .on(t.orgId)
      .where(sql`state = 'active'`),
    uniqueIndex('card_accounts_under_way')
      .on(t.orgId)
      .where(sql`state in ('opening', 'ready', 'held')`),
  ],
);
