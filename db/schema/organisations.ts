import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { memberRoles, organisationKinds } from '#app/domain/access.ts';
import { type BrokerCertificate, brokerMachine } from '#app/domain/broker.ts';
import { type CheckoutMethod, checkoutMethods } from '#app/domain/checkout-method.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { statesOf } from '#app/domain/machine.ts';
import { payeeAccountMachine, payeeAccountWays } from '#app/domain/payee-account.ts';
import { usualReviewDays } from '#app/domain/objection-days.ts';
import { publicityCounts } from '#app/domain/publicity.ts';
import { policySets } from '#app/domain/share-policy.ts';
import { at, createdAt, fen, id, on, oneOf, ppm, ref, state } from './columns.ts';
import { files } from './files.ts';
import { users } from './people.ts';

export const organisations = pgTable(
  'organisations',
  {
    id: id(),
    kind: text('kind', { enum: organisationKinds }).notNull(),
    name: text('name').notNull(),
    /** The name asked for; it becomes the name when a reviewer has seen its papers, and shows nowhere before. */
    pendingName: text('pending_name'),
    /** Unified social credit code (统一社会信用代码), GB 32100. */
    uscc: text('uscc').notNull().unique(),
    regionCode: text('region_code').notNull(),
    /** State-established (国家设立): agreed prices stand in publicity before signing. Of an enterprise: state-owned (国有). */
    isStateEstablished: boolean('is_state_established').notNull().default(false),
    intro: text('intro').notNull().default(''),
    /** Invented for the demo: shown with the mark 示例. */
    isSample: boolean('is_sample').notNull().default(false),
    state: state(statesOf(organisationMachine)),
    reviewNote: text('review_note'),
    verifiedAt: at('verified_at'),
    /** When its papers were last looked at, and what a reviewer saw: 营业执照, 法人证书, 授权书, 打款验证. */
    checkedAt: at('checked_at'),
    checkedBy: ref('checked_by', () => users.id),
    proofs: text('proofs')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Days of publicity the unit asks for; never under the law's 15. */
    publicityDays: integer('publicity_days').notNull().default(15),
    /** Whether the unit counts calendar or working days of publicity. */
    publicityCount: text('publicity_count', { enum: publicityCounts }).notNull().default('calendar'),
    /** Working days in which a dismissed objection to a price may be looked at once more; 0: the unit's own procedure has no review. */
    objectionReviewDays: integer('objection_review_days').notNull().default(usualReviewDays),
    /** The unit's distribution scheme: share of net income for the team, and for its transfer office. */
    teamPpm: ppm('team_ppm').notNull().default(700_000),
    ttoPpm: ppm('tto_ppm').notNull().default(0),
    /** Whose scale of rewards the unit goes by, since when, and why where it is not its region's; null: its region's. */
    policySet: text('policy_set', { enum: policySets }),
    policySetAt: at('policy_set_at'),
    policyReason: text('policy_reason').notNull().default(''),
    /** Since when, and by whose word, one person may both bring and clear records where the unit has nobody else to review secrecy. */
    soloReviewAt: at('solo_review_at'),
    soloReviewBy: ref('solo_review_by', () => users.id),
    /** A transfer above it is confirmed by two people. */
    twoPersonFen: fen('two_person_fen')
      .notNull()
      .default(sql`50000000`),
    /** A higher limit that one person asked for; it counts when another agrees. */
    twoPersonAskedFen: fen('two_person_asked_fen'),
    twoPersonAskedBy: ref('two_person_asked_by', () => users.id),
    twoPersonAskedAt: at('two_person_asked_at'),
    /** A higher limit that was agreed to counts from here; until then the one before does. */
    twoPersonFrom: at('two_person_from'),
    twoPersonBeforeFen: fen('two_person_before_fen'),
    /** The card account that takes payments now, and by which ways; kept from `card_accounts`. Without it there is no card button. */
    stripeAccountId: text('stripe_account_id'),
    cardMethods: text('card_methods')
      .array()
      .$type<CheckoutMethod[]>()
      .notNull()
      .default([...checkoutMethods]),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('organisations_kind', t.kind, organisationKinds),
    oneOf('organisations_publicity_count', t.publicityCount, publicityCounts),
    oneOf('organisations_policy_set', t.policySet, policySets),
    check(
      'organisations_two_person_asked',
      sql`(${t.twoPersonAskedFen} is null) = (${t.twoPersonAskedBy} is null) and (${t.twoPersonAskedFen} is null) = (${t.twoPersonAskedAt} is null)`,
    ),
    check('organisations_two_person_from', sql`(${t.twoPersonFrom} is null) = (${t.twoPersonBeforeFen} is null)`),
    oneOf('organisations_state', t.state, statesOf(organisationMachine)),
    index('organisations_name').on(t.name),
  ],
);

