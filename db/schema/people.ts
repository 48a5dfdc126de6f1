import { boolean, index, integer, bigint, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, createdAt, id, oneOf, ref } from './columns.ts';
import { platformRoles } from '#app/domain/access.ts';

/** user, session, account, verification, two_factor and rate_limit belong to the auth library; nothing else writes them. */
export const users = pgTable('user', {
  id: id(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  phoneNumber: text('phone_number').unique(),
  phoneNumberVerified: boolean('phone_number_verified').default(false),
  /** An authenticator app (TOTP) is set up: it is then this person's second factor. */
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const sessions = pgTable('session', {
  id: id(),
  userId: ref('user_id', () => users.id).notNull(),
  token: text('token').notNull().unique(),
  expiresAt: at('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const accounts = pgTable('account', {
  id: id(),
  userId: ref('user_id', () => users.id).notNull(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: at('access_token_expires_at'),
  refreshTokenExpiresAt: at('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const verifications = pgTable(
  'verification',
  {
    id: id(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('verification_identifier').on(t.identifier)],
);

/** Secret of an authenticator app and its recovery codes, both encrypted by the library. */
export const twoFactors = pgTable(
  'two_factor',
  {
    id: id(),
    userId: ref('user_id', () => users.id).notNull(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: at('locked_until'),
  },
  (t) => [index('two_factor_user').on(t.userId)],
);

export const rateLimits = pgTable('rate_limit', {
  id: id(),
  key: text('key').notNull().unique(),
  count: integer('count').notNull(),
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
});

/** Rights on the platform itself, apart from any organisation. */
export const platformGrants = pgTable(
  'platform_grants',
  {
    userId: ref('user_id', () => users.id).notNull(),
    role: text('role', { enum: platformRoles }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.role] }), oneOf('platform_grants_role', t.role, platformRoles)],
);

/** What a person agreed to, in which version. A new version of a document asks again. */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    userId: ref('user_id', () => users.id).notNull(),
    document: text('document', { enum: ['terms', 'privacy'] }).notNull(),
    version: text('version').notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('consents_once').on(t.userId, t.document, t.version)],
);

/** A fresh second factor of a session: signing and money ask for one not older than five minutes. */
export const sessionProofs = pgTable('session_proofs', {
  sessionId: uuid('session_id')
    .primaryKey()
    .references(() => sessions.id, { onDelete: 'cascade' }),
  provedAt: at('proved_at').notNull(),
});

/** The code sent to confirm a deed, for one session. It opens no sign-in, and a sign-in's code confirms no deed. */
export const proofCodes = pgTable('proof_codes', {
  sessionId: uuid('session_id')
    .primaryKey()
    .references(() => sessions.id, { onDelete: 'cascade' }),
  codeHash: text('code_hash').notNull(),
  tries: integer('tries').notNull().default(0),
  expiresAt: at('expires_at').notNull(),
});

/** Tries at a code, one row each until it turns out right: how many were wrong is counted across codes. */
export const codeTries = pgTable(
  'code_tries',
  {
    id: id(),
    /** `sign-in:<number>` or `proof:<user>`. */
    subject: text('subject').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('code_tries_subject').on(t.subject, t.at)],
);
