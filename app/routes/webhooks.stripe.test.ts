import { createHmac, randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import { inTransaction } from '#app/services/context.server.ts';
import { stripeGateway } from '#app/services/payments/gateway.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { raiseObligation } from '#app/services/payments/raise-obligation.server.ts';
import { organisations, receipts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { eq } from 'drizzle-orm';
import { fakeGateway } from '#seeds/fake-gateway.ts';
import { asActor, makeContext } from '#seeds/make.ts';
import { makeParties, makeSignedContract } from '#seeds/make-signed-contract.ts';
import { action } from './webhooks.stripe.ts';

const secret = 'whsec_for_tests';
const account = 'acct_u';

async function makeWorld() {
  const { db } = await testDatabase();
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
  const send = (body: string, signature: string | null) => {
    const headers = new Headers(signature === null ? {} : { 'stripe-signature': signature });
    const request = new Request('https://example.org/webhooks/stripe', { method: 'POST', body, headers });
    const context = { platform: { ...ctx }, requestId: 'test' } as unknown as AppLoadContext;
    return action({ request, context, params: {} });
  };
  const arrived = () => db.select().from(receipts).where(eq(receipts.obligationId, obligation.id));
  return { attempt, send, arrived };
}

const message = (attemptId: string): string =>
  JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'checkout.session.completed',
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
