import { headsKey, type ImportMapping, readHead, type SheetHead } from './import-columns.ts';
import type { ImportFailure } from './import-failure.ts';
import { isMerged, textsOfCell, unmerged } from './merged-cell.ts';
import type { Screening } from './secrecy-screen.ts';
import { isRestrictedRow } from './secrecy-words.ts';
import type { TableColumns } from './table-columns.ts';

/** What the check comes to where the file cannot be checked as it is. */
export type HeadTrouble =
  | { readonly kind: 'failure'; readonly failure: ImportFailure; readonly detail: string | null }
  /** Somebody must say which column is what. */
  | { readonly kind: 'ask' };

/** What a unit said once of a table with these heads. */
export interface SavedMapping {
  readonly name: string;
  readonly headsKey: string;
  readonly mapping: ImportMapping;
}

/** The head stands in one of the first rows: people like to put a title above it. */
const headWithin = 10;
const samplesAsked = 3;

/** A row looks like a head of another system when it has so many texts, none of them long. */
const looksLikeHead = (cells: readonly string[]): boolean => {
  const texts = cells.filter((cell) => cell.trim() !== '');
  return texts.length >= 3 && texts.every((cell) => cell.trim().length <= 40 && !/^[\d.,%-]+$/.test(cell.trim()));
};

export const failureOf = (failure: ImportFailure, detail: string | null = null): HeadTrouble => ({
  kind: 'failure',
  failure,
  detail,
});

interface Given {
  readonly mapping: ImportMapping;
  readonly saved: readonly SavedMapping[];
  readonly columns: TableColumns;
  readonly stops: (texts: readonly string[]) => Screening['refusedBy'];
  /** Pictures lie in the file, so that it is not kept and nobody can be asked about it first. */
  readonly hasPictures: () => boolean;
}

/** Finds the head of a table among its first rows, by our names, by what was said of the columns, or by what the unit saved. */
export function headFinder({ mapping, saved, columns, stops, hasPictures }: Given) {
  let head: SheetHead | null = null;
  let candidate: readonly string[] | null = null;
  let taken: SavedMapping | null = null;
  /** A few rows more, so that he who is asked sees what stands there; null where nobody is. */
  let asksAfter: number | null = null;

  const askOrRefuse = (): HeadTrouble => (hasPictures() ? failureOf('embedded') : { kind: 'ask' });
  function noHead(): HeadTrouble {
    if (candidate === null) return failureOf('head');
    columns.headedBy(candidate);
    return askOrRefuse();
  }
  /** While nobody knows which column is 密级, a row that names a level keeps all its values to itself. */
  function sample(cells: readonly string[]): void {
    const texts = cells.flatMap(textsOfCell);
    if (columns.wantsSamples() && !isRestrictedRow(texts) && stops(texts) === null) columns.sample(cells.map(unmerged));
  }
  function look(given: readonly string[], rowNo: number): HeadTrouble | null {
    // A mark above the table is meant for all of it.
    const rule = stops(given.flatMap(textsOfCell));
    if (rule !== null) return failureOf('secret', rule.name);
    const cells = given.map((cell) => (isMerged(cell) ? '' : cell));
    const isSaid = Object.keys(mapping).length > 0;
    const known = isSaid ? undefined : saved.find((each) => each.headsKey === headsKey(cells));
    const found = readHead(cells, known?.mapping ?? mapping);
    if (found === null) {
      if (candidate !== null) sample(given);
      else if (looksLikeHead(cells)) candidate = cells;
      return rowNo < headWithin ? null : noHead();
    }
    columns.headed(cells);
    if (found.repeated.length > 0) return failureOf('head_repeated', found.repeated.join('、'));
    if (found.missing.length > 0) {
      if (found.unknown.length === 0) return failureOf('head_missing', found.missing.join('、'));
      asksAfter = samplesAsked;
      return hasPictures() ? failureOf('embedded') : null;
    }
    head = found;
    taken = known ?? null;
    for (const each of found.unknown) columns.notRead(each);
    return null;
  }

  return {
    found: (): SheetHead | null => head,
    /** The saved mapping that was taken, by its heads: a unit may give two the same name. */
    saved: (): string | null => taken?.headsKey ?? null,
    /** A row while there is no head, or while somebody is to be asked about it. */
    take(cells: readonly string[], rowNo: number): HeadTrouble | null {
      if (asksAfter === null) return look(cells, rowNo);
      sample(cells);
      return (asksAfter -= 1) > 0 ? null : { kind: 'ask' };
    },
    /** After the last row: why there is no table, if so. */
    end(wantsHead: boolean): HeadTrouble | null {
      if (asksAfter !== null) return { kind: 'ask' };
      return wantsHead && head === null ? noHead() : null;
    },
  };
}
