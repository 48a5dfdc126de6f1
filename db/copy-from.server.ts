import type postgres from 'postgres';

/**
 * Sends a COPY … FROM STDIN within a transaction and waits until the database has taken it. What it refuses after the last byte the
 * driver tells nobody, and never ends the stream; but the next statement of the transaction is refused then, and that it tells.
 *
 * @param copy a COPY in its text format, not yet sent
 * @throws an error of PostgreSQL: 25P02 where the COPY failed
 */
export async function copyFrom(
  tx: postgres.TransactionSql,
  copy: postgres.PendingQuery<postgres.Row[]>,
  pieces: Iterable<Buffer | string> | AsyncIterable<Buffer | string>,
): Promise<void> {
  const stream = await copy.writable();
  let broken: Error | null = null;
  stream.on('error', (error: Error) => (broken ??= error));
  try {
    for await (const piece of pieces) {
      if (broken !== null) throw broken as Error;
      if (piece.length > 0) await written(stream, piece);
    }
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
  // With nothing left to write the end goes out at once, before the statement behind it.
  stream.end();
  await tx`select 1`;
}

const written = (stream: NodeJS.WritableStream, piece: Buffer | string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(piece as string, (error) => (error ? reject(error) : resolve()));
  });
