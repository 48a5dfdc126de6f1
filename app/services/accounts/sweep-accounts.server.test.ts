import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { codeTries, outbox } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext } from '#seeds/make.ts';
import { sweepAccounts } from './sweep-accounts.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test('old tries and old SMS go; what still counts, and mail, stay', async () => {
  await db.insert(codeTries).values([1, 3].map((days) => ({ subject: `try ${days}`, at: daysAgo(days) })));
  const message = { recipient: 'x', subject: '', body: '' };
  await db.insert(outbox).values([
    { ...message, channel: 'sms', createdAt: daysAgo(29) },
    { ...message, channel: 'sms', createdAt: daysAgo(31) },
    { ...message, channel: 'mail', createdAt: daysAgo(31) },
  ]);
  await sweepAccounts(makeContext(db));
  expect((await db.select().from(codeTries)).map((row) => row.subject)).toEqual(['try 1']);
  expect((await db.select().from(outbox)).map((row) => row.channel).toSorted()).toEqual(['mail', 'sms']);
});