/** Where money is to be sent by bank transfer. Sensitive: shown to the payer of an obligation and the payee only. */
export const payeeAccounts = pgTable(
  'payee_accounts',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    accountName: text('account_name').notNull(),
    bankName: text('bank_name').notNull(),
    accountNo: text('account_no').notNull(),
    state: state(statesOf(payeeAccountMachine)),
    /** Why it is changed; told to the other parties. */
    reason: text('reason').notNull().default(''),
    /** Null in accounts from before two people had to agree. */
    proposedBy: ref('proposed_by', () => users.id),
    proposedAt: at('proposed_at').notNull(),
    approvedBy: ref('approved_by', () => users.id),
    approvedAt: at('approved_at'),
    way: text('way', { enum: payeeAccountWays }),
    /** The small amount that the operator sends; never shown to the organisation. */
    probeFen: fen('probe_fen'),
    probeSentAt: at('probe_sent_at'),
    probeSentBy: ref('probe_sent_by', () => users.id),
    probeUntil: at('probe_until'),
    probeTries: integer('probe_tries').notNull().default(0),
    paperFileId: ref('paper_file_id', () => files.id),
    verifiedBy: ref('verified_by', () => users.id),
    verifiedAt: at('verified_at'),
    /** End of the hold: from then on payers are shown it. */
    activeFrom: at('active_from'),
    endedAt: at('ended_at'),
    endNote: text('end_note'),
  },
  (t) => [
    oneOf('payee_accounts_state', t.state, statesOf(payeeAccountMachine)),
    oneOf('payee_accounts_way', t.way, payeeAccountWays),
    index('payee_accounts_org').on(t.orgId, t.proposedAt),
    uniqueIndex('payee_accounts_active')
      .on(t.orgId)
      .where(sql`state = 'active'`),
    uniqueIndex('payee_accounts_under_way')
      .on(t.orgId)
      .where(sql`state in ('proposed', 'approved', 'probing', 'reviewing', 'held')`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    roles: text('roles', { enum: memberRoles }).array().notNull(),
    endedAt: at('ended_at'),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('memberships_once').on(t.orgId, t.userId), index('memberships_user').on(t.userId)],
);

export const organisationPapers = pgTable(
  'organisation_papers',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('organisation_papers_org').on(t.orgId)],
);

export const brokers = pgTable(
  'brokers',
  {
    id: id(),
    userId: ref('user_id', () => users.id)
      .notNull()
      .unique(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    level: text('level', { enum: ['junior', 'middle', 'senior'] }).notNull(),
    certificateNo: text('certificate_no').notNull(),
    certificateUntilOn: on('certificate_until_on'),
    certificateOn: on('certificate_on'),
    issuer: text('issuer').notNull().default(''),
    isFullTime: boolean('is_full_time').notNull().default(true),
    /** Consent to the public profile (PIPL 25); without it nobody outside finds him. */
    publicAt: at('public_at').defaultNow(),
    /** Relations that stand whatever the deal: units he has a part in. */
    conflictOrgIds: uuid('conflict_org_ids')
      .array()
      .notNull()
      .default(sql`'{}'::uuid[]`),
    conflictNote: text('conflict_note').notNull().default(''),
    fields: text('fields').array().notNull(),
    chains: text('chains').array().notNull(),
    regions: text('regions').array().notNull(),
    intro: text('intro').notNull(),
    isSample: boolean('is_sample').notNull().default(false),
    state: state(statesOf(brokerMachine)).default('listed'),
    /** A renewed certificate that nobody has checked yet. */
    pending: jsonb('pending').$type<BrokerCertificate>(),
    reviewNote: text('review_note'),
    reviewedBy: ref('reviewed_by', () => users.id),
    reviewedAt: at('reviewed_at'),
    createdAt: createdAt(),
  },
  (t) => [oneOf('brokers_state', t.state, statesOf(brokerMachine))],
);

/** Units that a broker says he serves; only one that the unit itself confirmed counts as covered (全覆盖). */
export const brokerUnits = pgTable(
  'broker_units',
  {
    brokerUserId: ref('broker_user_id', () => users.id).notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    confirmedAt: at('confirmed_at'),
    confirmedBy: ref('confirmed_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.brokerUserId, t.orgId] }), index('broker_units_org').on(t.orgId)],
);
