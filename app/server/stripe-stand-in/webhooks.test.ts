import { Stripe } from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testKey, testStandIn, testWebhookSecret } from './testing.ts';
import type { Received, TestStandIn } from './testing.ts';

let standIn: TestStandIn;
let account: string;

beforeEach(async () => {
  standIn = await testStandIn();
  account = await standIn.createAccount({ name: '示例大学' });
});
afterEach(() => standIn.close());

const sdk = new Stripe(testKey, { telemetry: false });
const verified = ({ payload, signature }: Received, secret = testWebhookSecret) =>
  sdk.webhooks.constructEvent(payload, signature, secret);
const types = () => standIn.receiver.received.map((message) => verified(message).type);

async function openSession(port = standIn.port): Promise<string> {
  const stripe = new Stripe(testKey, { host: '127.0.0.1', port, protocol: 'http', telemetry: false });
  const price = { currency: 'cny', unit_amount: 500, product_data: { name: '里程碑 1' } };
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: price }],
      client_reference_id: 'attempt-9',
      success_url: 'http://localhost:3000/back',
    },
    { stripeAccount: account },
  );
  return session.id;
}

describe('webhooks', () => {
  test('a payment is told by signed events that name the account', async () => {
    const id = await openSession();
    await standIn.controls.pay(id);
    await standIn.controls.deliveriesSettled();
    expect(types().toSorted()).toEqual([
      'checkout.session.completed',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    const events = standIn.receiver.received.map((message) => verified(message));
    expect(events.map((event) => event.account)).toEqual([account, account, account]);
    const completed = events.find((event) => event.type === 'checkout.session.completed')!;
    expect(completed.data.object).toMatchObject({ id, client_reference_id: 'attempt-9', payment_status: 'paid' });
    expect(standIn.controls.events().every((event) => event.pending_webhooks === 0)).toBe(true);
  });

  test('a changed body, another secret and an old signature do not verify', async () => {
    const id = await openSession();
    await standIn.controls.expire(id);
    await standIn.controls.deliveriesSettled();
    const [message] = standIn.receiver.received;
    expect(() => verified({ ...message!, payload: message!.payload.replace('500', '501') })).toThrow();
    expect(() => verified(message!, 'whsec_other')).toThrow();
    const [event] = standIn.controls.events();
    await standIn.controls.deliver(event!.id, { signedSecondsAgo: 290 });
    expect(verified(standIn.receiver.received.at(-1)!).id).toBe(event!.id);
    await standIn.controls.deliver(event!.id, { signedSecondsAgo: 400 });
    expect(() => verified(standIn.receiver.received.at(-1)!)).toThrow('tolerance');
  });

  test('during a rotation both secrets sign', async () => {
    const rotating = await standIn.restart({ webhookSecret: ['whsec_old', 'whsec_new'] });
    await rotating.controls.expire(await openSession(rotating.port));
    await rotating.controls.deliveriesSettled();
    const message = standIn.receiver.received.at(-1)!;
    for (const secret of ['whsec_old', 'whsec_new']) expect(verified(message, secret).account).toBe(account);
    expect(() => verified(message)).toThrow();
  });

  test('the same event can come twice', async () => {
    await standIn.controls.pay(await openSession());
    await standIn.controls.deliveriesSettled();
    const [completed] = standIn.controls.events('checkout.session.completed');
    expect(await standIn.controls.deliver(completed!.id)).toBe(200);
    const ids = standIn.receiver.received.map((message) => verified(message).id);
    expect(ids.filter((id) => id === completed!.id)).toHaveLength(2);
  });

  test('held events come late, in order or in the reverse one', async () => {
    standIn.controls.holdDeliveries();
    await standIn.controls.pay(await openSession());
    expect(standIn.receiver.received).toHaveLength(0);
    await standIn.controls.releaseDeliveries('reversed');
    expect(types()).toEqual(['checkout.session.completed', 'payment_intent.succeeded', 'payment_intent.created']);
    standIn.controls.holdDeliveries();
    await standIn.controls.pay(await openSession());
    await standIn.controls.releaseDeliveries();
    const later = types().slice(3);
    expect(later).toEqual(['payment_intent.created', 'payment_intent.succeeded', 'checkout.session.completed']);
  });

  test('a refused delivery is tried again, and no more often than agreed', async () => {
    standIn.receiver.answerNext(500, 302);
    await standIn.controls.expire(await openSession());
    await standIn.controls.deliveriesSettled();
    expect(standIn.receiver.received).toHaveLength(3);
    expect(new Set(standIn.receiver.received.map((message) => verified(message).id)).size).toBe(1);

    standIn.receiver.answerNext(500, 500, 500, 500, 500);
    await standIn.controls.expire(await openSession());
    await standIn.controls.deliveriesSettled();
    expect(standIn.receiver.received).toHaveLength(6);
    expect(standIn.controls.events().at(-1)?.pending_webhooks).toBe(0);
  });

  test('what a stop left undelivered comes after the next start', async () => {
    standIn.controls.holdDeliveries();
    await standIn.controls.expire(await openSession());
    const again = await standIn.restart();
    await again.controls.deliveriesSettled();
    expect(types()).toEqual(['checkout.session.expired']);
  });

  test('without a receiver events stay readable', async () => {
    const deaf = await testStandIn({ webhookUrl: null });
    account = await deaf.createAccount({ name: '示例' });
    await deaf.controls.pay(await openSession(deaf.port));
    await deaf.controls.releaseDeliveries();
    expect(deaf.controls.events('checkout.session.completed')[0]?.pending_webhooks).toBe(1);
    expect(deaf.receiver.received).toHaveLength(0);
    await deaf.close();
  });
});
