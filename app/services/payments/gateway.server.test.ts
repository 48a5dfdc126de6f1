import fc from 'fast-check';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckoutMethod } from '#app/domain/checkout-method.ts';
import { isAppError } from '#app/domain/errors.ts';
import { testKey, testStandIn, testWebhookSecret } from '#app/server/stripe-stand-in/testing.ts';
import type { TestStandIn } from '#app/server/stripe-stand-in/testing.ts';
import { stripeGateway, type StripeGatewayOptions } from './gateway-stripe.server.ts';
import { disabledGateway, type OpenCheckoutInput, type PaymentGateway } from './gateway.server.ts';

let standIn: TestStandIn;
let gateway: PaymentGateway;
let account: string;
let other: string;

const gatewayTo = (port: number, change: Partial<StripeGatewayOptions> = {}): PaymentGateway =>
  stripeGateway({
    secretKey: testKey,
    webhookSecret: testWebhookSecret,
    host: '127.0.0.1',
    port,
    protocol: 'http',
    ...change,
  });

beforeAll(async () => {
  standIn = await testStandIn();
  gateway = gatewayTo(standIn.port);
  account = await standIn.createAccount({ name: '示例大学' });
  other = await standIn.createAccount({ name: '示例研究所' });
});
afterAll(() => standIn.close());

let attempts = 0;
const order = (change: Partial<OpenCheckoutInput> = {}): OpenCheckoutInput => ({
  attemptId: `attempt-${(attempts += 1)}`,
  amountFen: 12_345n,
  currency: 'CNY',
  account,
  description: 'HT-2026-00001 里程碑 1',
  methods: ['card'],
  payerEmail: 'finance@example.com',
  successUrl: 'http://localhost:3000/pay/back?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://localhost:3000/contracts/1',
  expiresAt: new Date(Date.now() + 3_600_000),
  ...change,
});

const paid = async (change: Partial<OpenCheckoutInput> = {}) => {
  const input = order(change);
  const { sessionId } = await gateway.openCheckout(input);
  await standIn.controls.pay(sessionId);
  return gateway.readCheckout({ sessionId, account: input.account });
};

const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw new Error(`not an AppError: ${String(error)}`);
  return { code: error.code, reason: error.params['reason'] };
};

const thrown = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return { code: error.code, reason: error.params['reason'] };
    throw error;
  }
  return null;
};

const eventOf = (sessionId: string) =>
  standIn.controls.events('checkout.session.completed').find((event) => event.data.object['id'] === sessionId)!;
const sent = async (eventId: string, signedSecondsAgo = 0) => {
  await standIn.controls.deliver(eventId, { signedSecondsAgo });
  return standIn.receiver.received.at(-1)!;
};

describe('a checkout', () => {
  test('opens on the payee account and reads open, then complete and paid', async () => {
    const input = order();
    const { sessionId, url } = await gateway.openCheckout(input);
    expect(gateway.checkoutOrigins).toContain(new URL(url).origin);
    const open = { sessionId, attemptId: input.attemptId, amountFen: 12_345n, currency: 'CNY' };
    expect(await gateway.readCheckout({ sessionId, account })).toEqual({
      ...open,
      status: 'open',
      paid: false,
      failed: false,
      paymentIntentId: null,
    });
    await standIn.controls.pay(sessionId);
    expect(await gateway.readCheckout({ sessionId, account })).toEqual({
      ...open,
      status: 'complete',
      paid: true,
      failed: false,
      paymentIntentId: expect.stringMatching(/^pi_/) as string,
      paidAt: expect.any(Date) as Date,
    });
  });

  test('its payment says which attempt it was made for; a payment of nobody here, or of another account, is none', async () => {
    const { attemptId, ...input } = order();
    const { sessionId } = await gateway.openCheckout({ attemptId, ...input });
    await standIn.controls.pay(sessionId);
    const { paymentIntentId } = await gateway.readCheckout({ sessionId, account });
    const of = { paymentIntentId: paymentIntentId ?? '' };
    expect(await gateway.attemptOf({ ...of, account })).toBe(attemptId);
    expect(await gateway.attemptOf({ ...of, account: other })).toBeNull();
    expect(await gateway.attemptOf({ paymentIntentId: 'pi_nobody', account })).toBeNull();
  });

  test('declined it is unpaid and open; expired it is neither open nor paid', async () => {
    const { sessionId } = await gateway.openCheckout(order());
    await standIn.controls.decline(sessionId);
    expect(await gateway.readCheckout({ sessionId, account })).toMatchObject({ status: 'open', paid: false });
    await standIn.controls.expire(sessionId);
    expect(await gateway.readCheckout({ sessionId, account })).toMatchObject({ status: 'expired', paid: false });
  });

  test('closed by us it is expired and cannot be paid; what is no longer open is not closed again', async () => {
    const { sessionId } = await gateway.openCheckout(order());
    expect(await refusal(gateway.expireCheckout({ sessionId, account: other }))).toMatchObject({ code: 'invalid' });
    await gateway.expireCheckout({ sessionId, account });
    expect(await gateway.readCheckout({ sessionId, account })).toMatchObject({ status: 'expired', paid: false });
    expect(await refusal(gateway.expireCheckout({ sessionId, account }))).toMatchObject({ code: 'invalid' });
  });

  test('paid, it reports what was received, not what was asked', async () => {
    const { sessionId } = await gateway.openCheckout(order({ amountFen: 50_000n }));
    await standIn.controls.pay(sessionId, 49_999n);
    expect(await gateway.readCheckout({ sessionId, account })).toMatchObject({ paid: true, amountFen: 49_999n });
  });

  test('a session that no attempt opened is refused', async () => {
    const stripe = new Stripe(testKey, { host: '127.0.0.1', port: standIn.port, protocol: 'http', telemetry: false });
    const price = { currency: 'cny', unit_amount: 1, product_data: { name: '别的' } };
    const session = await stripe.checkout.sessions.create(
      { mode: 'payment', line_items: [{ quantity: 1, price_data: price }], success_url: 'http://localhost/' },
      { stripeAccount: account },
    );
    const reading = gateway.readCheckout({ sessionId: session.id, account });
    expect(await refusal(reading)).toEqual({ code: 'invalid', reason: 'session_of_no_attempt' });
  });
});

