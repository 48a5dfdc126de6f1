import { sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { recordLetters, type RecordSeries } from '#app/domain/record-number.ts';
import { counters } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** The next yearly number of a series, for example `HT-2026-00042`. The row lock makes numbers unique and in order. */
export async function nextNumber(tx: In<Context>, series: RecordSeries, count = 1): Promise<string[]> {
  const year = Number(dayOf(tx.now()).slice(0, 4));
  const [row] = await tx.db
    .insert(counters)
    .values({ series, year, value: count })
    .onConflictDoUpdate({
      target: [counters.series, counters.year],
      set: { value: sql`${counters.value} + ${count}` },
    })
    .returning({ value: counters.value });
  const last = row?.value ?? count;
  return Array.from(
    { length: count },
    (_, at) => `${recordLetters[series]}-${year}-${String(last - count + 1 + at).padStart(5, '0')}`,
  );
}
