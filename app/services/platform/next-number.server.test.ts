import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { counters } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makeContext, testClock } from '#seeds/make.ts';
import { inTransaction } from '../context.server.ts';
import { nextNumber } from './next-number.server.ts';

const { db } = await testDatabase();
const inYear = (year: number) => makeContext(db, { now: testClock(`${year}-06-01T02:00:00Z`).now });
const next = (year: number, series: 'contract' | 'receipt', count = 1) =>
  inTransaction(inYear(year), (tx) => nextNumber(tx, series, count));

test.each(['contract', 'receipt'] as const)(
  'numbers of a %s count from one in each year, one after the other',
  async (series) => {
    const numbers = [...(await next(2031, series)), ...(await next(2031, series, 3)), ...(await next(2032, series))];
    expect(numbers.map((no) => no.slice(3))).toEqual([
      '2031-00001',
      '2031-00002',
      '2031-00003',
      '2031-00004',
      '2032-00001',
    ]);
    expect((await next(2031, series))[0]).toMatch(/^..-2031-0000\d$/);
  },
);

test('no number is given twice, whoever takes at the same moment, the first of a year among them', async () => {
  for (const series of ['contract', 'receipt'] as const) {
    const taken = await Promise.all(Array.from({ length: 30 }, (_, i) => next(2040, series, 1 + (i % 3))));
    const all = taken.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((no) => /^..-2040-000\d\d$/.test(no) && !no.endsWith('00000'))).toBe(true);
  }
});

test('a receipt is numbered without waiting for another payment that is not committed yet', async () => {
  await next(2050, 'receipt');
  let finish = () => {};
  const held = new Promise<void>((resolve) => (finish = resolve));
  let hasTaken = () => {};
  const taken = new Promise<void>((resolve) => (hasTaken = resolve));
  const first = inTransaction(inYear(2050), async (tx) => {
    const [no] = await nextNumber(tx, 'receipt');
    hasTaken();
    await held;
    return no;
  });
  await taken;
  expect(await next(2050, 'receipt')).toEqual(['SK-2050-00003']);
  finish();
  expect(await first).toBe('SK-2050-00002');
});

test('a year that was counted before goes on where it stood', async () => {
  await next(2060, 'receipt');
  const own = and(eq(counters.series, 'receipt'), eq(counters.year, 2060));
  const [row] = await db.select().from(counters).where(own);
  await db
    .update(counters)
    .set({ value: row!.value + 41 })
    .where(own);
  expect(await next(2060, 'receipt')).toEqual(['SK-2060-00043']);
});
