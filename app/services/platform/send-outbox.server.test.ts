import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
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

/** As much of a mail server as a delivery needs; hands each Message-ID to `took`. */
function mailServer(took: (messageId: string) => void) {
  return createTcpServer((socket) => {
    let letter: string | null = null;
    socket.on('error', () => socket.destroy());
    socket.write('220 ready\r\n');
    socket.on('data', (bytes) => {
      const said = bytes.toString();
      if (letter !== null) {
        letter += said;
        if (!letter.endsWith('\r\n.\r\n')) return;
        took(/^Message-ID: (.+)$/im.exec(letter)?.[1]?.trim() ?? '');
        letter = null;
        socket.write('250 taken\r\n');
      } else if (/^DATA/i.test(said)) {
        letter = '';
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(said)) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
  });
}

test('while the mail server is down a mail waits; when it is back it goes out once', async () => {
  const { db } = await testDatabase();
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const got: string[] = [];
  const server = mailServer((messageId) => got.push(messageId));
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  await close();
  const senders = { smtpUrl: `smtp://127.0.0.1:${port}/?ignoreTLS=true`, smsUrl: undefined, from: 'x@example.com' };
  const [row] = await db
    .insert(outbox)
    .values({
      channel: 'mail',
      recipient: 'y@example.com',
      subject: '婉拒',
      body: '对方婉拒了对接。',
      createdAt: clock.now(),
    })
    .returning();
  const stored = async () => (await db.select().from(outbox).where(eq(outbox.id, row!.id)))[0]!;
  await sendOutbox(ctx, senders);
  expect(await stored()).toMatchObject({ attempts: 1, sentAt: null, claimedAt: null });
  await listen(port);
  clock.moveDays(1);
  await Promise.all([sendOutbox(ctx, senders), sendOutbox(ctx, senders)]);
  await sendOutbox(ctx, senders);
  expect(got.filter((messageId) => messageId === `<${row!.id}@chengguo>`)).toHaveLength(1);
  expect((await stored()).sentAt).not.toBeNull();
  await close();
});
