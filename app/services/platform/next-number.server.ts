import { sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { recordLetters, type RecordSeries } from '#app/domain/record-number.ts';
import { counters } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/**
 * The next yearly number of a series, for example `HT-2026-00042`. The row lock makes numbers unique and in order; what is
 * numbered in the middle of every payment takes from a sequence, where a deed that is rolled back leaves a gap.
 */
export async function nextNumber(tx: In<Context>, series: RecordSeries, count = 1): Promise<string[]> {
  const year = Number(dayOf(tx.now()).slice(0, 4));
  const numbers =
    series === 'receipt' ? await fromSequence(tx, year, count) : await fromCounter(tx, { series, year, count });
  return numbers.map((n) => `${recordLetters[series]}-${year}-${String(n).padStart(5, '0')}`);
}

interface Wanted {
  readonly series: RecordSeries;
  readonly year: number;
  readonly count: number;
}

async function fromCounter(tx: In<Context>, { series, year, count }: Wanted): Promise<number[]> {
  const [row] = await tx.db
    .insert(counters)
    .values({ series, year, value: count })
    .onConflictDoUpdate({
      target: [counters.series, counters.year],
      set: { value: sql`${counters.value} + ${count}` },
    })
    .returning({ value: counters.value });
  const last = row?.value ?? count;
  return Array.from({ length: count }, (_, at) => last - count + 1 + at);
}

/** The year's counter says by how much the sequence is off: what it had counted before, or what earlier years took from it. */
async function fromSequence(tx: In<Context>, year: number, count: number): Promise<number[]> {
  const take = async () => {
    const rows = await tx.db.execute<{ n: string }>(sql`
      select c.value + nextval('receipt_numbers') as n from counters c, generate_series(1, ${count}::int)
      where c.series = 'receipt' and c.year = ${year}::int`);
    return [...rows].map(({ n }) => Number(n));
  };
  const numbers = await take();
  if (numbers.length > 0) return numbers;
  await tx.db.execute(sql`
    insert into counters (series, year, value)
    select 'receipt', ${year}::int, -(case when is_called then last_value else 0 end)::int from receipt_numbers
    on conflict do nothing`);
  return take();
}
