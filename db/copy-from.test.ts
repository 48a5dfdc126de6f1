import { beforeAll, expect, test } from 'vitest';
import type postgres from 'postgres';
import { copyFrom } from './copy-from.server.ts';
import { testDatabase } from './test-database.server.ts';

let sql: postgres.Sql;
beforeAll(async () => {
  ({ sql } = await testDatabase());
  await sql`create table copied (number int unique, word text)`;
});

const lines = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, at) => `${from + at}\t${'x'.repeat(900)}\n`).join('');
const copy = (...pieces: string[]) =>
  sql.begin(async (tx) => {
    await tx`lock table copied in share row exclusive mode`;
    await copyFrom(tx, tx`copy copied (number, word) from stdin`, pieces);
  });
const count = async () => (await sql<{ n: number }[]>`select count(*)::int as n from copied`)[0]!.n;

test('a COPY that the database refuses ends, wherever the fault stands, and holds nothing', async () => {
  await copy(lines(3_000), '', lines(10, 3_000));
  expect(await count()).toBe(3_010);
  const faults = [
    ['in the last line', lines(2_000, 10_000), lines(1, 10_000)],
    ['in the first line', lines(1), lines(2_000, 10_000)],
    ['no number', 'zz\tq\n', lines(2_000, 10_000)],
    ['broken off', lines(1, 10_000), '77'],
  ];
  for (const [where, ...pieces] of faults) {
    await expect(copy(...pieces), where).rejects.toMatchObject({ code: '25P02' });
  }
  // Ten at once have every connection go on after a fault.
  await Promise.all(Array.from({ length: 10 }, (_, at) => copy(lines(5, 20_000 + 5 * at))));
  expect(await count()).toBe(3_060);
});

test('what cannot go on in the middle of a COPY leaves nothing of it', async () => {
  async function* pieces() {
    yield lines(100, 50_000);
    throw new Error('nothing more');
  }
  const before = await count();
  await expect(sql.begin((tx) => copyFrom(tx, tx`copy copied (number, word) from stdin`, pieces()))).rejects.toThrow(
    'nothing more',
  );
  expect(await count()).toBe(before);
});
