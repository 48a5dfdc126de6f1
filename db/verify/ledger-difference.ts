import type postgres from 'postgres';

/** One place where the books and the facts disagree. Amounts are fen, debit less credit. */
export interface LedgerDifference {
  readonly check: string;
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/** The rows of a query, fetched so many at a time: what is found is never held in memory as a whole. */
export async function* rowsOf<Row extends postgres.Row>(
  query: postgres.PendingQuery<Row[]>,
): AsyncGenerator<NonNullable<Row>> {
  for await (const rows of query.cursor(500)) yield* rows as NonNullable<Row>[];
}

/** All of them at once, where there are few. */
export async function collected(found: AsyncIterable<LedgerDifference>): Promise<LedgerDifference[]> {
  const all: LedgerDifference[] = [];
  for await (const one of found) all.push(one);
  return all;
}
