import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { askedEsignStates, esignMachine, liveEsignStates } from '#app/domain/esign.ts';
import { statesOf } from '#app/domain/machine.ts';
import { signerAuthorities } from '#app/domain/signing-way.ts';
import { contracts, contractSides } from './contracts.ts';
import { authorityLetters } from './contract-papers.ts';
import { at, createdAt, id, oneOf, ref, state } from './columns.ts';
import { files } from './files.ts';
import { organisations } from './organisations.ts';
import { users } from './people.ts';

const words = (states: readonly string[]) => sql.raw(`(${states.map((word) => `'${word}'`).join(', ')})`);
const finalStates = statesOf(esignMachine).filter((state) => 'final' in esignMachine.states[state]);

/** A version of a contract on its way through a licensed e-sign provider. */
export const esignFlows = pgTable(
  'esign_flows',
  {
    id: id(),
    contractId: ref('contract_id', () => contracts.id).notNull(),
    versionN: integer('version_n').notNull(),
    state: state(statesOf(esignMachine)),
    provider: text('provider').notNull(),
    proposedBySide: text('proposed_by_side', { enum: contractSides }).notNull(),
    proposedBy: ref('proposed_by', () => users.id).notNull(),
    /** The printed text as it was handed in; its SHA-256 is the file's. */
    originalFileId: ref('original_file_id', () => files.id),
    /** Names that the provider gave to the document and to the flow. */
    providerFileId: text('provider_file_id'),
    providerFlowId: text('provider_flow_id').unique(),
    /** Until then one worker hands it in; another that comes leaves it alone. */
    leasedUntil: at('leased_until'),
    /** Times that handing it in was begun: after a first one the provider may know the flow already. */
    tries: integer('tries').notNull().default(0),
    /** When the provider was last asked to open it: for a while after that it may still do so, whatever it answered. */
    openTriedAt: at('open_tried_at'),
    askedAt: at('asked_at'),
    /** Questions in a row that taught nothing, and the word of the last. */
    askFaults: integer('ask_faults').notNull().default(0),
    askFault: text('ask_fault'),
    /** Since when the provider owes its word on a flow that is called off, moved by each answer; null once it said its last. */
    silentSince: at('silent_since'),
    openedAt: at('opened_at'),
    expiresAt: at('expires_at'),
    cancelledBy: ref('cancelled_by', () => users.id),
    cancelReason: text('cancel_reason'),
    /** Why it ended: the provider's or the refuser's words, or the word of a mismatch. */
    endNote: text('end_note'),
    endedAt: at('ended_at'),
    signedFileId: ref('signed_file_id', () => files.id),
    reportFileId: ref('report_file_id', () => files.id),
    /** What the provider says was signed, come after the flow was declared ended: kept, and no signature of the contract. */
    lateFileId: ref('late_file_id', () => files.id),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('esign_flows_state', t.state, statesOf(esignMachine)),
    oneOf('esign_flows_side', t.proposedBySide, contractSides),
    index('esign_flows_contract').on(t.contractId),
    uniqueIndex('esign_flows_live')
      .on(t.contractId)
      .where(sql.raw(`state in (${liveEsignStates.map((word) => `'${word}'`).join(', ')})`)),
    check('esign_flows_opened', sql`${t.state} not in ('open', 'signed') or ${t.providerFlowId} is not null`),
    check('esign_flows_ended', sql`(${t.endedAt} is not null) = (${t.state} in ${words(finalStates)})`),
    check('esign_flows_counts', sql`${t.tries} >= 0 and ${t.askFaults} >= 0`),
    // The round of each minute.
    index('esign_flows_asked')
      .on(t.askedAt)
      .where(sql`state in ${words(askedEsignStates)}`),
    // Whose a file is, asked for every file of a contract.
    index('esign_flows_original')
      .on(t.originalFileId)
      .where(sql`original_file_id is not null`),
    index('esign_flows_signed')
      .on(t.signedFileId)
      .where(sql`signed_file_id is not null`),
    index('esign_flows_report')
      .on(t.reportFileId)
      .where(sql`report_file_id is not null`),
    index('esign_flows_late')
      .on(t.lateFileId)
      .where(sql`late_file_id is not null`),
    // Declared ended, and the provider may still answer.
    index('esign_flows_silent')
      .on(t.askedAt)
      .where(sql`state = 'abandoned' and silent_since is not null`),
  ],
);

/** Who signs for a side, as the side named him, and what the provider says of him. */
export const esignSigners = pgTable(
  'esign_signers',
  {
    id: id(),
    flowId: ref('flow_id', () => esignFlows.id).notNull(),
    side: text('side', { enum: contractSides }).notNull(),
    orderNo: integer('order_no').notNull(),
    orgId: ref('org_id', () => organisations.id).notNull(),
    orgName: text('org_name').notNull(),
    uscc: text('uscc').notNull(),
    signerName: text('signer_name').notNull(),
    /** Forgotten once the flow is over, as the link is. */
    mobile: text('mobile'),
    authority: text('authority', { enum: signerAuthorities }).notNull(),
    letterId: ref('letter_id', () => authorityLetters.id),
    namedBy: ref('named_by', () => users.id).notNull(),
    namedAt: at('named_at').notNull(),
    /** His own page at the provider; it asks him who he is. */
    link: text('link'),
    readAt: at('read_at'),
    signedAt: at('signed_at'),
    /** The person whom the provider verified. */
    verifiedName: text('verified_name'),
    /** The authority that issued the certificate behind the signature. */
    certificateBy: text('certificate_by'),
    /** His side declared the flow ended, because the provider says nothing. */
    gaveUpAt: at('gave_up_at'),
    gaveUpBy: ref('gave_up_by', () => users.id),
  },
  (t) => [
    oneOf('esign_signers_side', t.side, contractSides),
    oneOf('esign_signers_authority', t.authority, signerAuthorities),
    uniqueIndex('esign_signers_once').on(t.flowId, t.side),
    uniqueIndex('esign_signers_order').on(t.flowId, t.orderNo),
    check('esign_signers_gave_up', sql`(${t.gaveUpAt} is null) = (${t.gaveUpBy} is null)`),
    check('esign_signers_turn', sql`${t.orderNo} in (1, 2)`),
    check('esign_signers_letter', sql`${t.authority} <> 'attorney' or ${t.letterId} is not null`),
  ],
);
