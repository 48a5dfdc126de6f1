import type { BankMapping } from '#app/domain/bank-columns.ts';
import type { Day } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  bankHeadKey,
  bankHeadWithin,
  type BankPlaces,
  isBankHead,
  isWithoutDirection,
  mappingOfHeads,
  placesOf,
  readBankRow,
  type ReadBankRow,
} from '#app/domain/read-bank-row.ts';
import type { FileStore } from '../files/store.server.ts';
import type { SheetRow } from '../sheets/read-sheet.server.ts';
import { readTable } from '../sheets/read-table.server.ts';

/** Lines of one statement: a busy account has some hundreds a month. */
const maxRows = 20_000;

export interface BankTable {
  readonly heads: readonly string[];
  readonly rows: readonly SheetRow[];
}

/**
 * Reads an uploaded statement in the reading child, where a hostile file ends with it. Above the table banks write the account and the
 * period: the head is the first row with known names, else a row that a saved mapping knows, else the fullest.
 */
export async function readBankFile(
  files: Pick<FileStore, 'path'>,
  sha256: string,
  savedKeys: ReadonlySet<string>,
): Promise<BankTable> {
  const rows = await readTable(files, sha256, {
    most: maxRows + bankHeadWithin,
    tooMany: '一次最多 20,000 行，请按月分开导出再传。',
    advice: '请从网银重新导出，存为 .xlsx 或 .csv 再传。',
  });
  const top = rows.slice(0, bankHeadWithin);
  const filled = (row: SheetRow): number => row.cells.filter((cell) => cell.trim() !== '').length;
  const head =
    top.find(({ cells }) => savedKeys.has(bankHeadKey(cells))) ??
    top.find(({ cells }) => isBankHead(cells)) ??
    top.toSorted((a, b) => filled(b) - filled(a) || a.rowNo - b.rowNo)[0];
  if (head === undefined || filled(head) < 2) {
    throw new AppError(
      'file_refused',
      { says: '表里没有流水。请从网银导出交易明细，存为 .xlsx 或 .csv 再传。' },
      'file',
    );
  }
  return { heads: head.cells, rows: rows.slice(rows.indexOf(head) + 1) };
}

export interface ReadTable {
  readonly rows: readonly (ReadBankRow & { readonly rowNo: number })[];
  readonly faults: readonly { readonly rowNo: number; readonly says: string }[];
}

/**
 * Every line of the table by a mapping; null when the table has not the columns that it names, or none that says which way the money went.
 */
export function readBankTable(table: BankTable, mapping: BankMapping, today: Day): ReadTable | null {
  const places = placesOf(mapping, table.heads);
  if (places === null || isUndirected(table, places)) return null;
  const rows: (ReadBankRow & { rowNo: number })[] = [];
  const faults: { rowNo: number; says: string }[] = [];
  for (const { rowNo, cells } of table.rows) {
    const read = readBankRow(cells, places, today);
    if (read.kind === 'row') rows.push({ ...read.row, rowNo });
    if (read.kind === 'fault') faults.push({ rowNo, says: read.says });
  }
  return { rows, faults };
}

const isUndirected = ({ rows }: BankTable, places: BankPlaces): boolean =>
  isWithoutDirection(
    rows.map(({ cells }) => cells),
    places,
  );

export const usualMapping = (table: BankTable): BankMapping => mappingOfHeads(table.heads);
