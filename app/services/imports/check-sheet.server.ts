import type { FoundColumns } from '#app/domain/check-rows.ts';
import type { KnownAchievement } from '#app/domain/find-duplicates.ts';
import type { CellError } from '#app/domain/import-cells.ts';
import type { ImportMapping } from '#app/domain/import-columns.ts';
import type { ImportNotes } from '#app/domain/import-notes.ts';
import type { ImportScope } from '#app/domain/import-row.ts';
import type { DuplicateKind } from '#app/domain/import.ts';
import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';
import type { SavedMapping } from '#app/domain/sheet-head-finder.ts';
import type { SheetKind } from '../sheets/read-given.ts';
import { childLines, parsed } from '../sheets/read-sheet.server.ts';

/** What the child checks against: words, the unit, its library. Nothing that opens a door. */
export interface CheckOrder {
  readonly scope: ImportScope;
  readonly mapping?: ImportMapping | undefined;
  readonly saved?: readonly SavedMapping[] | undefined;
  readonly known?: readonly KnownAchievement[] | undefined;
  readonly rules?: readonly SecrecyRule[] | undefined;
}

export interface ReportedRow {
  readonly rowNo: number;
  readonly state: 'valid' | 'invalid' | 'duplicate';
  readonly isSecret: boolean;
  readonly name: string;
  readonly errors: readonly CellError[];
  readonly warnings: readonly CellError[];
  readonly duplicate: DuplicateKind | null;
}

export type CheckEvent =
  | { readonly kind: 'row'; readonly row: ReportedRow }
  /** Lines for COPY, each without its mark. */
  | { readonly kind: 'lines'; readonly lines: readonly Buffer[] }
  /** So much of the file is read, from 0 to 1. */
  | { readonly kind: 'share'; readonly share: number }
  /** Said once, before the end. */
  | { readonly kind: 'columns'; readonly columns: FoundColumns }
  | { readonly kind: 'ask' }
  | { readonly kind: 'end'; readonly notes: ImportNotes; readonly stops: readonly string[] };

const rowMark = 'R'.charCodeAt(0);

/**
 * The validate-only pass over a file, in the reading child: every row with all that is wrong with it (`report`), or as it will
 * be stored (`store`).
 *
 * @throws ReadFailure with why the sheet cannot be read
 */
export async function* checkSheet(
  path: string,
  kind: SheetKind,
  mode: 'report' | 'store',
  order: CheckOrder,
): AsyncGenerator<CheckEvent> {
  for await (const lines of childLines('app/services/imports/check-sheet.child.ts', [path, kind, mode], order)) {
    const stored: Buffer[] = [];
    for (const line of lines) {
      if (line[0] === rowMark) stored.push(line.subarray(1));
      else {
        const event = eventOf(line);
        if (stored.length > 0 && event !== null) yield { kind: 'lines', lines: stored.splice(0) };
        if (event !== null) yield event;
      }
    }
    if (stored.length > 0) yield { kind: 'lines', lines: stored };
  }
}

function eventOf(line: Buffer): CheckEvent | null {
  const said = parsed(line) as {
    row?: ReportedRow;
    share?: number;
    columns?: FoundColumns;
    ask?: true;
    end?: number;
    notes?: ImportNotes;
    stops?: string[];
  } | null;
  if (said?.row) return { kind: 'row', row: said.row };
  if (said?.share !== undefined) return { kind: 'share', share: said.share };
  if (said?.columns) return { kind: 'columns', columns: said.columns };
  if (said?.ask) return { kind: 'ask' };
  if (said?.end !== undefined) return { kind: 'end', notes: said.notes ?? {}, stops: said.stops ?? [] };
  return null;
}
