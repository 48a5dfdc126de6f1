import { once } from 'node:events';
import { isImportFailure, maxImportRows } from '#app/domain/import-failure.ts';
import { readCsv } from './read-csv.ts';
import { ReadFailure } from './read-failure.ts';
import { readWorkbook } from './read-workbook.ts';

// Runs as a process of its own with a small heap: `node read-sheet.child.ts <path> xlsx|csv`. Rows go out as JSON lines.
const [path = '', kind] = process.argv.slice(2);
let rows = 0;

const say = async (line: unknown): Promise<void> => {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
};

try {
  await (kind === 'csv' ? readCsv : readWorkbook)(path, async (rowNo, cells) => {
    if ((rows += 1) > maxImportRows + 1) throw new ReadFailure('too_many_rows');
    await say([rowNo, cells]);
  });
  await say({ end: rows });
} catch (error) {
  const known = error instanceof ReadFailure && isImportFailure(error.failure) ? error : new ReadFailure('broken');
  await say({ failure: known.failure, detail: known.detail });
}
