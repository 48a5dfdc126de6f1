import { createHash } from 'node:crypto';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { isAppError } from '#app/domain/errors.ts';
import type { Database } from '#db/client.server.ts';
import { now } from '../platform/clock.server.ts';
import { forgetTries, refuseSpent, returnTry, takeTry } from './code-tries.server.ts';

/** Header by which our own server tells the library the client's address; taken from nobody else. */
export const clientAddressHeader = 'x-chengguo-client';

/** Codes sent at the wish of one address: what a large office needs in a day, not what a machine could run up. */
const sendsOfAnAddress = { most: 1000, withinMs: 86_400_000 };
/** An app's code is valid for some 90 seconds; used once, it is used up. */
const onceOnly = { most: 1, withinMs: 120_000 };

type Hooked = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

const factorPaths = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code']);
const secondFactor = (userId: string): string => `proof:${userId}`;
const usedCode = (userId: string, code: string): string =>
  `used:${userId}:${createHash('sha256').update(code).digest('hex').slice(0, 16)}`;

/** What the library has to be told about a refusal of ours, so that the page can say it. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== 'rate_limited') throw error;
    const { says } = error.params;
    throw new APIError('TOO_MANY_REQUESTS', { code: 'SPENT', message: typeof says === 'string' ? says : '' });
  }
}

const field = (body: unknown, name: string): string => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.slice(0, 64) : '';
};

/** Whose password was right a moment ago and whose app is asked for now. */
async function halfSignedIn(ctx: Hooked): Promise<string | null> {
  const { name } = ctx.context.createAuthCookie('two_factor');
  const token = await ctx.getSignedCookie(name, ctx.context.secret);
  return token ? ((await ctx.context.internalAdapter.findVerificationValue(token))?.value ?? null) : null;
}

/** The tries of requests that run, between the two hooks. */
const running = new WeakMap<object, { readonly id: string; readonly subject: string; readonly used: string | null }>();

/**
 * Wrong codes are counted across codes and for each subject: the number that signs in, the person who confirms a deed. The
 * library by itself counts them for each code only, and not at all for an app's code while somebody is signed in.
 */
export function authGuards(db: Database) {
  return {
    before: createAuthMiddleware(async (ctx) => {
      const at = now();
      const number = field(ctx.body, 'phoneNumber');
      if (ctx.path === '/phone-number/send-otp') {
        await refusing(async () => {
          await refuseSpent(db, `sign-in:${number}`, at);
          const address = ctx.headers?.get(clientAddressHeader);
          if (address) await takeTry(db, `send:${address}`, at, sendsOfAnAddress);
        });
      }
      if (ctx.path === '/phone-number/verify') {
        const subject = `sign-in:${number}`;
        const id = await refusing(() => takeTry(db, subject, at));
        if (ctx.request) running.set(ctx.request, { id, subject, used: null });
      }
      if (factorPaths.has(ctx.path)) {
        const session = await getSessionFromCtx(ctx);
        const userId = session?.user.id ?? (await halfSignedIn(ctx));
        if (userId === null) return;
        // The library counts the wrong codes of a sign-in itself; used up is a code there and here alike.
        const subject = session ? secondFactor(userId) : `sign-in-factor:${userId}`;
        const used = usedCode(userId, field(ctx.body, 'code'));
        const id = await refusing(async () => {
          await refuseSpent(db, used, at, onceOnly);
          return takeTry(db, subject, at);
        });
        if (ctx.request) running.set(ctx.request, { id, subject, used });
      }
    }),
    after: createAuthMiddleware(async (ctx) => {
      const attempt = ctx.request && running.get(ctx.request);
      if (!attempt) return;
      const { returned } = ctx.context;
      const code = returned instanceof APIError ? field(returned.body, 'code') : null;
      if (code === null) {
        await forgetTries(db, attempt.subject);
        if (attempt.used !== null) await takeTry(db, attempt.used, now(), onceOnly);
      } else if (!code.startsWith('INVALID')) await returnTry(db, attempt.id);
    }),
  };
}
