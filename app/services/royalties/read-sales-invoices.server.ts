import { AppError } from '#app/domain/errors.ts';
import { invoicePlaces, type InvoicePlaces, readInvoiceRow, type SalesInvoice } from '#app/domain/sales-invoices.ts';
import type { FileStore } from '../files/store.server.ts';
import type { SheetRow } from '../sheets/read-sheet.server.ts';
import { readTable } from '../sheets/read-table.server.ts';

/** Lines of one list: a quarter of a busy seller. */
const maxRows = 20_000;
/** Rows above the table in which tax software writes whose list it is. */
const headWithin = 30;
/** Faults that are named; more are counted. */
const shownFaults = 5;

const refused = (says: string) => new AppError('file_refused', { says }, 'file');
const exported = '请从开票软件导出销项发票清单，存为 .xlsx 或 .csv 再传。';

/**
 * Reads an uploaded list in the reading child, where a hostile file ends with it. The head is the first row that names number, day and
 * sum. A line that cannot be read refuses the whole list by its number: half a list compares with nothing.
 */
export async function readSalesInvoices(files: Pick<FileStore, 'path'>, sha256: string): Promise<SalesInvoice[]> {
  const rows = await readTable(files, sha256, {
    most: maxRows + headWithin,
    tooMany: '一次最多 20,000 行。',
    advice: exported,
  });
  const { places, from } = headOf(rows);
  const read = rows.slice(from).map(({ cells, rowNo }) => ({ rowNo, ...readInvoiceRow(cells, places, rowNo) }));
  const faults = read.flatMap((line) => (line.kind === 'fault' ? [`第 ${line.rowNo} 行${line.says}`] : []));
  if (faults.length > 0) {
    const more = faults.length > shownFaults ? `等 ${faults.length} 处` : '';
    throw refused(`${faults.slice(0, shownFaults).join('；')}${more}。请改好再传，清单没有保存。`);
  }
  const invoices = read.flatMap((line) => (line.kind === 'row' ? [line.row] : []));
  if (invoices.length === 0) throw refused(`清单里没有发票。${exported}`);
  return invoices;
}

function headOf(rows: readonly SheetRow[]): { places: InvoicePlaces; from: number } {
  let nearest: readonly string[] | null = null;
  for (const [at, { cells }] of rows.slice(0, headWithin).entries()) {
    const found = invoicePlaces(cells);
    if (!('missing' in found)) return { places: found, from: at + 1 };
    const { missing } = found as { missing: readonly string[] };
    if (nearest === null || missing.length < nearest.length) nearest = missing;
  }
  throw refused(`表头里没有找到：${(nearest ?? ['发票号码']).join('、')}。${exported}`);
}
