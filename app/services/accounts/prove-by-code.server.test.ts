import { desc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { isProofFresh } from '#app/domain/access.ts';
import type { Database } from '#db/client.server.ts';
import { outbox, sessions, users } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, makePerson, type Person, testClock } from '#seeds/make.ts';
import type { ActorContext } from '../context.server.ts';
import { createAuth } from './auth.server.ts';
import { findActor } from './find-actor.server.ts';
import { requireFactorProof } from './note-factor-change.server.ts';
import { proveByCode } from './prove-by-code.server.ts';
import { sendProofCode } from './send-proof-code.server.ts';

let db: Database;
let person: Person;
let clock: ReturnType<typeof testClock>;
let ctx: ActorContext;

beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(async () => {
  person = await makePerson(db, null, []);
  clock = testClock();
  ctx = await inSession();
});

async function inSession(): Promise<ActorContext> {
  const id = v7();
  await db
    .insert(sessions)
    .values({ id, userId: person.id, token: v7(), expiresAt: new Date(Date.now() + 86_400_000) });
  const actor = await findActor(db, person.id, id, null);
  if (actor === null) throw new Error('no actor');
  return { ...makeContext(db, { now: clock.now }), actor };
}

const isProved = async (of = ctx): Promise<boolean> => {
  const actor = await findActor(db, person.id, of.actor.sessionId, null);
  return actor !== null && isProofFresh(actor, of.now());
};
const newest = async (): Promise<string> => {
  const own = eq(outbox.recipient, person.phoneNumber ?? '');
  const [row] = await db.select().from(outbox).where(own).orderBy(desc(outbox.id)).limit(1);
  return row?.body.match(/\d{6}/)?.[0] ?? '';
};
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');

test('the code of this session proves it for five minutes, and only once', async () => {
  await sendProofCode(ctx);
  const code = await newest();
  await proveByCode(ctx, code);
  expect(await isProved()).toBe(true);
  await expect(proveByCode(ctx, code)).rejects.toMatchObject({ code: 'invalid', field: 'code' });
});

test('a code sent to another session of the same person proves nothing here', async () => {
  const other = await inSession();
  await sendProofCode(other);
  await sendProofCode(ctx);
  const [, ofOther] = await db
    .select()
    .from(outbox)
    .where(eq(outbox.recipient, person.phoneNumber ?? ''))
    .orderBy(desc(outbox.id));
  const code = ofOther?.body.match(/\d{6}/)?.[0] ?? '';
  if (code !== (await newest())) await expect(proveByCode(ctx, code)).rejects.toMatchObject({ code: 'invalid' });
  expect(await isProved()).toBe(false);
  await proveByCode(other, code);
  expect([await isProved(), await isProved(other)]).toEqual([false, true]);
});

test("a sign-in's code is no confirmation, and a confirmation's code opens no sign-in", async () => {
  const baseUrl = 'http://localhost:3000';
  const auth = createAuth({ db, secret: 'a-secret-of-thirty-two-characters!', baseUrl });
  const phoneNumber = person.phoneNumber ?? '';
  const call = (path: string, body: object) =>
    auth.handler(
      new Request(`${baseUrl}/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: baseUrl },
        body: JSON.stringify(body),
      }),
    );
  await call('/phone-number/send-otp', { phoneNumber });
  const forSignIn = await newest();
  await sendProofCode(ctx);
  const forProof = await newest();
  if (forSignIn !== forProof) {
    await expect(proveByCode(ctx, forSignIn)).rejects.toMatchObject({ code: 'invalid' });
    expect((await call('/phone-number/verify', { phoneNumber, code: forProof })).status).toBe(400);
  }
  expect(await isProved()).toBe(false);
  expect((await call('/phone-number/verify', { phoneNumber, code: forSignIn })).status).toBe(200);
  expect(await isProved()).toBe(false);
});

test('a code is void after five wrong guesses and after five minutes', async () => {
  await sendProofCode(ctx);
  const code = await newest();
  for (let at = 0; at < 5; at += 1) {
    await expect(proveByCode(ctx, wrong(code))).rejects.toMatchObject({ code: 'invalid' });
  }
  await expect(proveByCode(ctx, code)).rejects.toMatchObject({ code: 'invalid' });
  await sendProofCode(ctx);
  clock.moveDays(5 / 1440);
  await expect(proveByCode(ctx, await newest())).rejects.toMatchObject({ code: 'invalid' });
  expect(await isProved()).toBe(false);
});

test('ten wrong codes within an hour close confirmation for an hour, in every session of the person', async () => {
  const sessionsOfHis = [ctx, await inSession()];
  for (let at = 0; at < 10; at += 1) {
    const mine = sessionsOfHis[at % 2] ?? ctx;
    if (at < 4) await sendProofCode(mine);
    await expect(proveByCode(mine, 'xxxxxx')).rejects.toMatchObject({ code: 'invalid' });
  }
  await sendProofCode(ctx);
  await expect(proveByCode(ctx, await newest())).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await isProved()).toBe(false);
});

test('who has an app gets no SMS and proves nothing by one; without a mobile number neither', async () => {
  await sendProofCode(ctx);
  const code = await newest();
  await db.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, person.id));
  await expect(sendProofCode(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(proveByCode(ctx, code)).rejects.toMatchObject({ code: 'forbidden' });
  await db.update(users).set({ twoFactorEnabled: false, phoneNumberVerified: false }).where(eq(users.id, person.id));
  await expect(sendProofCode(ctx)).rejects.toMatchObject({ code: 'invalid' });
});

test('setting up, renewing or taking away the app is itself confirmed first', async () => {
  await expect(requireFactorProof(ctx)).rejects.toMatchObject({ code: 'proof_required' });
  await sendProofCode(ctx);
  await proveByCode(ctx, await newest());
  const proved = { ...ctx, actor: { ...ctx.actor, provedAt: ctx.now() } };
  await expect(requireFactorProof(proved)).resolves.toBeUndefined();
});
