import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import postgres from 'postgres';
import { type OpenDatabase, openDatabase } from './client.server.ts';
import { createTestDatabase, type TestDatabase } from './testing.server.ts';

let made: TestDatabase;
let opened: OpenDatabase;
let admin: postgres.Sql;

beforeEach(async () => {
  made = await createTestDatabase('retry');
  opened = openDatabase(made.url, { poolSize: 3, applicationName: 'retry' });
  admin = postgres(made.url, { max: 1, onnotice: () => {} });
  return async () => {
    await opened.close();
    await admin.end();
    await made.drop();
  };
});

/** Ends every connection of the pool in the moment in which the next query is on its way to it. */
const endAll = () =>
  admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'retry' and pid <> pg_backend_pid()`;
const fill = () => Promise.all([1, 2, 3].map((n) => opened.db.execute(`select ${n}, pg_sleep(0.05)`)));

test('a read and a transaction on a dead connection are asked again, and nobody hears of it', async () => {
  const failures: unknown[] = [];
  const heard = (error: unknown) => failures.push(error);
  for (let round = 0; round < 5; round += 1) {
    await fill();
    // The server has ended all three, and the pool has not looked up yet.
    await endAll();
    await Promise.all([
      ...[1, 2, 3, 4].map((n) => opened.db.execute(`select ${n} as one`).catch(heard)),
      opened.db.transaction((tx) => tx.execute('select 5 as two')).catch(heard),
    ]);
  }
  expect(failures).toEqual([]);
});

test('a write whose connection is lost under way is told and never done twice', async () => {
  await opened.db.execute('create table written (n int)');
  const slow = opened.db.execute('insert into written select 1 from pg_sleep(0.5)').catch((error: unknown) => error);
  await sleep(150);
  await endAll();
  expect(await slow).toBeInstanceOf(Error);
  await sleep(600);
  expect(await opened.db.execute('select count(*)::int as n from written')).toEqual([{ n: 0 }]);
});

test('a transaction that has begun is not begun again', async () => {
  let begun = 0;
  const lost = await opened.db
    .transaction(async (tx) => {
      begun += 1;
      await endAll();
      await tx.execute('select 1');
    })
    .catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(Error);
  expect(begun).toBe(1);
});
