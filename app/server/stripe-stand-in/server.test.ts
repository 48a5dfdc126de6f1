import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStripeStandIn } from './server.ts';
import { testKey, testStandIn } from './testing.ts';
import type { TestStandIn } from './testing.ts';

const minutes = 60;
const inSeconds = (ahead: number): number => Math.floor(Date.now() / 1_000) + ahead;
const client = (port: number, key: string = testKey): Stripe =>
  new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 });

const order = (change: Partial<Stripe.Checkout.SessionCreateParams> = {}, amount = 12_345) => ({
  mode: 'payment' as const,
  line_items: [
    { quantity: 1, price_data: { currency: 'cny', unit_amount: amount, product_data: { name: '里程碑 1 合同款' } } },
  ],
  client_reference_id: 'attempt-1',
  metadata: { attempt_id: 'attempt-1' },
  payment_intent_data: { metadata: { attempt_id: 'attempt-1' } },
  success_url: 'http://localhost:3000/pay/back?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:3000/contracts/1',
  expires_at: inSeconds(60 * minutes),
  ...change,
});

const line = (change: object) => [{ ...order().line_items[0]!, ...change }];
const price = (change: object) => line({ price_data: { ...order().line_items[0]!.price_data, ...change } });

/** The provider's refusal: its HTTP status, type and code. */
const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw new Error(`not refused: ${String(error)}`);
  return { status: error.statusCode, type: error.rawType, code: error.code, param: error.param, text: error.message };
};

let standIn: TestStandIn;
let stripe: Stripe;
let university: { stripeAccount: string };
let other: { stripeAccount: string };

beforeAll(async () => {
  standIn = await testStandIn();
  stripe = client(standIn.port);
  university = { stripeAccount: await standIn.createAccount({ name: '示例大学' }) };
  other = { stripeAccount: await standIn.createAccount({ name: '示例研究所' }) };
});
afterAll(() => standIn.close());

