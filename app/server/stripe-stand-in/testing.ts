import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStripeStandIn } from './server.ts';
import type { StandIn, StandInOptions } from './server.ts';

export interface Received {
  readonly payload: string;
  readonly signature: string;
}
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What the next messages are answered with, in order; 200 after that. */
  answerNext(...statuses: number[]): void;
  close(): Promise<void>;
}

/** Stands for the app's webhook route: keeps what comes, answers as told. */
export async function webhookReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature'] ?? '');
      received.push({ payload: Buffer.concat(chunks).toString('utf8'), signature });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    received,
    answerNext: (...statuses) => void answers.push(...statuses),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const testKey = 'sk_test_for_tests_only';
export const testWebhookSecret = 'whsec_for_tests_only';

export interface TestStandIn extends StandIn {
  readonly dataDir: string;
  readonly receiver: Receiver;
  /** Another process on the same state, as after a restart of the demo. */
  restart(options?: Partial<StandInOptions>): Promise<StandIn>;
}

/** A stand-in with its own folder and receiver; `close` removes both. */
export async function testStandIn(options: Partial<StandInOptions> = {}): Promise<TestStandIn> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-stand-in-'));
  const receiver = await webhookReceiver();
  const all: StandInOptions = {
    port: 0,
    dataDir,
    secretKey: testKey,
    webhookUrl: receiver.url,
    webhookSecret: testWebhookSecret,
    retryDelaysMs: [5, 5],
    ...options,
  };
  const standIn = await startStripeStandIn(all);
  const open = [standIn];
  return {
    ...standIn,
    dataDir,
    receiver,
    async restart(changed = {}) {
      await Promise.all(open.splice(0).map((running) => running.close()));
      const again = await startStripeStandIn({ ...all, ...changed });
      open.push(again);
      return again;
    },
    async close() {
      await Promise.all(open.splice(0).map((running) => running.close()));
      await receiver.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
