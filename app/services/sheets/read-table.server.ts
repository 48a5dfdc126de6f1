import { AppError } from '#app/domain/errors.ts';
import { importFailureWords, sheetRefusalWords } from '#app/domain/import-failure.ts';
import { isMerged } from '#app/domain/merged-cell.ts';
import type { FileStore } from '../files/store.server.ts';
import { ReadFailure } from './read-failure.ts';
import { readSheet, type SheetRow } from './read-sheet.server.ts';
import { refusedSheet } from './refused-sheet.server.ts';
import { sheetKindOf } from './sheet-kind.server.ts';

export interface TableLimits {
  /** Most rows, its heads and what stands above them included. */
  readonly most: number;
  /** What is said of a table with more. */
  readonly tooMany: string;
  /** Where a right file comes from, where there is no template to download. */
  readonly advice?: string;
}

/**
 * All rows of an uploaded table of a bounded size, read in the reading child, where a hostile file ends with it.
 *
 * @throws AppError `file_refused` with why it is no such table
 */
export async function readTable(
  files: Pick<FileStore, 'path'>,
  sha256: string,
  { most, tooMany, advice }: TableLimits,
): Promise<SheetRow[]> {
  const path = files.path(sha256);
  const refusal = await refusedSheet(path);
  if (refusal !== null) throw refused(sheetRefusalWords(refusal, advice));
  const rows: SheetRow[] = [];
  try {
    for await (const row of readSheet(path, await sheetKindOf(path))) {
      rows.push({ ...row, cells: row.cells.map((cell) => (isMerged(cell) ? '' : cell)) });
      if (rows.length > most) throw refused(tooMany);
    }
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    throw refused(importFailureWords(error.failure, error.detail, advice));
  }
  return rows;
}

const refused = (says: string) => new AppError('file_refused', { says }, 'file');
