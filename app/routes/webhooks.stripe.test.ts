import { createHmac, randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inTransaction } from '#app/services/context.server.ts';
import { stripeGateway } from '#app/services/payments/gateway-stripe.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { organisations, receipts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { verifyLedger } from '#db/verify/verify-ledger.ts';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { action } from './webhooks.stripe.ts';

const secret = 'whsec_for_tests';
const account = 'acct_u';

async function makeWorld() {
  const { db, sql } = await testDatabase();
  const { parseWebhook } = stripeGateway({ secretKey: 'sk_test_x', webhookSecret: secret });
  const gateway = { ...fakeGateway(), parseWebhook };
  const ctx = makeContext(db, { payments: gateway });
  const parties = await makeParties(db);
  await db.update(organisations).set({ stripeAccountId: account }).where(eq(organisations.id, parties.unit.id));
  const { contract, milestones } = await makeSignedContract(db, parties);
  const claim = {
    contract,
    kind: 'milestone' as const,
    label: '里程碑 1',
    amountFen: 30_000_000n,
    dueOn: '2026-12-21',
  };
  const obligation = await inTransaction(ctx, (tx) => raiseObligation(tx, { ...claim, subjectId: milestones[0]!.id }));
  const payer = await asActor(ctx, parties.companyFinance);
  const attempt = await openCardPayment(payer, { obligationId: obligation.id, baseUrl: 'https://example.org' });
  gateway.pay(attempt.id);
  const send = (body: BodyInit, signature: string | null, given: Record<string, string> = {}) => {
    const headers = new Headers({ ...given, ...(signature === null ? {} : { 'stripe-signature': signature }) });
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const request = new Request('https://example.org/webhooks/stripe', init);
    const context = { platform: { ...ctx }, requestId: 'test' } as unknown as AppLoadContext;
    return action({ request, context, params: {} });
  };
  const arrived = () => db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  /** The payer comes back to our page. */
  const comeBack = () => settlePayment(payer, { attemptId: attempt.id });
  const books = async () =>
    (await verifyLedger(sql)).filter(({ subject }) =>
      [parties.unit.id, parties.company.id].some((id) => subject.includes(id)),
    );
  return { attempt, send, arrived, comeBack, books, gateway };
}

const message = (attemptId: string, type = 'checkout.session.completed'): string =>
  JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type,
    account,
    data: { object: { object: 'checkout.session', id: `cs_${attemptId}`, client_reference_id: attemptId } },
  });

function signed(body: string, key = secret): string {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`;
}

test('a signed message settles the payment; the same one again and at once changes nothing', async () => {
  const { attempt, send, arrived } = await makeWorld();
  const body = message(attempt.id);
  const answers = await Promise.all([send(body, signed(body)), send(body, signed(body))]);
  answers.push(await send(body, signed(body)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(await arrived()).toHaveLength(1);
});

test('without the right signature nothing is read', async () => {
  const { attempt, send, arrived } = await makeWorld();
  const body = message(attempt.id);
  expect((await send(body, null)).status).toBe(400);
  expect((await send(body, signed(body, 'whsec_other'))).status).toBe(400);
  expect((await send(`${body} `, signed(body))).status).toBe(400);
  expect(await arrived()).toEqual([]);
});

test('messages about nothing of ours are taken and forgotten', async () => {
  const { send } = await makeWorld();
  for (const id of [randomUUID(), 'not-ours']) {
    const body = message(id);
    expect((await send(body, signed(body))).status).toBe(200);
  }
});

test('ten at once, each sent twice, book one receipt', async () => {
  const { attempt, send, arrived, books } = await makeWorld();
  const bodies = Array.from({ length: 10 }, () => message(attempt.id));
  const answers = await Promise.all([...bodies, ...bodies].map((body) => send(body, signed(body))));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(await arrived()).toMatchObject([{ state: 'confirmed', amountFen: 30_000_000n }]);
  expect(await books()).toEqual([]);
});

test.each(['before', 'after', 'with'])('a message %s the return page: one receipt', async (order) => {
  const { attempt, send, arrived, comeBack, books } = await makeWorld();
  const body = message(attempt.id);
  const deeds = [() => send(body, signed(body)), comeBack];
  if (order === 'with') await Promise.all(deeds.map((deed) => deed()));
  else for (const deed of order === 'before' ? deeds : deeds.toReversed()) await deed();
  expect(await arrived()).toHaveLength(1);
  expect(await books()).toEqual([]);
});

test('messages out of order: the news of failure and expiry that come after the payment change nothing', async () => {
  const { attempt, send, arrived, books } = await makeWorld();
  const types = ['checkout.session.expired', 'checkout.session.async_payment_failed', 'checkout.session.completed'];
  for (const type of [...types, ...types.toReversed()]) {
    const body = message(attempt.id, type);
    expect((await send(body, signed(body))).status).toBe(200);
  }
  expect(await arrived()).toHaveLength(1);
  expect(await books()).toEqual([]);
});

test('another amount than was asked is not booked', async () => {
  const { attempt, send, arrived, gateway, books } = await makeWorld();
  gateway.pay(attempt.id, { amountFen: 29_999_999n });
  const body = message(attempt.id);
  expect((await send(body, signed(body))).status).toBe(200);
  expect(await arrived()).toEqual([]);
  expect(await books()).toEqual([]);
});

test('a body of more than 1 MB is refused, signed or not, with a length or without one', async () => {
  const { attempt, send, arrived } = await makeWorld();
  const body = message(attempt.id) + ' '.repeat(1_100_000);
  expect((await send(body, signed(body), { 'content-length': String(body.length) })).status).toBe(413);
  expect((await send(body, signed(body))).status).toBe(413);
  let taken = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  expect((await send(endless, signed(body))).status).toBe(413);
  expect(taken).toBeLessThan(1_000_000);
  expect(await arrived()).toEqual([]);
});

test('a body that comes in pieces, without a length, is heard', async () => {
  const { attempt, send, arrived } = await makeWorld();
  const body = message(attempt.id);
  const pieces = new Blob([body]).stream();
  expect((await send(pieces, signed(body))).status).toBe(200);
  expect(await arrived()).toHaveLength(1);
});

test('delayed money: the page is complete and nothing is booked; its failure ends the page, its success books one receipt', async () => {
  const { attempt, send, arrived, gateway, books } = await makeWorld();
  const tell = async (type: string) => {
    const body = message(attempt.id, type);
    expect((await send(body, signed(body))).status).toBe(200);
  };
  gateway.pay(attempt.id, { paid: false });
  await tell('checkout.session.completed');
  expect(await arrived()).toEqual([]);
  gateway.pay(attempt.id, { paid: false, failed: true });
  await tell('checkout.session.async_payment_failed');
  expect(await arrived()).toEqual([]);
  // News may come in any order, and the provider may think better of it.
  gateway.pay(attempt.id, { paid: true, failed: false });
  await tell('checkout.session.async_payment_succeeded');
  await tell('checkout.session.async_payment_failed');
  expect(await arrived()).toHaveLength(1);
  expect(await books()).toEqual([]);
});
