import { type AchievementData, nameKey } from './achievement-data.ts';
import { cutText } from './cut-text.ts';
import { duplicateFinder, type KnownAchievement } from './find-duplicates.ts';
import type { CellError, CellFault } from './import-cells.ts';
import {
  headsKey,
  type ImportKey,
  importColumns,
  type ImportMapping,
  readHead,
  type SheetHead,
} from './import-columns.ts';
import { type ImportFailure, stoppedAt } from './import-failure.ts';
import type { ImportNotes, ImportTeam } from './import-notes.ts';
import { cellsOfRecord } from './import-record.ts';
import { columnSamples } from './import-samples.ts';
import { type ImportScope, rowReader } from './import-row.ts';
import type { DuplicateKind } from './import.ts';
import { isMerged, textsOfCell, unmerged } from './merged-cell.ts';
import { screener, type SecrecyRule, sensitivity } from './secrecy-screen.ts';

/** What the check says of one row, ready to be written down. */
export interface CheckedRow {
  readonly rowNo: number;
  readonly state: 'valid' | 'invalid' | 'duplicate';
  readonly isSecret: boolean;
  readonly name: string;
  readonly nameKey: string;
  readonly regNo: string | null;
  readonly data: AchievementData | null;
  readonly team: ImportTeam | null;
  readonly errors: readonly CellError[];
  /** What the row was let in with. */
  readonly warnings: readonly CellError[];
  readonly duplicate: DuplicateKind | null;
  readonly achievementId: string | null;
}

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

/** The columns of the file as they are, and how they came to be read. */
export interface FoundColumns {
  readonly heads: readonly string[];
  /** The first few values of each. */
  readonly samples: readonly (readonly string[])[];
  /** The heads of the saved mapping that was taken (`headsKey`): a unit may give two the same name. */
  readonly saved: string | null;
}

/** The head stands in one of the first rows: people like to put a title above it. */
const headWithin = 10;
const mostUnknown = 20;
const samplesAsked = 3;
const mostNames = 200;

/** A row looks like a head of another system when it has so many texts, none of them long. */
const looksLikeHead = (cells: readonly string[]): boolean => {
  const texts = cells.filter((cell) => cell.trim() !== '');
  return texts.length >= 3 && texts.every((cell) => cell.trim().length <= 40 && !/^[\d.,%-]+$/.test(cell.trim()));
};

interface Given {
  readonly mapping?: ImportMapping | undefined;
  readonly known?: Iterable<KnownAchievement> | undefined;
  /** Mappings of the unit: one of them is taken where the heads are the same and nobody said otherwise. */
  readonly saved?: readonly SavedMapping[] | undefined;
  /** The administrator's screen. */
  readonly rules?: readonly SecrecyRule[] | undefined;
}

const stoppedBy = (rule: string): CellError => ({
  column: '整行',
  code: 'not_open',
  says: `平台的涉密筛查（规则：${rule}）拦下了这一行，没有保存任何内容。涉密或密级不明的成果请走线下渠道。`,
});

/** Every text in what somebody wrote as JSON, the names he gave included. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => [name, ...textsIn(each)]);
};

/**
 * The validate-only pass over the rows of one file: the import, its tool on the command line and its reading child all do
 * exactly this. Feed it the rows in order.
 */
