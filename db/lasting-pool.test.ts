import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
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

test('a read with values is planned once for a connection; a write is not kept, and a changed table is seen', async () => {
  const one = openDatabase(made.url, { poolSize: 1, applicationName: 'prepared' });
  try {
    await one.db.execute('create table kept (n int)');
    await one.db.execute(sql`insert into kept values (${1}::int)`);
    const read = (n: number) => one.db.execute(sql`select * from kept where n = ${n}::int`);
    expect([await read(1), await read(2), await read(1)]).toEqual([[{ n: 1 }], [], [{ n: 1 }]]);
    const kept = await one.db.execute(`select statement from pg_prepared_statements where statement like '%kept%'`);
    expect(kept).toEqual([{ statement: 'select * from kept where n = $1::int' }]);
    await admin`alter table kept add column word text not null default 'new'`;
    expect(await read(1)).toEqual([{ n: 1, word: 'new' }]);
  } finally {
    await one.close();
  }
});

test('what verbs say in a transaction, or in a part of one, is planned once for a connection', async () => {
  const one = openDatabase(made.url, { poolSize: 1, applicationName: 'prepared' });
  try {
    await one.db.execute('create table deeds (n int)');
    const add = (n: number) =>
      one.db.transaction(async (tx) => {
        await tx.execute(sql`insert into deeds values (${n}::int)`);
        await tx.transaction((part) => part.execute(sql`update deeds set n = n + ${1}::int where n = ${n}::int`));
      });
    for (const n of [10, 20, 30]) await add(n);
    expect(await one.db.execute('select n from deeds order by n')).toEqual([{ n: 11 }, { n: 21 }, { n: 31 }]);
    const kept = await one.db.execute(
      `select statement from pg_prepared_statements where statement like '%deeds%' order by statement`,
    );
    expect(kept).toEqual([
      { statement: 'insert into deeds values ($1::int)' },
      { statement: 'update deeds set n = n + $1::int where n = $2::int' },
    ]);
  } finally {
    await one.close();
  }
});