describe('amounts', () => {
  test('every fen from 0.01 to 999,999.99 arrives as it left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 1n, max: 99_999_999n }), async (amountFen) => {
        const { sessionId } = await gateway.openCheckout(order({ amountFen }));
        expect((await gateway.readCheckout({ sessionId, account })).amountFen).toBe(amountFen);
      }),
      { numRuns: 40, examples: [[1n], [99_999_999n]] },
    );
  });

  test('above the limit is card_limit_exceeded, nothing or less is invalid, and the provider is not asked', async () => {
    const nowhere = gatewayTo(1);
    const over = refusal(nowhere.openCheckout(order({ amountFen: 100_000_000n })));
    expect(await over).toMatchObject({ code: 'card_limit_exceeded' });
    for (const amountFen of [0n, -1n]) {
      const refused = await refusal(nowhere.openCheckout(order({ amountFen })));
      expect(refused).toEqual({ code: 'invalid', reason: 'amount_not_positive' });
    }
    const usd = order({ currency: 'USD' as 'CNY' });
    expect(await refusal(nowhere.openCheckout(usd))).toEqual({ code: 'invalid', reason: 'currency_not_cny' });
  });
});

describe('replays', () => {
  test('the same attempt opens the same session, alone or twenty at once', async () => {
    const input = order();
    const first = await gateway.openCheckout(input);
    expect(await gateway.openCheckout(input)).toEqual(first);
    const many = order();
    const opened = await Promise.all(Array.from({ length: 20 }, () => gateway.openCheckout(many)));
    expect(new Set(opened.map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  test('the same attempt with another amount is refused', async () => {
    const input = order();
    await gateway.openCheckout(input);
    const changed = gateway.openCheckout({ ...input, amountFen: input.amountFen + 1n });
    expect(await refusal(changed)).toMatchObject({ code: 'invalid' });
  });

  test('an answer lost on the way is asked for again and opens no second session', async () => {
    const input = order();
    standIn.controls.cutNext();
    const opened = await gateway.openCheckout(input);
    expect(await gateway.openCheckout(input)).toEqual(opened);
  });

  test('two lost answers are borne, a third is unavailable, and still one session is open', async () => {
    const input = order();
    for (let cut = 0; cut < 3; cut += 1) standIn.controls.cutNext();
    expect(await refusal(gateway.openCheckout(input))).toMatchObject({ code: 'unavailable' });
    const twice = order();
    for (let cut = 0; cut < 2; cut += 1) standIn.controls.cutNext();
    const opened = [await gateway.openCheckout(twice), await gateway.openCheckout(twice)];
    expect(opened[1]).toEqual(opened[0]);
  });

  test('an attempt still being opened elsewhere is unavailable, not refused', async () => {
    const input = order();
    const go = standIn.controls.stallNext();
    const both = [gateway.openCheckout(input), gateway.openCheckout(input)];
    expect(await refusal(Promise.race(both))).toEqual({ code: 'unavailable', reason: 'idempotency_key_in_use' });
    go();
    const ends = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(ends.toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('a refund repeated with its key gives money back once', async () => {
    const { paymentIntentId } = await paid({ amountFen: 1_000n });
    const back = { paymentIntentId: paymentIntentId!, account, amountFen: 600n, idempotencyKey: 'refund-1' };
    const first = await gateway.refund(back);
    expect(first.status).toBe('succeeded');
    expect(await gateway.refund(back)).toEqual(first);
    expect(await gateway.readRefund({ refundId: first.refundId!, account })).toEqual(first);
    const rest = { ...back, amountFen: 401n, idempotencyKey: 'refund-2' };
    expect(await refusal(gateway.refund(rest))).toMatchObject({ code: 'invalid' });
    expect(await gateway.refund({ ...rest, amountFen: 400n, idempotencyKey: 'refund-3' })).not.toEqual(first);
    const more = { ...rest, amountFen: 1n, idempotencyKey: 'refund-4' };
    expect(await refusal(gateway.refund(more))).toEqual({ code: 'invalid', reason: 'charge_already_refunded' });
  });

  test('an attempt and a refund of the same name do not share a key', async () => {
    const { paymentIntentId, attemptId } = await paid();
    const back = { paymentIntentId: paymentIntentId!, account, amountFen: 1n, idempotencyKey: attemptId };
    expect((await gateway.refund(back)).refundId).toMatch(/^re_/);
  });
});

describe('accounts', () => {
  test('a checkout and its payment do not exist for another account', async () => {
    const { sessionId, paymentIntentId } = await paid();
    const foreign = gateway.readCheckout({ sessionId, account: other });
    expect(await refusal(foreign)).toEqual({ code: 'invalid', reason: 'resource_missing' });
    const back = { paymentIntentId: paymentIntentId!, account: other, amountFen: 1n, idempotencyKey: 'foreign' };
    expect(await refusal(gateway.refund(back))).toEqual({ code: 'invalid', reason: 'resource_missing' });
  });

  test('an account that is not connected is refused', async () => {
    const refused = await refusal(gateway.openCheckout(order({ account: 'acct_nobody' })));
    expect(refused).toEqual({ code: 'invalid', reason: 'account_invalid' });
  });
});

describe('webhooks', () => {
  test('a message names event, account, attempt and session', async () => {
    const { sessionId, attemptId } = await paid();
    const event = eventOf(sessionId);
    const { payload, signature } = await sent(event.id);
    const wanted = {
      eventId: event.id,
      type: event.type,
      account,
      attemptId,
      sessionId,
      paymentIntentId: null,
      disputeId: null,
      isOfAccount: false,
    };
    expect(gateway.parseWebhook(payload, signature)).toEqual(wanted);
    expect(gateway.parseWebhook(Buffer.from(payload), signature)).toEqual(wanted);
  });

  test('an intent names its attempt by metadata; a refund names none', async () => {
    const { attemptId, paymentIntentId } = await paid();
    const succeeded = standIn.controls.events('payment_intent.succeeded').at(-1)!;
    const ofIntent = await sent(succeeded.id);
    const read = gateway.parseWebhook(ofIntent.payload, ofIntent.signature);
    expect(read).toMatchObject({ attemptId, sessionId: null });
    await gateway.refund({
      paymentIntentId: paymentIntentId!,
      account,
      amountFen: 1n,
      idempotencyKey: `r-${attemptId}`,
    });
    const ofRefund = await sent(standIn.controls.events('refund.created').at(-1)!.id);
    expect(gateway.parseWebhook(ofRefund.payload, ofRefund.signature)).toMatchObject({
      attemptId: null,
      sessionId: null,
    });
  });

  test('the same message twice reads the same: the event id tells', async () => {
    const { id } = eventOf((await paid()).sessionId);
    const [first, second] = [await sent(id), await sent(id)];
    const read = [first, second].map(({ payload, signature }) => gateway.parseWebhook(payload, signature));
    expect(read[1]).toEqual(read[0]);
  });

  test('a changed body, a foreign or missing signature, and a stale one are refused', async () => {
    const { sessionId } = await paid();
    const { payload, signature } = await sent(eventOf(sessionId).id);
    const refused = { code: 'invalid', reason: 'webhook_signature' };
    expect(thrown(() => gateway.parseWebhook(payload.replace('12345', '12346'), signature))).toEqual(refused);
    expect(thrown(() => gateway.parseWebhook(`${payload} `, signature))).toEqual(refused);
    for (const header of [null, '', 'nonsense', 't=1,v1=00', signature.replace(/v1=../, 'v1=zz')]) {
      expect(thrown(() => gateway.parseWebhook(payload, header))).toEqual(refused);
    }
    const stale = await sent(eventOf(sessionId).id, 301);
    expect(thrown(() => gateway.parseWebhook(stale.payload, stale.signature))).toEqual(refused);
  });

  test('a late delivery with a fresh signature is read, and the provider still tells the truth', async () => {
    standIn.controls.holdDeliveries();
    const { sessionId, attemptId } = await paid();
    expect(await gateway.readCheckout({ sessionId, account })).toMatchObject({ paid: true, attemptId });
    const before = standIn.receiver.received.length;
    await standIn.controls.releaseDeliveries('reversed');
    const late = standIn.receiver.received.slice(before).map((m) => gateway.parseWebhook(m.payload, m.signature));
    const types = ['checkout.session.completed', 'payment_intent.succeeded', 'payment_intent.created'];
    expect(late.map((message) => message.type)).toEqual(types);
    expect(late.every((message) => message.attemptId === attemptId && message.account === account)).toBe(true);
  });

  test('while a secret is rotated both are accepted, afterwards only the new one', async () => {
    const { payload, signature } = await sent(eventOf((await paid()).sessionId).id);
    const both = gatewayTo(standIn.port, { webhookSecret: ['whsec_new', testWebhookSecret] });
    expect(both.parseWebhook(payload, signature).account).toBe(account);
    const after = gatewayTo(standIn.port, { webhookSecret: 'whsec_new' });
    expect(thrown(() => after.parseWebhook(payload, signature))?.reason).toBe('webhook_signature');
  });

  test('a signed body that is no event is refused', () => {
    const payload = 'not json';
    const signature = new Stripe(testKey).webhooks.generateTestHeaderString({ payload, secret: testWebhookSecret });
    const refused = thrown(() => gateway.parseWebhook(payload, signature));
    expect(refused).toEqual({ code: 'invalid', reason: 'webhook_unreadable' });
    const bare = '{"id":"evt_1"}';
    const header = new Stripe(testKey).webhooks.generateTestHeaderString({ payload: bare, secret: testWebhookSecret });
    expect(thrown(() => gateway.parseWebhook(bare, header))?.reason).toBe('webhook_unreadable');
  });
});

describe('bad days', () => {
  test('no answer in time is unavailable; the attempt opened meanwhile is found again', async () => {
    const impatient = gatewayTo(standIn.port, { timeoutMs: 150 });
    const input = order();
    const go = standIn.controls.stallNext();
    expect(await refusal(impatient.openCheckout(input))).toMatchObject({ code: 'unavailable' });
    go();
    const { sessionId } = await gateway.openCheckout(input);
    expect((await gateway.readCheckout({ sessionId, account })).attemptId).toBe(input.attemptId);
  });

  test('nobody there is unavailable', async () => {
    expect(await refusal(gatewayTo(1).readCheckout({ sessionId: 'cs_test_x', account }))).toMatchObject({
      code: 'unavailable',
    });
  });

  test('a crash over there is unavailable', async () => {
    standIn.controls.crashNext();
    expect(await refusal(gateway.openCheckout(order()))).toMatchObject({ code: 'unavailable' });
  });

  test('a wrong key is unavailable, and no error quotes it', async () => {
    const secretKey = 'sk_test_wrong_and_very_secret';
    const error: unknown = await gatewayTo(standIn.port, { secretKey })
      .openCheckout(order())
      .catch((thrown: unknown) => thrown);
    if (!isAppError(error)) throw error;
    expect(error.code).toBe('unavailable');
    expect(JSON.stringify([error.message, error.params, error.stack])).not.toMatch(/sk_test|secret/);
  });

  test('where card payment is off, every call says so', async () => {
    expect(disabledGateway.isEnabled).toBe(false);
    const off = { code: 'unavailable', reason: 'card_payments_off' };
    expect(await refusal(disabledGateway.openCheckout(order()))).toEqual(off);
    expect(await refusal(disabledGateway.readCheckout({ sessionId: 'cs_test_x', account }))).toEqual(off);
    expect(await refusal(disabledGateway.expireCheckout({ sessionId: 'cs_test_x', account }))).toEqual(off);
    expect(() => disabledGateway.parseWebhook('', null)).toThrow('unavailable');
  });
});

describe('ways to pay', () => {
  test('are those of the amount that the payee’s own account has', async () => {
    const wallets = await standIn.createAccount({ name: '示例学院', wallets: ['alipay', 'wechat_pay'] });
    const shown = async (payee: string, methods: readonly CheckoutMethod[]) => {
      const { sessionId } = await gateway.openCheckout(order({ account: payee, methods }));
      const stripe = new Stripe(testKey, { host: '127.0.0.1', port: standIn.port, protocol: 'http', telemetry: false });
      const session = await stripe.checkout.sessions.retrieve(sessionId, {}, { stripeAccount: payee });
      return session.payment_method_types;
    };
    expect(await shown(wallets, ['card', 'alipay', 'wechat_pay'])).toEqual(['card', 'alipay', 'wechat_pay']);
    expect(await shown(wallets, ['card', 'alipay'])).toEqual(['card', 'alipay']);
    expect(await shown(account, ['card', 'alipay', 'wechat_pay'])).toEqual(['card']);
    expect(await refusal(gateway.openCheckout(order({ methods: ['alipay'] })))).toMatchObject({ code: 'invalid' });
  });

  test('whose money comes later are not paid until it came, and failed when it did not', async () => {
    const wallets = await standIn.createAccount({ name: '示例学院', wallets: ['alipay'] });
    const opened = async () => {
      const input = order({ account: wallets, methods: ['alipay'] });
      const { sessionId } = await gateway.openCheckout(input);
      await standIn.controls.payLater(sessionId);
      return sessionId;
    };
    const [good, bad] = [await opened(), await opened()];
    const read = (sessionId: string) => gateway.readCheckout({ sessionId, account: wallets });
    expect(await read(good)).toMatchObject({ status: 'complete', paid: false, failed: false });
    await standIn.controls.endDelayed(good, 'succeeded');
    await standIn.controls.endDelayed(bad, 'failed');
    expect(await read(good)).toMatchObject({ status: 'complete', paid: true, failed: false, amountFen: 12_345n });
    expect(await read(bad)).toMatchObject({ status: 'complete', paid: false, failed: true });
    const told = standIn.controls.events().map(({ type }) => type);
    expect(told).toContain('checkout.session.async_payment_succeeded');
    expect(told).toContain('checkout.session.async_payment_failed');
  });
});

describe('an account of a payee', () => {
  test('is opened once, asked for its papers on a page, and tells how it stands', async () => {
    const input = { ownId: 'card-account-1', country: 'HK' as const };
    const [opened, again] = [await gateway.openAccount(input), await gateway.openAccount(input)];
    expect(again).toEqual(opened);
    expect(await gateway.readAccount(opened)).toMatchObject({ isEnabled: false, name: '', methods: [] });
    expect((await gateway.readAccount(opened)).due).toContain('external_account');
    const urls = { returnUrl: 'http://localhost:3000/back', refreshUrl: 'http://localhost:3000/again' };
    const { url } = await gateway.accountLink({ ...opened, ...urls });
    expect(gateway.checkoutOrigins).toContain(new URL(url).origin);
    await standIn.controls.standAccount(opened.account, { isEnabled: true, wallets: ['wechat_pay'], name: '示例学院' });
    expect(await gateway.readAccount(opened)).toEqual({
      isEnabled: true,
      isFiled: true,
      name: '示例学院',
      payout: expect.stringMatching(/^\S{16}$/) as string,
      methods: ['card', 'wechat_pay'],
      due: [],
      disabledReason: null,
    });
    const before = (await gateway.readAccount(opened)).payout;
    await standIn.controls.standAccount(opened.account, { isEnabled: true, name: '示例学院', bank: '4321' });
    const after = (await gateway.readAccount(opened)).payout;
    expect(after).not.toBe(before);
    expect(after).not.toContain('4321');
    expect(standIn.controls.events('account.external_account.updated')).toHaveLength(1);
  });

  test('takes no payments while the provider says so, nor when it left the platform', async () => {
    const { account: id } = await gateway.openAccount({ ownId: 'card-account-2', country: 'SG' });
    await standIn.controls.standAccount(id, { isEnabled: false, due: ['company.tax_id'], disabledReason: 'listed' });
    const stopped = await gateway.readAccount({ account: id });
    expect(stopped).toMatchObject({ isEnabled: false, due: ['company.tax_id'], disabledReason: 'listed' });
    const gone = await gateway.readAccount({ account: 'acct_gone' });
    expect(gone).toMatchObject({ isEnabled: false, methods: [], disabledReason: 'disconnected' });
    const wrongKey = gatewayTo(standIn.port, { secretKey: 'sk_test_wrong' });
    await expect(wrongKey.readAccount({ account: id })).rejects.toMatchObject({ code: 'unavailable' });
  });
});