describe('keys and accounts', () => {
  test('another secret key is a 401 that does not quote the key', async () => {
    const refused = await refusal(client(standIn.port, 'sk_test_of_somebody_else').checkout.sessions.create(order()));
    expect(refused).toMatchObject({ status: 401, type: 'invalid_request_error' });
    expect(refused.text).not.toContain('sk_test_of_somebody_else');
    expect((await fetch(`${standIn.url}/v1/events`)).status).toBe(401);
    const basic = { authorization: `Basic ${Buffer.from(`${testKey}:`).toString('base64')}` };
    expect((await fetch(`${standIn.url}/v1/events`, { headers: basic })).status).toBe(200);
  });

  test('an unknown account is a 403 account_invalid', async () => {
    const refused = await refusal(stripe.checkout.sessions.create(order(), { stripeAccount: 'acct_nobody' }));
    expect(refused).toMatchObject({ status: 403, code: 'account_invalid' });
    expect(await refusal(stripe.accounts.retrieve('acct_nobody'))).toMatchObject({ status: 403 });
  });

  test('an object is a 404 from every account but its own', async () => {
    const session = await stripe.checkout.sessions.create(order(), university);
    await standIn.controls.pay(session.id);
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, {}, university);
    const refund = await stripe.refunds.create({ payment_intent: intent as string, amount: 1 }, university);
    const event = (await stripe.events.list({ limit: 1 }, university)).data[0]!;
    for (const foreign of [other, {}]) {
      const asked = [
        stripe.checkout.sessions.retrieve(session.id, {}, foreign),
        stripe.checkout.sessions.expire(session.id, {}, foreign),
        stripe.paymentIntents.retrieve(intent as string, {}, foreign),
        stripe.refunds.create({ payment_intent: intent as string }, foreign),
        stripe.refunds.retrieve(refund.id, {}, foreign),
        stripe.events.retrieve(event.id, {}, foreign),
      ];
      for (const one of asked) expect(await refusal(one)).toMatchObject({ status: 404, code: 'resource_missing' });
    }
    expect((await stripe.refunds.retrieve(refund.id, {}, university)).amount).toBe(1);
    expect((await stripe.events.retrieve(event.id, {}, university)).account).toBe(university.stripeAccount);
  });

  test('an account takes no payments until its holder filed what is asked, on a page that is good once', async () => {
    const made = await stripe.accounts.create({ country: 'HK', business_profile: { name: '示例学院' } });
    expect(made.id).toMatch(/^acct_/);
    expect(await stripe.accounts.retrieve(made.id)).toMatchObject({ charges_enabled: false, details_submitted: false });
    const refused = refusal(stripe.checkout.sessions.create(order(), { stripeAccount: made.id }));
    expect(await refused).toMatchObject({ status: 400 });
    const asked = { account: made.id, type: 'account_onboarding' as const };
    const urls = { return_url: 'http://localhost/back', refresh_url: 'http://localhost/again' };
    const { url } = await stripe.accountLinks.create({ ...asked, ...urls });
    expect(await (await fetch(url)).text()).toContain('示例学院');
    const press = (intent: string) =>
      fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ intent, wechat_pay: '1' }) });
    const pressed = await press('file');
    expect(pressed.headers.get('location')).toBe('http://localhost/back');
    expect((await press('part')).status).toBe(404);
    expect(await stripe.accounts.retrieve(made.id)).toMatchObject({ charges_enabled: true, payouts_enabled: true });
    const methods = await stripe.paymentMethodConfigurations.list({}, { stripeAccount: made.id });
    const [{ card, alipay, wechat_pay } = {}] = methods.data;
    expect([card, alipay, wechat_pay].map((way) => way?.available)).toEqual([true, false, true]);
    expect(standIn.controls.events('account.updated').at(-1)).toMatchObject({ account: made.id });
    expect((await stripe.accounts.list({ limit: 1 })).data[0]?.id).toBe(made.id);
    const twice = [1, 2].map(() => standIn.createAccount({ id: 'acct_seeded', name: '示例' }));
    expect(await Promise.all(twice)).toEqual(['acct_seeded', 'acct_seeded']);
  });
});

describe('a checkout session', () => {
  test('opens unpaid with an address; paid it is complete with a succeeded intent', async () => {
    const session = await stripe.checkout.sessions.create(order(), university);
    expect(session).toMatchObject({
      object: 'checkout.session',
      amount_total: 12_345,
      currency: 'cny',
      client_reference_id: 'attempt-1',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      livemode: false,
    });
    expect(session.id).toMatch(/^cs_test_/);
    expect(session.url).toBe(`${standIn.url}/c/pay/${session.id}`);
    expect(session.lastResponse.requestId).toMatch(/^req_/);

    await standIn.controls.pay(session.id);
    const expand = { expand: ['payment_intent'] };
    const paid = await stripe.checkout.sessions.retrieve(session.id, expand, university);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
    expect(paid.payment_intent).toMatchObject({
      status: 'succeeded',
      amount: 12_345,
      amount_received: 12_345,
      metadata: { attempt_id: 'attempt-1' },
    });
    const { id } = paid.payment_intent as Stripe.PaymentIntent;
    expect(id).toMatch(/^pi_/);
    expect((await stripe.paymentIntents.retrieve(id, {}, university)).status).toBe('succeeded');
  });

  test('a declined card leaves it open for another try on the same intent', async () => {
    const session = await stripe.checkout.sessions.create(order(), university);
    await standIn.controls.decline(session.id);
    const declined = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] }, university);
    expect(declined).toMatchObject({ status: 'open', payment_status: 'unpaid' });
    expect(declined.payment_intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
    await standIn.controls.pay(session.id);
    const paid = await stripe.checkout.sessions.retrieve(session.id, {}, university);
    expect(paid.payment_intent).toBe((declined.payment_intent as Stripe.PaymentIntent).id);
  });

  test('expires by hand, once, and cannot be paid afterwards', async () => {
    const session = await stripe.checkout.sessions.create(order(), university);
    expect(await stripe.checkout.sessions.expire(session.id, {}, university)).toMatchObject({
      status: 'expired',
      url: null,
    });
    expect(await refusal(stripe.checkout.sessions.expire(session.id, {}, university))).toMatchObject({ status: 400 });
    await standIn.controls.pay(session.id);
    expect(await stripe.checkout.sessions.retrieve(session.id, {}, university)).toMatchObject({
      status: 'expired',
      payment_intent: null,
    });
  });

  test('expires by the clock', async () => {
    let now = new Date('2026-03-01T00:00:00Z');
    const timed = await testStandIn({ now: () => now });
    const sessions = client(timed.port).checkout.sessions;
    const expiresAt = Date.parse('2026-03-01T01:00:00Z') / 1_000;
    const session = await sessions.create(order({ expires_at: expiresAt }));
    now = new Date('2026-03-01T00:59:59Z');
    expect((await sessions.retrieve(session.id)).status).toBe('open');
    now = new Date('2026-03-01T01:00:00Z');
    expect((await sessions.retrieve(session.id)).status).toBe('expired');
    expect(timed.controls.events('checkout.session.expired')).toHaveLength(1);
    await timed.close();
  });
});

