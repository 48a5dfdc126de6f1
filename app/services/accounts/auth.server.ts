import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { phoneNumber } from 'better-auth/plugins';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '#db/client.server.ts';
import { accounts, outbox, rateLimits, sessions, users, verifications } from '#db/schema/index.ts';

/** A mainland mobile number in E.164: +86 and eleven digits that begin with 1. */
export const mobilePattern = /^\+861[3-9]\d{9}$/;

/** Mail domain of accounts opened by mobile number alone; never written to. */
export const phoneOnlyDomain = 'phone.invalid';

interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  readonly baseUrl: string;
}

/** Header by which our own server tells the library the client's address; taken from nobody else. */
export const clientAddressHeader = 'x-chengguo-client';

/** At most 5 codes a minute and 30 a day to one number, from whatever address they are asked for. */
async function refuseFlood(db: Database, number: string): Promise<void> {
  const sentSince = (interval: string) =>
    db.$count(
      outbox,
      and(
        eq(outbox.channel, 'sms'),
        eq(outbox.recipient, number),
        sql`${outbox.createdAt} > now() - ${interval}::interval`,
      ),
    );
  const [minute, day] = await Promise.all([sentSince('1 minute'), sentSince('1 day')]);
  if (minute >= 5 || day >= 30) throw new APIError('TOO_MANY_REQUESTS');
}

/**
 * Sign-in by mobile number with a code or by mail with a password. The library owns its tables; its handler carries
 * the rate limit, so every sign-in of ours goes through the handler.
 */
export function createAuth({ db, secret, baseUrl }: AuthOptions) {
  const send = async (channel: 'mail' | 'sms', recipient: string, subject: string, body: string) => {
    await db.insert(outbox).values({ channel, recipient, subject, body });
  };
  return betterAuth({
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    trustedOrigins: [baseUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications, rateLimit: rateLimits },
    }),
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: (password) => hash(password),
        verify: ({ hash: stored, password }) => verify(stored, password),
      },
      sendResetPassword: async ({ user, token }) => {
        const link = `${baseUrl}/reset-password?token=${encodeURIComponent(token)}`;
        await send(
          'mail',
          user.email,
          '重置成果通密码',
          `请在 1 小时内打开链接设置新密码：${link}\n不是你本人操作的话，不用理会。`,
        );
      },
    },
    plugins: [
      phoneNumber({
        otpLength: 6,
        expiresIn: 300,
        allowedAttempts: 5,
        phoneNumberValidator: (number) => mobilePattern.test(number),
        sendOTP: async ({ phoneNumber: number, code }) => {
          await refuseFlood(db, number);
          await send('sms', number, '验证码', `【成果通】验证码 ${code}，5 分钟内有效。任何人向你索要都不要给。`);
        },
        signUpOnVerification: {
          getTempEmail: (number) => `${number.slice(1)}@${phoneOnlyDomain}`,
          getTempName: (number) => `用户${number.slice(-4)}`,
        },
      }),
    ],
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 300, max: 10 },
        // An office shares one address; each number has its own limit.
        '/phone-number/send-otp': { window: 60, max: 30 },
        '/phone-number/verify': { window: 60, max: 30 },
        '/request-password-reset': { window: 300, max: 5 },
      },
    },
    advanced: {
      cookiePrefix: 'chengguo',
      useSecureCookies: baseUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => v7() },
    },
  });
}
export type Auth = ReturnType<typeof createAuth>;
