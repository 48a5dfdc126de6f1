import type { KnownAchievement } from './find-duplicates.ts';
import type { ImportKey, ImportMapping, SheetHead } from './import-columns.ts';
import { stoppedAt } from './import-failure.ts';
import type { ImportNotes } from './import-notes.ts';
import { cellsOfRecord } from './import-record.ts';
import type { ImportScope } from './import-row.ts';
import { isMerged, textsOfCell, unmerged } from './merged-cell.ts';
import { type CheckedRow, refusedRow, rowCheck } from './row-check.ts';
import { screener, type SecrecyRule } from './secrecy-screen.ts';
import { failureOf, headFinder, type HeadTrouble, type SavedMapping } from './sheet-head-finder.ts';
import { tableColumns, textsIn } from './table-columns.ts';

/** What stands in a row of the file before it is checked. */
export type RowGiven =
  | { readonly kind: 'cells'; readonly rowNo: number; readonly cells: readonly string[] }
  | { readonly kind: 'record'; readonly rowNo: number; readonly record: Readonly<Record<string, unknown>> }
  /** What stands in the file beside its table; never stored, but the upload is kept with it. */
  | { readonly kind: 'aside'; readonly place: string; readonly texts: readonly string[] }
  /** So many pictures lie in the file, which nobody reads. */
  | { readonly kind: 'pictures'; readonly count: number }
  /** A line that should be a record and is none. */
  | { readonly kind: 'broken'; readonly rowNo: number };

/** The columns of the file as they are, and how they came to be read. */
export interface FoundColumns {
  readonly heads: readonly string[];
  /** The first few values of each. */
  readonly samples: readonly (readonly string[])[];
  /** The heads of the saved mapping that was taken (`headsKey`): a unit may give two the same name. */
  readonly saved: string | null;
}

interface Given {
  readonly mapping?: ImportMapping | undefined;
  readonly known?: Iterable<KnownAchievement> | undefined;
  /** Mappings of the unit: one of them is taken where the heads are the same and nobody said otherwise. */
  readonly saved?: readonly SavedMapping[] | undefined;
  /** The administrator's screen. */
  readonly rules?: readonly SecrecyRule[] | undefined;
}

const broken = '这一行不是 JSON 对象。每行写一项成果：{"成果名称": "…"}。';
const mostLinesNamed = 20;

/**
 * The validate-only pass over the rows of one file: the import, its tool on the command line and its reading child all do
 * exactly this. Feed it the rows in order.
 */
export function rowChecker(scope: ImportScope, { mapping = {}, known = [], saved = [], rules = [] }: Given = {}) {
  const screened = screener(rules);
  const stops = (texts: readonly string[]) => screened({ texts, fields: [] }).refusedBy;
  const columns = tableColumns();
  const rows = rowCheck(scope, { known, screened });
  let pictures = 0;
  let count = 0;
  const lines: number[] = [];
  let allLines = 0;
  const heads = headFinder({ mapping, saved, columns, stops, hasPictures: () => pictures > 0 });
  const constants = constantsIn(mapping);

  function checkRecord(rowNo: number, record: Readonly<Record<string, unknown>>): CheckedRow {
    let unknown: readonly string[] = [];
    return rows.check({
      rowNo,
      texts: [...textsIn(record), ...constants],
      cells: () => {
        const found = cellsOfRecord(record, mapping);
        ({ unknown } = found);
        return found.cells;
      },
      isOpen: () => {
        for (const name of unknown) columns.notRead(name);
        // Names alone tell heads; values are kept of the first few rows.
        if (columns.wantsSamples()) columns.sample(columns.valuesOf(record));
      },
    });
  }

  function checkCells(rowNo: number, cells: readonly string[], head: SheetHead): CheckedRow | null {
    const texts = cells.some(isMerged) ? cells.flatMap(textsOfCell) : cells;
    if (isHeading(cells) && stops(texts) === null) {
      if ((allLines += 1) <= mostLinesNamed) lines.push(rowNo);
      return null;
    }
    count += 1;
    return rows.check({
      rowNo,
      texts: [...texts, ...head.constants.values()],
      cells: () => valuesUnder(head, cells),
      isOpen: () => {
        if (columns.wantsSamples()) columns.sample(cells.map(unmerged));
      },
    });
  }

  return {
    /** The row as it was checked; null for a head or what stands above it; or why the file cannot be checked. */
    take(given: RowGiven): CheckedRow | HeadTrouble | null {
      if (given.kind === 'aside') {
        const rule = stops(given.texts);
        return rule && failureOf('secret_aside', stoppedAt(rule.name, given.place));
      }
      if (given.kind === 'pictures') {
        pictures += given.count;
        return null;
      }
      const { rowNo } = given;
      if (given.kind === 'cells') {
        const head = heads.found();
        return head === null ? heads.take(given.cells, rowNo) : checkCells(rowNo, given.cells, head);
      }
      count += 1;
      if (given.kind === 'record') return checkRecord(rowNo, given.record);
      return refusedRow(rowNo, '', [{ column: '整行', code: 'shape', says: broken }], false);
    },
    /** Asked after the last row: why there was nothing to check, if so. */
    end(wantsHead: boolean): HeadTrouble | null {
      return heads.end(wantsHead) ?? (count === 0 ? failureOf('empty') : null);
    },
    columns: (): FoundColumns => ({ heads: columns.heads(), samples: columns.samples(), saved: heads.saved() }),
    /** Rules that stopped a row of the file, by their ids. */
    stops: rows.stops,
    notes: (): ImportNotes => {
      const gathered = rows.gathered();
      return {
        unknownColumns: columns.unknown(),
        warnings: rows.warned(),
        ...(gathered.length > 0 && { gathered }),
        ...(columns.isOfRecords() && { isRecords: true as const }),
        ...(pictures > 0 && { pictures }),
        ...(allLines > 0 && { lines: { count: allLines, rows: lines } }),
      };
    },
  };
}

function valuesUnder({ places, constants }: SheetHead, cells: readonly string[]): ReadonlyMap<ImportKey, string> {
  const values = new Map(constants);
  for (const [key, at] of places) {
    const cell = cells[at];
    if (cell) values.set(key, cell);
  }
  return values;
}

/** A line across the table between its rows, in one merged cell: 一、农业类. It holds no record. */
function isHeading(cells: readonly string[]): boolean {
  const at = cells.findIndex((cell) => cell.trim() !== '');
  const isAcross = at >= 0 && !isMerged(cells[at] ?? '') && isAcrossHere(cells[at + 1]) && isAcrossHere(cells[at + 2]);
  return isAcross && cells.every((cell, place) => place === at || cell.trim() === '' || isAcrossHere(cell));
}
const isAcrossHere = (cell: string | undefined): boolean =>
  cell !== undefined && isMerged(cell) && textsOfCell(cell).length === 0;

/** What the officer said once for every row. */
const constantsIn = (mapping: ImportMapping): string[] =>
  Object.values(mapping).flatMap((said) => (said.startsWith('=') ? [said.slice(1)] : []));
