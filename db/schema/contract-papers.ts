import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { contractRegistrationMachine, type RegistrationData } from '#app/domain/contract-registration.ts';
import { statesOf } from '#app/domain/machine.ts';
import { scanOutcomes } from '#app/domain/signed-scan.ts';
import { signerAuthorities } from '#app/domain/signing-way.ts';
import { at, createdAt, fen, id, on, oneOf, ref, state } from './columns.ts';
import { contracts, contractSides, publicities } from './contracts.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

/** 授权委托书: kept with its days and its scope. Revoked, never deleted. */
export const authorityLetters = pgTable(
  'authority_letters',
  {
    id: id(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    holderName: text('holder_name').notNull(),
    /** The holder's account: he may sign on the page by it. Null: on paper only. */
    holderId: ref('holder_id', () => users.id),
    scope: text('scope').notNull(),
    contractId: ref('contract_id', () => contracts.id),
    limitFen: fen('limit_fen'),
    startsOn: on('starts_on').notNull(),
    endsOn: on('ends_on').notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    uploadedBy: ref('uploaded_by', () => users.id).notNull(),
    revokedAt: at('revoked_at'),
    revokedBy: ref('revoked_by', () => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    index('authority_letters_org').on(t.orgId),
    check('authority_letters_days', sql`${t.startsOn} <= ${t.endsOn}`),
    check('authority_letters_limit', sql`${t.limitFen} > 0`),
  ],
);

/** What a side says of the scan of the sealed paper, and who put the seal to it. Append-only. */
export const scanAnswers = pgTable(
  'scan_answers',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    outcome: text('outcome', { enum: scanOutcomes }).notNull(),
    /** Digest of the files looked at, and the last of them. */
    scanSha256: text('scan_sha256').notNull(),
    lastScanId: uuid('last_scan_id').notNull(),
    /** Who signed the paper for the side; null in a refusal. */
    signerName: text('signer_name'),
    authority: text('authority', { enum: signerAuthorities }),
    letterId: ref('letter_id', () => authorityLetters.id),
    sealedOn: on('sealed_on'),
    reason: text('reason'),
    answeredBy: ref('answered_by', () => users.id).notNull(),
    answeredAt: at('answered_at').notNull(),
  },
  (t) => [
    oneOf('scan_answers_side', t.side, contractSides),
    oneOf('scan_answers_outcome', t.outcome, scanOutcomes),
    index('scan_answers_version').on(t.contractId, t.versionN),
    uniqueIndex('scan_answers_confirmed')
      .on(t.contractId, t.versionN, t.side, t.scanSha256)
      .where(sql`outcome = 'confirmed'`),
  ],
);

/** 技术合同认定登记 of a contract by its seller. At most one lives. */
export const contractRegistrations = pgTable(
  'contract_registrations',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    /** The seller, who applies. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    state: state(statesOf(contractRegistrationMachine)),
    data: jsonb('data').$type<RegistrationData>().notNull(),
    /** As reckoned when it was handed in. */
    dealFen: fen('deal_fen').notNull(),
    technicalFen: fen('technical_fen').notNull(),
    office: text('office'),
    submittedOn: on('submitted_on'),
    decideBy: on('decide_by'),
    /** Of the office's working days, what ran before it asked for a supplement. */
    usedDays: integer('used_days').notNull().default(0),
    /** What the office asked for, or why it refused. */
    officeNote: text('office_note'),
    updatedBy: ref('updated_by', () => users.id).notNull(),
    updatedAt: at('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('contract_registrations_state', t.state, statesOf(contractRegistrationMachine)),
    uniqueIndex('contract_registrations_live')
      .on(t.contractId)
      .where(sql`state not in ('refused', 'withdrawn', 'cancelled')`),
    check('contract_registrations_sums', sql`${t.technicalFen} between 0 and ${t.dealFen}`),
  ],
);

/** What the office wrote: the certificate with its number and sums. A change is a further row; the newest counts. */
export const registrationResults = pgTable(
  'registration_results',
  {
    id: id(),
    registrationId: ref('registration_id', () => contractRegistrations.id).notNull(),
    n: integer('n').notNull(),
    registrationNo: text('registration_no').notNull(),
    registeredOn: on('registered_on').notNull(),
    dealFen: fen('deal_fen').notNull(),
    technicalFen: fen('technical_fen').notNull(),
    fileId: ref('file_id', () => files.id).notNull(),
    note: text('note').notNull().default(''),
    recordedBy: ref('recorded_by', () => users.id).notNull(),
    recordedAt: at('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('registration_results_n').on(t.registrationId, t.n),
    check('registration_results_sums', sql`${t.technicalFen} between 0 and ${t.dealFen}`),
  ],
);

/** Who opened a notice while it stood, once each: the unit's decision file says to whom it was shown. */
export const publicityReadings = pgTable(
  'publicity_readings',
  {
    id: id(),
    publicityId: ref('publicity_id', () => publicities.id).notNull(),
    userId: ref('user_id', () => users.id).notNull(),
    /** For whom he read it. */
    orgId: ref('org_id', () => organisations.id).notNull(),
    readAt: at('read_at').notNull(),
  },
  (t) => [uniqueIndex('publicity_readings_once').on(t.publicityId, t.userId, t.orgId)],
);
