import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { listingEnds } from '#app/domain/listing-end.ts';
import { listingMachine, listingPriceKinds, pricings } from '#app/domain/listing.ts';
import { statesOf } from '#app/domain/machine.ts';
import type { PriceFormula } from '#app/domain/price-formula.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { achievements } from './achievements.ts';
import { at, createdAt, fen, id, on, oneOf, ref, state } from './columns.ts';
import { contracts } from './contracts.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** 平台挂牌: an achievement shown for trade on its owner's terms. At most one lives at a time. */
export const listings = pgTable(
  'listings',
  {
    id: id(),
    achievementId: ref('achievement_id', () => achievements.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(listingMachine)),
    modes: text('modes').array().notNull(),
    pricing: text('pricing', { enum: pricings }).notNull(),
    priceKind: text('price_kind', { enum: listingPriceKinds }).notNull(),
    minFen: fen('min_fen'),
    maxFen: fen('max_fen'),
    /** A formula in one sentence, and as figures with what its owner adds; listings from before have the sentence alone. */
    formula: text('formula'),
    formulaTerms: jsonb('formula_terms').$type<PriceFormula & { readonly note: string | null }>(),
    isPayLater: boolean('is_pay_later').notNull().default(false),
    trialMonths: integer('trial_months'),
    payTrigger: text('pay_trigger'),
    /** The intended price stands open to objection (art. 18); null where no publicity is due. */
    noticeFirstOn: on('notice_first_on'),
    noticeLastOn: on('notice_last_on'),
    noticeEndsAt: at('notice_ends_at'),
    confirmedOn: on('confirmed_on').notNull(),
    listedAt: at('listed_at').notNull(),
    endedAt: at('ended_at'),
    /** How and on which day it was sold, where that is its end. */
    concludedBy: text('concluded_by', { enum: listingEnds }),
    concludedOn: on('concluded_on'),
    /** The contract that ended it; null where a trade or an auction did, or it is not known any more. */
    concludedContractId: ref('concluded_contract_id', () => contracts.id),
    /** A licence that leaves room for more was signed: its owner has not said yet whether the listing goes on. */
    askedContractId: ref('asked_contract_id', () => contracts.id),
    createdBy: ref('created_by', () => users.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('listings_state', t.state, statesOf(listingMachine)),
    oneOf('listings_pricing', t.pricing, pricings),
    oneOf('listings_price_kind', t.priceKind, listingPriceKinds),
    oneOf('listings_concluded_by', t.concludedBy, listingEnds),
    check(
      'listings_concluded',
      sql`(${t.state} = 'concluded') = (${t.concludedBy} is not null) and (${t.concludedBy} is null) = (${t.concludedOn} is null)`,
    ),
    uniqueIndex('listings_one_live')
      .on(t.achievementId)
      .where(sql`state in ('listed', 'disputed', 'stale')`),
    index('listings_org').on(t.orgId, t.state, t.confirmedOn),
  ],
);

export const listingObjections = pgTable(
  'listing_objections',
  {
    id: id(),
    listingId: ref('listing_id', () => listings.id).notNull(),
    filedBy: ref('filed_by', () => users.id).notNull(),
    grounds: text('grounds').notNull(),
    state: state(statesOf(objectionMachine)),
    decision: text('decision'),
    decidedBy: ref('decided_by', () => users.id),
    decidedAt: at('decided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('listing_objections_state', t.state, statesOf(objectionMachine)),
    index('listing_objections_listing').on(t.listingId),
  ],
);
