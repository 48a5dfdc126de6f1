import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { outbox } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { sendOutbox } from './send-outbox.server.ts';

test('while the gateway is down nothing is lost and tries lie apart; when it is back each message goes out once', async () => {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const got: string[] = [];
  let isDown = true;
  const server = createServer((req, res) => {
    if (!isDown) got.push(String(req.headers['idempotency-key']));
    res.writeHead(isDown ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const senders = { smtpUrl: undefined, smsUrl: `http://127.0.0.1:${port}/`, from: 'x@example.com' };
  const [row] = await db
    .insert(outbox)
    .values({ channel: 'sms', recipient: '+8613000000000', subject: '', body: '一条短信', createdAt: clock.now() })
    .returning();
  const stored = async () => (await db.select().from(outbox).where(eq(outbox.id, row!.id)))[0]!;
  await sendOutbox(ctx, senders);
  expect(await stored()).toMatchObject({ attempts: 1, sentAt: null, claimedAt: null });
  await sendOutbox(ctx, senders);
  expect((await stored()).attempts).toBe(1);
  isDown = false;
  clock.moveDays(1);
  await Promise.all([sendOutbox(ctx, senders), sendOutbox(ctx, senders), sendOutbox(ctx, senders)]);
  await sendOutbox(ctx, senders);
  expect(got.filter((key) => key === row!.id)).toHaveLength(1);
  expect((await stored()).sentAt).not.toBeNull();
  await new Promise((resolve) => server.close(resolve));
});