describe('parameters', () => {
  test.each([
    ['a missing address', { success_url: undefined }, 'parameter_missing', 'success_url'],
    ['an address that is none', { success_url: 'javascript:alert(1)' }, 'url_invalid', 'success_url'],
    ['no lines', { line_items: undefined }, 'parameter_missing', 'line_items'],
    ['an unknown parameter', { submit_colour: 'red' }, 'parameter_unknown', 'submit_colour'],
    ['a way nobody knows', { excluded_payment_method_types: ['cash'] }, undefined, 'excluded_payment_method_types[0]'],
    [
      'a page without any way to pay',
      { excluded_payment_method_types: ['card'] },
      undefined,
      'excluded_payment_method_types',
    ],
    ['a nested unknown one', price({ colour: 'red' }), 'parameter_unknown', 'line_items[0][price_data][colour]'],
    ['zero', price({ unit_amount: 0 }), 'parameter_invalid_integer', 'line_items[0][price_data][unit_amount]'],
    [
      'a negative amount',
      price({ unit_amount: -1 }),
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
    ],
    ['a fraction', price({ unit_amount: 1.5 }), 'parameter_invalid_integer', 'line_items[0][price_data][unit_amount]'],
    [
      'above the limit',
      price({ unit_amount: 100_000_000 }),
      'amount_too_large',
      'line_items[0][price_data][unit_amount]',
    ],
    ['a sum above it', line({ quantity: 10_000 }), 'amount_too_large', 'line_items'],
    ['another currency', price({ currency: 'usd' }), undefined, 'line_items[0][price_data][currency]'],
    ['an end too near', { expires_at: inSeconds(29 * minutes) }, undefined, 'expires_at'],
    ['an end too far', { expires_at: inSeconds(25 * 60 * minutes) }, undefined, 'expires_at'],
  ])('%s is refused', async (_name, change, code, param) => {
    const params = order(Array.isArray(change) ? { line_items: change } : (change as object));
    const refused = await refusal(stripe.checkout.sessions.create(params, university));
    expect(refused).toMatchObject({ status: 400, type: 'invalid_request_error', code, param });
  });

  test('the limit itself passes', async () => {
    const session = await stripe.checkout.sessions.create(order({}, 99_999_999), university);
    expect(session.amount_total).toBe(99_999_999);
  });

  test('an unknown address of the API is a 404', async () => {
    expect(await refusal(stripe.customers.create({}))).toMatchObject({ status: 404 });
  });
});

