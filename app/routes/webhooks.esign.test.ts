import type { AppLoadContext } from '@remix-run/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signatureOf } from '#app/server/esign-stand-in/messages.ts';
import { type TestEsign, testApp, testEsign } from '#app/server/esign-stand-in/testing.ts';
import { disabledEsign } from '#app/services/esign/provider.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeSignable } from '#seeds/make-esign.ts';
import { action } from './webhooks.esign.ts';

let standIn: TestEsign;
beforeAll(async () => {
  standIn = await testEsign();
});
afterAll(() => standIn.close());

/** A flow that the provider has opened, and the route in front of it. */
async function makeWorld() {
  const { db } = await testDatabase();
  const { ctx, opened, taskOf } = await makeSignable(db, standIn);
  const id = await opened();
  ctx.queued.length = 0;
  const task = await taskOf(id);
  const send = (body: BodyInit, headers: Record<string, string>, given: object = {}) => {
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const context = { platform: { ...ctx, ...given }, requestId: 'test' } as unknown as AppLoadContext;
    return action({ request: new Request('https://example.org/webhooks/esign', init), context, params: {} });
  };
  return { ctx, send, flowId: id, signTaskId: task.id };
}

interface Change {
  readonly secret?: string;
  readonly appId?: string;
  readonly ageMs?: number;
}

function signed(signTaskId: string, { secret = testApp.appSecret, appId = testApp.appId, ageMs = 0 }: Change = {}) {
  const timestamp = String(Date.now() - ageMs);
  const content = JSON.stringify({ signTaskId, eventTime: timestamp });
  const headers = {
    'X-FASC-App-Id': appId,
    'X-FASC-Event': 'sign-task-finished',
    'X-FASC-Nonce': 'n'.repeat(32),
    'X-FASC-Sign-Type': 'HMAC-SHA256',
    'X-FASC-Timestamp': timestamp,
  };
  const signature = signatureOf([...Object.entries(headers), ['bizContent', content]], timestamp, secret);
  const body = new URLSearchParams({ bizContent: content }).toString();
  return {
    body,
    headers: { ...headers, 'X-FASC-Sign': signature, 'content-type': 'application/x-www-form-urlencoded' },
  };
}

test('a signed message asks for one look; the same one again asks again, and says success', async () => {
  const { ctx, send, flowId, signTaskId } = await makeWorld();
  const { body, headers } = signed(signTaskId);
  for (let n = 0; n < 2; n += 1) {
    const reply = await send(body, headers);
    expect([reply.status, await reply.text()]).toEqual([200, 'success']);
  }
  const look = { name: 'esign.follow', payload: { flowId } };
  expect(ctx.queued).toEqual([look, look]);
});

test('one that a retry brings eight hours later is heard; one of another day is not', async () => {
  const { ctx, send, signTaskId } = await makeWorld();
  const late = signed(signTaskId, { ageMs: 8.6 * 3_600_000 });
  expect((await send(late.body, late.headers)).status).toBe(200);
  const old = signed(signTaskId, { ageMs: 25 * 3_600_000 });
  expect((await send(old.body, old.headers)).status).toBe(400);
  expect(ctx.queued).toHaveLength(1);
});

test('without the right signature nothing is read', async () => {
  const { ctx, send, signTaskId } = await makeWorld();
  const good = signed(signTaskId);
  const wrong = signed(signTaskId, { secret: 'another' });
  const foreign = signed(signTaskId, { appId: 'another' });
  expect((await send(wrong.body, wrong.headers)).status).toBe(400);
  expect((await send(foreign.body, foreign.headers)).status).toBe(400);
  expect((await send(`${good.body}0`, good.headers)).status).toBe(400);
  expect((await send(good.body, { ...good.headers, 'X-FASC-Sign': '' })).status).toBe(400);
  expect((await send(good.body, { ...good.headers, 'X-FASC-Event': 'sign-task-canceled' })).status).toBe(400);
  expect(ctx.queued).toEqual([]);
});

test('a flow that is not ours is heard and forgotten; a body that is too long is refused', async () => {
  const { ctx, send } = await makeWorld();
  const foreign = signed('1700000000009999999');
  const reply = await send(foreign.body, foreign.headers);
  expect([reply.status, await reply.text()]).toEqual([200, 'success, ignored']);
  expect((await send('x'.repeat(70_000), foreign.headers)).status).toBe(413);
  expect(ctx.queued).toEqual([]);
});

test('without a provider there is nothing to hear', async () => {
  const { send, signTaskId } = await makeWorld();
  const { body, headers } = signed(signTaskId);
  expect((await send(body, headers, { esign: disabledEsign })).status).toBe(404);
});
