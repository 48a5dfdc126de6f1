import { createHmac } from 'node:crypto';
import { desc, eq, like, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { codeTries, outbox, rateLimits, sessions, users } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerson } from '#seeds/make.ts';
import { clientAddressHeader } from './auth-guards.server.ts';
import { type Auth, createAuth } from './auth.server.ts';

const baseUrl = 'http://localhost:3000';
let db: Database;
let auth: Auth;
let serial = 0;
let phoneNumber: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
  auth = createAuth({ db, secret: 'a-secret-of-thirty-two-characters!', baseUrl });
});
beforeEach(() => {
  serial += 1;
  phoneNumber = `+8613${String(500_000_000 + serial)}`;
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string;
}

const call = async (path: string, body: object, cookie = '', address = `10.0.0.${serial}`): Promise<Answer> => {
  const response = await auth.handler(
    new Request(`${baseUrl}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: baseUrl, cookie, [clientAddressHeader]: address },
      body: JSON.stringify(body),
    }),
  );
  const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: response.status, body: answer, cookie: cookies.join('; ') };
};

/** The library's own limit for an address is not what these tests are about. */
const forgetAddress = () => db.delete(rateLimits);

async function codeFor(number: string): Promise<string> {
  const answer = await call('/phone-number/send-otp', { phoneNumber: number });
  expect(answer.status).toBe(200);
  return newestCode(number);
}

async function newestCode(number: string): Promise<string> {
  const [row] = await db.select().from(outbox).where(eq(outbox.recipient, number)).orderBy(desc(outbox.id)).limit(1);
  return row?.body.match(/\d{6}/)?.[0] ?? '';
}

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');
const ageTries = (by: string) => db.update(codeTries).set({ at: sql`${codeTries.at} - ${by}::interval` });
const ageMessages = (by: string) => db.update(outbox).set({ createdAt: sql`${outbox.createdAt} - ${by}::interval` });

async function guessWrong(times: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < times; at += 1) {
    // A fresh code every third guess: no single code ever runs out of its own five.
    if (at % 3 === 0) {
      await ageMessages('2 minutes');
      await codeFor(phoneNumber);
    }
    answers.push(await call('/phone-number/verify', { phoneNumber, code: wrong(await newestCode(phoneNumber)) }));
    await forgetAddress();
  }
  return answers;
}

test('ten wrong codes within an hour, over several codes, close the number for an hour, the right code too', async () => {
  const answers = await guessWrong(10);
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 400));
  const right = { phoneNumber, code: await newestCode(phoneNumber) };
  const refused = await call('/phone-number/verify', right);
  expect(refused).toMatchObject({ status: 429, body: { code: 'SPENT' } });
  expect(refused.body.message).toMatch(/请在 20\d\d-\d\d-\d\d \d\d:\d\d 以后再试/);
  expect((await call('/phone-number/send-otp', { phoneNumber })).status).toBe(429);
  await ageTries('59 minutes');
  expect((await call('/phone-number/verify', right)).status).toBe(429);
  await ageTries('2 minutes');
  await forgetAddress();
  expect((await call('/phone-number/verify', right)).status).toBe(200);
});

test('another number is not closed with it, and a right code forgets the wrong ones before', async () => {
  await guessWrong(9);
  const other = `+8618${String(500_000_000 + serial)}`;
  expect((await call('/phone-number/verify', { phoneNumber: other, code: await codeFor(other) })).status).toBe(200);
  const code = await newestCode(phoneNumber);
  expect((await call('/phone-number/verify', { phoneNumber, code })).status).toBe(200);
  expect(await db.$count(codeTries, eq(codeTries.subject, `sign-in:${phoneNumber}`))).toBe(0);
});

test('guesses at a number to which no code was sent close nothing', async () => {
  for (let at = 0; at < 12; at += 1) {
    expect((await call('/phone-number/verify', { phoneNumber, code: '123456' })).status).toBe(400);
  }
  expect((await call('/phone-number/verify', { phoneNumber, code: await codeFor(phoneNumber) })).status).toBe(200);
});

test('guesses sent at the same moment share the ten', async () => {
  await guessWrong(7);
  await codeFor(phoneNumber);
  const code = wrong(await newestCode(phoneNumber));
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call('/phone-number/verify', { phoneNumber, code })),
  );
  expect(answers.filter((answer) => answer.status === 429).length).toBeGreaterThanOrEqual(5);
});

test('five codes a minute and thirty a day go to one number, from whatever address', async () => {
  const ask = (at: number) => call('/phone-number/send-otp', { phoneNumber }, '', `10.1.${serial}.${at}`);
  const together = await Promise.all(Array.from({ length: 7 }, (_, at) => ask(at)));
  expect(together.map((answer) => answer.status).toSorted()).toEqual([200, 200, 200, 200, 200, 429, 429]);
  await ageMessages('2 minutes');
  expect((await ask(8)).status).toBe(200);
  await db
    .insert(outbox)
    .values(
      Array.from({ length: 24 }, () => ({ channel: 'sms' as const, recipient: phoneNumber, subject: '', body: '' })),
    );
  await ageMessages('2 minutes');
  const refused = await ask(9);
  expect(refused).toMatchObject({ status: 429, body: { code: 'SPENT' } });
  expect(refused.body.message).toContain('明天');
  await ageMessages('1 day');
  expect((await ask(10)).status).toBe(200);
});

test('one address has a thousand codes sent a day, to whatever numbers', async () => {
  const address = `10.2.0.${serial}`;
  await db
    .insert(codeTries)
    .values(Array.from({ length: 1000 }, () => ({ subject: `send:${address}`, at: new Date() })));
  expect((await call('/phone-number/send-otp', { phoneNumber }, '', address)).status).toBe(429);
  expect((await call('/phone-number/send-otp', { phoneNumber }, '', '10.2.1.1')).status).toBe(200);
});

/** The app's side: RFC 6238 over the secret as the library keeps it in the address. */
function appCode(uri: string, steps = 0): string {
  const base32 = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...base32].map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'));
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function enrolled(): Promise<{ cookie: string; uri: string; recovery: string[]; userId: string }> {
  const code = await codeFor(phoneNumber);
  const signedIn = await call('/phone-number/verify', { phoneNumber, code });
  const begun = await call('/two-factor/enable', {}, signedIn.cookie);
  const uri = String(begun.body.totpURI);
  const confirmed = await call('/two-factor/verify-totp', { code: appCode(uri, -1) }, signedIn.cookie);
  expect(confirmed.status).toBe(200);
  const [person] = await db.select().from(users).where(eq(users.phoneNumber, phoneNumber));
  expect(person?.twoFactorEnabled).toBe(true);
  await forgetAddress();
  return { cookie: confirmed.cookie, uri, recovery: begun.body.backupCodes as string[], userId: person?.id ?? '' };
}

test("an app is set up with its first code; a code of it counts once, a recovery code once, a sign-in's code never", async () => {
  const { cookie, uri, recovery } = await enrolled();
  expect(recovery).toHaveLength(10);
  const code = appCode(uri);
  expect((await call('/two-factor/verify-totp', { code }, cookie)).status).toBe(200);
  expect((await call('/two-factor/verify-totp', { code }, cookie)).status).toBe(429);
  await forgetAddress();
  expect((await call('/two-factor/verify-backup-code', { code: recovery[0] }, cookie)).status).toBe(200);
  await db.delete(codeTries).where(like(codeTries.subject, 'used:%'));
  expect((await call('/two-factor/verify-backup-code', { code: recovery[0] }, cookie)).status).toBe(401);
  await forgetAddress();
  expect((await call('/two-factor/verify-totp', { code: await codeFor(phoneNumber) }, cookie)).status).toBe(401);
});

test('ten wrong codes of an app close it for an hour, also to somebody who holds the session', async () => {
  const { cookie, uri, userId } = await enrolled();
  for (let at = 0; at < 10; at += 1) {
    const code = String(Number(appCode(uri, 5)) + at)
      .slice(-6)
      .padStart(6, '0');
    expect((await call('/two-factor/verify-totp', { code }, cookie)).status).toBe(401);
    await forgetAddress();
  }
  expect(await call('/two-factor/verify-totp', { code: appCode(uri) }, cookie)).toMatchObject({
    status: 429,
    body: { code: 'SPENT' },
  });
  expect(await db.$count(codeTries, eq(codeTries.subject, `proof:${userId}`))).toBe(10);
});

test('who signs in with a password and has an app is asked for its code before there is a session', async () => {
  const person = await makePerson(db, null, []);
  const email = `with-app-${serial}@example.com`;
  await call('/sign-up/email', { email, name: '示例', password: 'a-long-password' });
  const first = await call('/sign-in/email', { email, password: 'a-long-password' });
  const begun = await call('/two-factor/enable', { password: 'a-long-password' }, first.cookie);
  const uri = String(begun.body.totpURI);
  await call('/two-factor/verify-totp', { code: appCode(uri, -1) }, first.cookie);
  await forgetAddress();
  const [account] = await db.select().from(users).where(eq(users.email, email));
  await db.delete(sessions).where(eq(sessions.userId, account?.id ?? person.id));
  const half = await call('/sign-in/email', { email, password: 'a-long-password' });
  expect(half.body.twoFactorRedirect).toBe(true);
  expect(await db.$count(sessions, eq(sessions.userId, account?.id ?? ''))).toBe(0);
  const whole = await call('/two-factor/verify-totp', { code: appCode(uri) }, half.cookie);
  expect(whole.status).toBe(200);
  expect(whole.cookie).toContain('session_token=');
  expect(await db.$count(sessions, eq(sessions.userId, account?.id ?? ''))).toBe(1);
  // The code that signed in confirms no deed, and one that confirmed a deed signs nobody in.
  expect((await call('/two-factor/verify-totp', { code: appCode(uri) }, whole.cookie)).status).toBe(429);
  await forgetAddress();
  const deedCode = appCode(uri, 1);
  expect((await call('/two-factor/verify-totp', { code: deedCode }, whole.cookie)).status).toBe(200);
  const again = await call('/sign-in/email', { email, password: 'a-long-password' });
  expect((await call('/two-factor/verify-totp', { code: deedCode }, again.cookie)).status).toBe(429);
});
