import type { Gathering } from './aggregation.ts';
import type { CellFault } from './import-cells.ts';
import type { ImportKey } from './import-columns.ts';
import type { PersonInput } from './people-input.ts';

/** What the officer should know of a file beside its rows. */
export interface ImportNotes {
  /** Heads of columns that are not read, as they stand in the file, at most twenty. */
  readonly unknownColumns?: readonly string[];
  /** The file is one of records, without heads of its own. */
  readonly isRecords?: true;
  /** Pictures in the workbook: nobody has read them, so the file was not kept. */
  readonly pictures?: number;
  /** Rows that say more together than each by itself: whoever reviews the file looks at them as a whole. */
  readonly gathered?: readonly Gathering[];
  /** Lines across the table in one merged cell, taken for headings between its rows: how many, and the first of them by number. */
  readonly lines?: { readonly count: number; readonly rows: readonly number[] };
  /** How many rows were let in with a warning, by its code. */
  readonly warnings?: Partial<Record<CellFault, number>>;
}

/** What a row brings beside the version it makes. */
export interface ImportTeam {
  readonly people: readonly PersonInput[];
  readonly priceFloorFen: string | null;
  /** Columns whose cells are filled: only these are written over an earlier version. Kept for rows that repeat one. */
  readonly given?: readonly ImportKey[];
  /** Why a secrecy reviewer must look at it by hand before it is public. */
  readonly flags?: readonly string[];
}