describe('refunds', () => {
  test('parts never exceed what was received; what is gone is gone', async () => {
    const session = await stripe.checkout.sessions.create(order({}, 1_000), university);
    await standIn.controls.pay(session.id);
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, {}, university);
    const back = (amount?: number) => stripe.refunds.create({ payment_intent: intent as string, amount }, university);
    expect(await back(400)).toMatchObject({ object: 'refund', amount: 400, status: 'succeeded' });
    expect(await refusal(back(601))).toMatchObject({ status: 400, param: 'amount' });
    expect(await back()).toMatchObject({ amount: 600 });
    expect(await refusal(back(1))).toMatchObject({ status: 400, code: 'charge_already_refunded' });
  });

  test('an unpaid intent has nothing to give back', async () => {
    const session = await stripe.checkout.sessions.create(order(), university);
    await standIn.controls.decline(session.id);
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, {}, university);
    const refused = await refusal(stripe.refunds.create({ payment_intent: intent as string }, university));
    expect(refused).toMatchObject({ status: 400, param: 'payment_intent' });
  });
});

describe('events', () => {
  test('newest first, by account, type and page', async () => {
    const account = { stripeAccount: await standIn.createAccount({ name: '示例' }) };
    for (let n = 0; n < 3; n += 1) {
      await standIn.controls.pay((await stripe.checkout.sessions.create(order(), account)).id);
    }
    const made = standIn.controls.events().filter((event) => event.account === account.stripeAccount);
    const first = await stripe.events.list({ limit: 5 }, account);
    expect(first.has_more).toBe(true);
    const rest = await stripe.events.list({ limit: 5, starting_after: first.data.at(-1)!.id }, account);
    expect(rest.has_more).toBe(false);
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
    const done = await stripe.events.list({ type: 'checkout.session.completed' }, account);
    expect(done.data).toHaveLength(3);
    expect((await stripe.events.list({}, other)).data).toHaveLength(0);
  });

  test('an event keeps its object as it was', async () => {
    const session = await stripe.checkout.sessions.create(order(), university);
    await standIn.controls.decline(session.id);
    await standIn.controls.pay(session.id);
    const failed = standIn.controls.events('payment_intent.payment_failed').at(-1)!;
    expect(failed.data.object['status']).toBe('requires_payment_method');
  });
});

describe('the process', () => {
  test('a restart keeps sessions, payments, accounts, events and keys', async () => {
    const lasting = await testStandIn();
    const account = { stripeAccount: await lasting.createAccount({ name: '示例大学' }) };
    const keyed = { ...account, idempotencyKey: 'kept' };
    const input = order();
    const session = await client(lasting.port).checkout.sessions.create(input, keyed);
    await lasting.controls.pay(session.id);
    const events = lasting.controls.events();
    const again = await lasting.restart();
    const sessions = client(again.port).checkout.sessions;
    expect((await sessions.retrieve(session.id, {}, account)).status).toBe('complete');
    expect((await sessions.create(input, keyed)).id).toBe(session.id);
    expect(again.controls.events().map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    await lasting.close();
  });

  test('it refuses a live key and a receiver elsewhere', async () => {
    const options = { port: 0, dataDir: standIn.dataDir, webhookUrl: null, webhookSecret: 'whsec_x' };
    await expect(startStripeStandIn({ ...options, secretKey: 'sk_live_x' as 'sk_test_x' })).rejects.toThrow('test key');
    const elsewhere = { ...options, secretKey: testKey, webhookUrl: 'https://example.com/hook' } as const;
    await expect(startStripeStandIn(elsewhere)).rejects.toThrow('this machine only');
  });

  test('a body too large is refused and the server goes on', async () => {
    const headers = { authorization: `Bearer ${testKey}` };
    const big = await fetch(`${standIn.url}/v1/refunds`, { method: 'POST', headers, body: 'a'.repeat(300_000) });
    expect(big.status).toBe(413);
    expect((await stripe.events.list()).object).toBe('list');
  });
});