export function rowChecker(scope: ImportScope, { mapping = {}, known = [], saved = [], rules = [] }: Given = {}) {
  const screened = screener(rules);
  const read = rowReader(scope);
  const stops = new Set<string>();
  const duplicates = duplicateFinder();
  for (const each of known) duplicates.know(each);
  const unknown = new Set<string>();
  const warned: Partial<Record<CellFault, number>> = {};
  let head: SheetHead | null = null;
  let candidate: readonly string[] | null = null;
  let rows = 0;
  let pictures = 0;
  let taken: SavedMapping | null = null;
  /** Heads of the table, once they are found, whether or not they can be read. */
  let heads: readonly string[] = [];
  let names: Map<string, number> | null = null;
  let asksAfter: number | null = null;
  let samples = columnSamples();

  const trouble = (failure: ImportFailure, detail: string | null = null): HeadTrouble => ({
    kind: 'failure',
    failure,
    detail,
  });

  function takeHead(given: readonly string[], rowNo: number): HeadTrouble | null {
    // A mark above the table is meant for all of it.
    const { refusedBy } = screened({ texts: given.flatMap(textsOfCell), fields: [] });
    if (refusedBy !== null) return trouble('secret', refusedBy.name);
    const cells = given.map((cell) => (isMerged(cell) ? '' : cell));
    const isSaid = Object.keys(mapping).length > 0;
    const known = isSaid ? undefined : saved.find((each) => each.headsKey === headsKey(cells));
    const found = readHead(cells, known?.mapping ?? mapping);
    if (found === null) {
      if (candidate !== null) samples.take(cells);
      else if (looksLikeHead(cells)) candidate = cells.map((cell) => cell.trim());
      return rowNo < headWithin ? null : noHead();
    }
    heads = cells.map((cell) => cell.trim());
    samples = columnSamples();
    if (found.repeated.length > 0) return trouble('head_repeated', found.repeated.join('、'));
    if (found.missing.length > 0) {
      if (found.unknown.length === 0) return trouble('head_missing', found.missing.join('、'));
      // A few rows more, so that he who is asked sees what stands there.
      asksAfter = samplesAsked;
      return pictures > 0 ? trouble('embedded') : null;
    }
    head = found;
    taken = known ?? null;
    for (const each of found.unknown) noteUnknown(each);
    return null;
  }
  const noHead = (): HeadTrouble => {
    if (candidate === null) return trouble('head');
    heads = candidate;
    // A file with pictures is not kept, so nobody can be asked about it first.
    return pictures > 0 ? trouble('embedded') : { kind: 'ask' };
  };
  const takeSamples = (cells: readonly string[]): void => {
    if (samples.wants() && screened({ texts: cells, fields: [] }).refusedBy === null) samples.take(cells);
  };
  const noteUnknown = (name: string) => {
    if (unknown.size < mostUnknown) unknown.add(cutText(name, 60));
  };

  /** The values of a record in the order in which names were first seen. */
  function columnsOf(record: Readonly<Record<string, unknown>>): string[] {
    names ??= new Map();
    for (const name of Object.keys(record)) if (!names.has(name) && names.size < mostNames) names.set(name, names.size);
    heads = [...names.keys()];
    return heads.map((name) => textsIn(record[name]).join('；'));
  }

  /** `texts` is all that stands in the row, read or not: the file is kept with it. */
  function check(
    rowNo: number,
    texts: readonly string[],
    cellsOf: () => ReadonlyMap<ImportKey, string>,
    columns: () => readonly string[],
  ): CheckedRow {
    rows += 1;
    const { refusedBy, flags: marks } = screened({ texts, fields: [] });
    if (refusedBy !== null) {
      stops.add(refusedBy.id);
      return refused(rowNo, '', [stoppedBy(refusedBy.name)], true);
    }
    const cells = cellsOf();
    const reading = read(cells);
    if (reading.kind !== 'secret' && samples.wants()) samples.take(columns());
    if (reading.kind !== 'ok') {
      const name = reading.kind === 'invalid' ? reading.name : '';
      return refused(rowNo, name, reading.errors, reading.kind === 'secret');
    }
    const { row, warnings } = reading;
    for (const { code } of warnings) warned[code] = (warned[code] ?? 0) + 1;
    const { achievement, people, priceFloorFen } = row;
    const key = nameKey(achievement.name);
    const repeats = duplicates.of(rowNo, row, key);
    const flags = [...sensitivity(achievement.fields), ...marks];
    const team = {
      people,
      priceFloorFen: priceFloorFen === null ? null : String(priceFloorFen),
      ...(flags.length > 0 && { flags }),
    };
    return {
      rowNo,
      state: repeats === null ? 'valid' : 'duplicate',
      isSecret: false,
      name: achievement.name,
      nameKey: key,
      regNo: achievement.regNo,
      data: achievement,
      team: repeats === null ? team : { ...team, given: givenIn(cells) },
      errors: repeats === null ? [] : [repeats.error],
      warnings,
      duplicate: repeats?.kind ?? null,
      achievementId: repeats?.achievementId ?? null,
    };
  }

  return {
    /** The row as it was checked; null for a head or what stands above it; or why the file cannot be checked. */
    take(given: RowGiven): CheckedRow | HeadTrouble | null {
      if (given.kind === 'aside') {
        const { refusedBy } = screened({ texts: given.texts, fields: [] });
        return refusedBy && trouble('secret_aside', stoppedAt(refusedBy.name, given.place));
      }
      if (given.kind === 'pictures') {
        pictures += given.count;
        return null;
      }
      if (given.kind === 'broken') {
        rows += 1;
        const says = '这一行不是 JSON 对象。每行写一项成果：{"成果名称": "…"}。';
        return refused(given.rowNo, '', [{ column: '整行', code: 'shape', says }], false);
      }
      if (given.kind === 'record') {
        return check(
          given.rowNo,
          [...textsIn(given.record), ...constantsIn(mapping)],
          () => {
            const { cells, unknown: others } = cellsOfRecord(given.record, mapping);
            for (const name of others) noteUnknown(name);
            return cells;
          },
          () => columnsOf(given.record),
        );
      }
      const { rowNo, cells } = given;
      if (asksAfter !== null) {
        takeSamples(cells.map(unmerged));
        return (asksAfter -= 1) > 0 ? null : { kind: 'ask' };
      }
      if (head === null) return takeHead(cells, rowNo);
      const { places, constants } = head;
      const texts = cells.some(isMerged) ? cells.flatMap(textsOfCell) : cells;
      if (isHeading(cells) && screened({ texts, fields: [] }).refusedBy === null) return null;
      return check(
        rowNo,
        [...texts, ...constants.values()],
        () => {
          const values = new Map(constants);
          for (const [key, at] of places) {
            const cell = cells[at];
            if (cell) values.set(key, cell);
          }
          return values;
        },
        () => cells.map(unmerged),
      );
    },
    /** Asked after the last row: why there was nothing to check, if so. */
    end(wantsHead: boolean): HeadTrouble | null {
      if (asksAfter !== null) return { kind: 'ask' };
      if (wantsHead && head === null) return noHead();
      return rows === 0 ? trouble('empty') : null;
    },
    columns: (): FoundColumns => ({ heads, samples: samples.of(heads), saved: taken?.headsKey ?? null }),
    /** Rules that stopped a row of the file, by their ids. */
    stops: (): string[] => [...stops],
    notes: (): ImportNotes => ({
      unknownColumns: [...unknown],
      warnings: warned,
      ...(names && { isRecords: true as const }),
      ...(pictures > 0 && { pictures }),
    }),
  };
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

/** Columns whose cells are filled. */
const givenIn = (cells: ReadonlyMap<ImportKey, string>): ImportKey[] =>
  importColumns.map(({ key }) => key).filter((key) => (cells.get(key) ?? '').trim() !== '');

const refused = (rowNo: number, name: string, errors: readonly CellError[], isSecret: boolean): CheckedRow => ({
  rowNo,
  state: 'invalid',
  isSecret,
  name,
  nameKey: '',
  regNo: null,
  data: null,
  team: null,
  errors,
  warnings: [],
  duplicate: null,
  achievementId: null,
});
