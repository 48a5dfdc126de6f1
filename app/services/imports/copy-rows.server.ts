import { v7 } from 'uuid';
import type postgres from 'postgres';
import { wholePpm } from '#app/domain/money.ts';
import { AppError } from '#app/domain/errors.ts';
import { copyFrom } from '#db/copy-from.server.ts';
import type { Context } from '../context.server.ts';
import type { Import } from './load-import.server.ts';
import { lineColumns } from './row-line.ts';

/** So many bytes or rows go in one statement: quick, and far from any time limit. */
const batchBytes = 2_097_152;
const batchRows = 2_000;
const columns = ['id', 'import_id', ...lineColumns];
const newline = Buffer.from('\n');

/**
 * Writes checked rows of an import by COPY as they come; while one piece is stored the next one is gathered. The reading
 * child wrote the fields, the names of row and import are ours. A later check of the import has begun: `state_changed`.
 */
export function rowCopier({ db }: Context, { id: importId, state, checks }: Import) {
  // Drizzle speaks no COPY; the driver below it does.
  const { $client: client } = db as unknown as { readonly $client: postgres.Sql };
  let waiting: Buffer[] = [];
  let bytes = 0;
  let rows = 0;
  let underWay: Promise<void> = Promise.resolve();
  let total = 0;
  let ppm = 0;

  async function copy(body: Buffer, checkedRows: number, checkedPpm: number): Promise<void> {
    await client.begin(async (tx) => {
      const held = await tx`
        update imports set checked_rows = ${checkedRows}, checked_ppm = ${checkedPpm}
        where id = ${importId} and state = ${state} and checks = ${checks} returning 1`;
      if (held.length === 0) throw new AppError('state_changed');
      await copyFrom(tx, tx`copy import_rows (${tx(columns)}) from stdin`, [body]);
    });
  }
  async function send(): Promise<void> {
    const body = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    rows = 0;
    const [sent, read] = [total, ppm];
    await underWay;
    underWay = copy(body, sent, read);
    // It is awaited with the next piece; until then nobody else listens.
    underWay.catch(() => {});
  }

  return {
    /** So much of the file is read, from 0 to 1: written down with the rows that follow. */
    read(share: number): void {
      ppm = Math.round(share * wholePpm);
    },
    async add(lines: readonly Buffer[]): Promise<void> {
      for (const line of lines) {
        const head = Buffer.from(`${v7()}\t${importId}\t`);
        waiting.push(head, line, newline);
        bytes += head.length + line.length + 1;
        rows += 1;
        total += 1;
        if (bytes >= batchBytes || rows >= batchRows) await send();
      }
    },
    /** Stores what is left; gives the number of rows. */
    async end(): Promise<number> {
      if (rows > 0) await send();
      await underWay;
      return total;
    },
  };
}
