import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { testKey, testStandIn, testWebhookSecret } from '#app/server/stripe-stand-in/testing.ts';
import { stripeGateway } from './gateway-stripe.server.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** Passes everything on to the stand-in and keeps what the gateway really sent. */
async function recorder(port: number) {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url: path = '/', headers } = request;
      const body = Buffer.concat(chunks);
      sent.push({ method, path, contentType: headers['content-type'] ?? '', body: body.toString('utf8') });
      const onward = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { sent, port: (server.address() as AddressInfo).port, close };
}

const mockUrl = process.env['STRIPE_MOCK_URL'];

const ask = async ({ method, path, contentType, body }: Sent) => {
  const response = await fetch(new URL(path, mockUrl), {
    method,
    headers: { authorization: 'Bearer sk_test_123', ...(contentType ? { 'content-type': contentType } : {}) },
    body: method === 'POST' ? body : undefined,
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};

describe('the published API description', () => {
  test.skipIf(!mockUrl)(
    mockUrl ? 'takes the very calls that the gateway makes' : 'skipped: no STRIPE_MOCK_URL',
    async () => {
      const standIn = await testStandIn();
      const account = await standIn.createAccount({ name: '示例大学', wallets: ['alipay', 'wechat_pay'] });
      const between = await recorder(standIn.port);
      const gateway = stripeGateway({
        secretKey: testKey,
        webhookSecret: testWebhookSecret,
        host: '127.0.0.1',
        port: between.port,
        protocol: 'http',
      });
      const opened = {
        attemptId: 'attempt-1',
        amountFen: 12_345n,
        currency: 'CNY' as const,
        account,
        description: 'HT-2026-00001 里程碑 1',
        methods: ['card', 'alipay', 'wechat_pay'] as const,
        payerEmail: 'finance@example.com',
        successUrl: 'http://localhost:3000/pay/back?session={CHECKOUT_SESSION_ID}',
        cancelUrl: 'http://localhost:3000/contracts/1',
        expiresAt: new Date(Date.now() + 3_600_000),
      };
      const { sessionId } = await gateway.openCheckout(opened);
      await standIn.controls.pay(sessionId);
      const { paymentIntentId } = await gateway.readCheckout({ sessionId, account });
      const asked = { paymentIntentId: paymentIntentId!, account, amountFen: 1n, idempotencyKey: 'described' };
      const { refundId } = await gateway.refund(asked);
      await gateway.readRefund({ refundId: refundId!, account });
      const [listed] = await gateway.listRefunds({ paymentIntentId: paymentIntentId!, account });
      expect(listed).toMatchObject({ refundId, ownId: 'described', amountFen: 1n, status: 'succeeded' });
      const disputeId = await standIn.controls.dispute(sessionId);
      expect(await gateway.readDispute({ disputeId, account })).toMatchObject({ paymentIntentId, amountFen: 12_345n });
      const second = await gateway.openCheckout({ ...opened, attemptId: 'attempt-2' });
      await gateway.expireCheckout({ sessionId: second.sessionId, account });
      const made = await gateway.openAccount({ ownId: 'card-account', country: 'HK' });
      const urls = { returnUrl: 'http://localhost:3000/back', refreshUrl: 'http://localhost:3000/again' };
      await gateway.accountLink({ ...made, ...urls });
      await standIn.controls.standAccount(made.account, { isEnabled: true, wallets: ['alipay'] });
      await gateway.readAccount(made);
      await between.close();
      const payment = ['POST', 'GET', 'POST', 'GET', 'GET', 'GET', 'POST', 'POST'];
      const methods = [...payment, 'POST', 'POST', 'GET', 'GET'];
      expect(between.sent.map(({ method }) => method)).toEqual(methods);

      for (const call of between.sent) {
        const { status, answer } = await ask(call);
        expect({ path: call.path, status, error: answer['error'] }).toEqual({ path: call.path, status: 200 });
        if (call.method !== 'GET') continue;
        const ours = await fetch(new URL(call.path, standIn.url), {
          headers: { authorization: `Bearer ${testKey}`, 'stripe-account': account },
        });
        // What the stand-in shows is a part of what the description knows, in a list of its first row too.
        const rows = [answer, (await ours.json()) as Record<string, unknown>] as const;
        const keysOf = (row: Record<string, unknown>) => [
          ...Object.keys(row),
          ...Object.keys([row['data']].flat()[0] ?? {}),
        ];
        expect(keysOf(rows[0])).toEqual(expect.arrayContaining(keysOf(rows[1])));
      }
      const create = between.sent[0]!;
      const wrong = { ...create, body: `${create.body}&no_such_parameter=1` };
      expect((await ask(wrong)).status).toBe(400);
      await standIn.close();
    },
  );
});
