import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testKey, testStandIn } from './testing.ts';
import type { TestStandIn } from './testing.ts';

let standIn: TestStandIn;
let account: string;
let other: string;

beforeAll(async () => {
  standIn = await testStandIn();
  account = await standIn.createAccount({ name: '示例大学' });
  other = await standIn.createAccount({ name: '示例研究所' });
});
afterAll(() => standIn.close());

const session = (amount: string): Record<string, string> => ({
  mode: 'payment',
  'line_items[0][quantity]': '1',
  'line_items[0][price_data][currency]': 'cny',
  'line_items[0][price_data][unit_amount]': amount,
  'line_items[0][price_data][product_data][name]': '里程碑 1',
  success_url: 'http://localhost:3000/back',
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: { id?: string; error?: { type?: string; code?: string } };
}

async function post(
  key: string,
  form: Record<string, string>,
  path = 'checkout/sessions',
  of = account,
): Promise<Answer> {
  const response = await fetch(`${standIn.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testKey}`, 'stripe-account': of, 'idempotency-key': key },
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Answer['body'] };
}

const sessionsMade = async (): Promise<number> => {
  const { readFile } = await import('node:fs/promises');
  const saved = JSON.parse(await readFile(`${standIn.dataDir}/stripe-stand-in.json`, 'utf8')) as {
    sessions: unknown[];
  };
  return saved.sessions.length;
};

describe('idempotency keys', () => {
  test('a repeat gets the first answer word for word and makes nothing', async () => {
    const first = await post('repeat', session('100'));
    const before = await sessionsMade();
    const again = await post('repeat', session('100'));
    expect(again.status).toBe(200);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'));
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(await sessionsMade()).toBe(before);
  });

  test('the answer stays the first even after the object has changed', async () => {
    const first = await post('then-paid', session('100'));
    await standIn.controls.pay(first.body.id!);
    expect((await post('then-paid', session('100'))).text).toBe(first.text);
  });

  test('other parameters or another endpoint: 400 idempotency_error', async () => {
    await post('taken', session('100'));
    const changed = await post('taken', session('101'));
    expect(changed).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } });
    const elsewhere = await post('taken', { payment_intent: 'pi_x' }, 'refunds');
    expect(elsewhere).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } });
  });

  test('the order of parameters does not matter', async () => {
    const first = await post('order', session('100'));
    const reversed = Object.fromEntries(Object.entries(session('100')).toReversed());
    expect((await post('order', reversed)).body.id).toBe(first.body.id);
  });

  test('two at once: one executes, the other is a 409, and a later repeat gets the answer', async () => {
    const go = standIn.controls.stallNext();
    const first = post('at-once', session('100'));
    await expect.poll(async () => (await post('at-once', session('100'))).status).toBe(409);
    const meanwhile = await post('at-once', session('100'));
    expect(meanwhile.body.error).toMatchObject({ code: 'idempotency_key_in_use' });
    expect(meanwhile.headers.get('stripe-should-retry')).toBe('true');
    go();
    const { body, status } = await first;
    expect(status).toBe(200);
    expect((await post('at-once', session('100'))).body.id).toBe(body.id);
  });

  test('a crash in execution is stored: the key answers 500 for good', async () => {
    standIn.controls.crashNext();
    const crashed = await post('crash', session('100'));
    expect(crashed).toMatchObject({ status: 500, body: { error: { type: 'api_error' } } });
    expect(crashed.headers.get('stripe-should-retry')).toBe('false');
    const again = await post('crash', session('100'));
    expect(again.status).toBe(500);
    expect(again.text).toBe(crashed.text);
  });

  test('a refusal in execution is stored too', async () => {
    const refused = await post('refused', { payment_intent: 'pi_nothing' }, 'refunds');
    expect(refused.status).toBe(404);
    const again = await post('refused', { payment_intent: 'pi_nothing' }, 'refunds');
    expect(again.headers.get('original-request')).toBe(refused.headers.get('request-id'));
  });

  test('refused parameters are not stored: the key is free for the corrected request', async () => {
    expect((await post('corrected', session('0'))).status).toBe(400);
    expect((await post('corrected', session('100'))).status).toBe(200);
  });

  test('a lost answer: the repeat gets what was made', async () => {
    const before = await sessionsMade();
    standIn.controls.cutNext();
    await expect(post('lost', session('100'))).rejects.toThrow();
    expect(await sessionsMade()).toBe(before + 1);
    expect((await post('lost', session('100'))).status).toBe(200);
    expect(await sessionsMade()).toBe(before + 1);
  });

  test('the same key of another account is another key', async () => {
    const [mine, theirs] = [await post('shared', session('100')), await post('shared', session('7'), undefined, other)];
    expect(theirs.status).toBe(200);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test('a key of more than 255 characters is refused', async () => {
    expect((await post('k'.repeat(255), session('100'))).status).toBe(200);
    expect((await post('k'.repeat(256), session('100'))).status).toBe(400);
  });
});
