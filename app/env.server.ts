import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** The origin alone: links are written behind it, and a path or a slash at its end would stand in each of them. */
const PublicUrl = z.url({ protocol: /^https?$/, hostname: /./ }).transform((text) => new URL(text).origin);

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: PublicUrl.optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  /** The licensed e-sign provider, with its path: https://api.fadada.com/api/v5 */
  ESIGN_URL: z
    .url({ protocol: /^https$/ })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  ESIGN_APP_ID: z.string().min(1).optional(),
  ESIGN_APP_SECRET: z.string().min(1).optional(),
  /** The operator's own organisation, as the provider's application knows it. */
  ESIGN_CORP_ID: z.string().min(1).optional(),
  MEILI_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_SEARCH_KEY: z.string().optional(),
  SMTP_URL: z.string().optional(),
  SMS_URL: z.string().optional(),
  /** Gateway of WeChat template messages; `log` only logs them. */
  WECHAT_URL: z.string().optional(),
  MAIL_FROM: z.string().default('成果通 <no-reply@example.invalid>'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  UPLOAD_ORG_MB_A_DAY: z.coerce.number().int().min(1).default(2048),
  UPLOAD_PERSON_MB_A_DAY: z.coerce.number().int().min(1).default(1024),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
type Raw = z.infer<typeof Environment>;

export interface Env extends Raw {
  /** Demo: embedded database, stand-in for card payments, outboxes and clock as pages. Never beside a real database. */
  readonly isDemo: boolean;
  readonly AUTH_SECRET: string;
}

/**
 * Reads the settings once at start; a wrong one stops the start with its name and never its value.
 *
 * @param source defaults to the process environment; tests pass their own
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = Environment.safeParse(source);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`wrong settings: ${names}`);
  }
  const raw = parsed.data;
  const isDemo = raw.DATABASE_URL === undefined && raw.STRIPE_SECRET_KEY === undefined;
  if (!isDemo && raw.AUTH_SECRET === undefined) {
    throw new Error(
      'wrong settings: AUTH_SECRET is required with DATABASE_URL or STRIPE_SECRET_KEY: either alone ends demo mode',
    );
  }
  if (raw.STRIPE_SECRET_KEY !== undefined && raw.STRIPE_WEBHOOK_SECRET === undefined) {
    throw new Error('wrong settings: STRIPE_WEBHOOK_SECRET is required with STRIPE_SECRET_KEY');
  }
  const esign = [raw.ESIGN_URL, raw.ESIGN_APP_ID, raw.ESIGN_APP_SECRET, raw.ESIGN_CORP_ID];
  if (esign.some((value) => value !== undefined) && esign.includes(undefined)) {
    throw new Error(
      'wrong settings: ESIGN_URL, ESIGN_APP_ID, ESIGN_APP_SECRET and ESIGN_CORP_ID are given together or not at all',
    );
  }
  return { ...raw, isDemo, AUTH_SECRET: raw.AUTH_SECRET ?? randomBytes(32).toString('hex') };
}
