import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { phoneNumber, twoFactor } from 'better-auth/plugins';
import { v7 } from 'uuid';
import type { Database } from '#db/client.server.ts';
import { isAppError } from '#app/domain/errors.ts';
import { accounts, outbox, rateLimits, sessions, twoFactors, users, verifications } from '#db/schema/index.ts';
import { appName } from './app-name.ts';
import { authGuards, clientAddressHeader } from './auth-guards.server.ts';
import { sendSms } from './send-sms.server.ts';

/** A mainland mobile number in E.164: +86 and eleven digits that begin with 1. */
export const mobilePattern = /^\+861[3-9]\d{9}$/;

/** Mail domain of accounts opened by mobile number alone; never written to. */
export const phoneOnlyDomain = 'phone.invalid';

interface AuthOptions {
  readonly db: Database;
  readonly secret: string;
  readonly baseUrl: string;
}

/**
 * Sign-in by mobile number with a code or by mail with a password. The library owns its tables; its handler carries
 * the rate limit, so every sign-in of ours goes through the handler.
 */
export function createAuth({ db, secret, baseUrl }: AuthOptions) {
  const sendMail = async (recipient: string, subject: string, body: string) => {
    await db.insert(outbox).values({ channel: 'mail', recipient, subject, body });
  };
  return betterAuth({
    appName,
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    trustedOrigins: [baseUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        twoFactor: twoFactors,
        rateLimit: rateLimits,
      },
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
        await sendMail(
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
          const body = `【成果通】登录验证码 ${code}，5 分钟内有效。任何人向你索要都不要给。`;
          await sendSms(db, number, '登录验证码', body).catch(tooMany);
        },
        signUpOnVerification: {
          getTempEmail: (number) => `${number.slice(1)}@${phoneOnlyDomain}`,
          getTempName: (number) => `用户${number.slice(-4)}`,
        },
      }),
      // Only the app and its recovery codes are used of this; SMS codes that confirm a deed are ours (sendProofCode).
      twoFactor({ issuer: appName, allowPasswordless: true, totpOptions: { digits: 6, period: 30 } }),
    ],
    hooks: authGuards(db),
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 300, max: 10 },
        // Offices and event halls share one address: after 30 in a row it waits a minute. Guessing and flooding are
        // stopped elsewhere: 10 wrong codes an hour and 30 messages a day for a number, 1,000 a day for an address.
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

const tooMany = (error: unknown): never => {
  if (!isAppError(error)) throw error;
  const { says } = error.params;
  throw new APIError('TOO_MANY_REQUESTS', { code: 'SPENT', message: typeof says === 'string' ? says : '' });
};

export type Auth = ReturnType<typeof createAuth>;
