import { type AchievementData, nameKey } from './achievement-data.ts';
import { gatherer, type Gathering } from './aggregation.ts';
import { duplicateFinder, type KnownAchievement } from './find-duplicates.ts';
import type { CellError, CellFault } from './import-cells.ts';
import { type ImportKey, importColumns } from './import-columns.ts';
import type { ImportTeam } from './import-notes.ts';
import { type ImportScope, type ReadRow, rowReader } from './import-row.ts';
import type { DuplicateKind } from './import.ts';
import { type screener, sensitivity } from './secrecy-screen.ts';

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

/** A row of the table on its way through the check. */
interface RowToCheck {
  readonly rowNo: number;
  /** All that stands in the row, read or not: the file is kept with it. */
  readonly texts: readonly string[];
  /** Asked once the screen has let the row pass. */
  readonly cells: () => ReadonlyMap<ImportKey, string>;
  /** Said once its 密级 was read as 公开: only then may anything of it be kept. */
  readonly isOpen: () => void;
}

interface Given {
  readonly known: Iterable<KnownAchievement>;
  readonly screened: ReturnType<typeof screener>;
}

/** Checks rows of one file after another: the screen, the secrecy gate, every cell, what repeats something. */
export function rowCheck(scope: ImportScope, { known, screened }: Given) {
  const read = rowReader(scope);
  const stops = new Set<string>();
  const warned: Partial<Record<CellFault, number>> = {};
  const together = gatherer();
  const duplicates = duplicateFinder();
  for (const each of known) duplicates.know(each);

  return {
    check({ rowNo, texts, cells: cellsOf, isOpen }: RowToCheck): CheckedRow {
      const { refusedBy, flags: marks } = screened({ texts, fields: [] });
      if (refusedBy !== null) {
        stops.add(refusedBy.id);
        return refusedRow(rowNo, '', [stoppedBy(refusedBy.name)], true);
      }
      const cells = cellsOf();
      const reading = read(cells);
      if (reading.kind === 'secret') return refusedRow(rowNo, '', reading.errors, true);
      isOpen();
      if (reading.kind === 'invalid') return refusedRow(rowNo, reading.name, reading.errors, false);
      for (const code of new Set(reading.warnings.map((each) => each.code))) warned[code] = (warned[code] ?? 0) + 1;
      const { row, warnings } = reading;
      const key = nameKey(row.achievement.name);
      together.take(row.achievement);
      const repeats = duplicates.of(rowNo, row, key);
      const team = teamOf(row, marks);
      return {
        rowNo,
        state: repeats === null ? 'valid' : 'duplicate',
        isSecret: false,
        name: row.achievement.name,
        nameKey: key,
        regNo: row.achievement.regNo,
        data: row.achievement,
        team: repeats === null ? team : { ...team, given: givenIn(cells) },
        errors: repeats === null ? [] : [repeats.error],
        warnings,
        duplicate: repeats?.kind ?? null,
        achievementId: repeats?.achievementId ?? null,
      };
    },
    /** Rules that stopped a row of the file, by their ids. */
    stops: (): string[] => [...stops],
    /** Rows that say more together than each by itself. */
    gathered: (): Gathering[] => together.found(),
    /** How many rows were let in with a warning, by its code. */
    warned: (): Partial<Record<CellFault, number>> => warned,
  };
}

function teamOf({ achievement, people, priceFloorFen }: ReadRow, marks: readonly string[]): ImportTeam {
  const flags = [...sensitivity(achievement.fields), ...marks];
  return {
    people,
    priceFloorFen: priceFloorFen === null ? null : String(priceFloorFen),
    ...(flags.length > 0 && { flags }),
  };
}

const stoppedBy = (rule: string): CellError => ({
  column: '整行',
  code: 'not_open',
  says: `平台的涉密筛查（规则：${rule}）拦下了这一行，没有保存任何内容。涉密或密级不明的成果请走线下渠道。`,
});

/** Columns whose cells are filled. */
const givenIn = (cells: ReadonlyMap<ImportKey, string>): ImportKey[] =>
  importColumns.map(({ key }) => key).filter((key) => (cells.get(key) ?? '').trim() !== '');

/** A row of which nothing is stored but what is wrong with it. */
export const refusedRow = (
  rowNo: number,
  name: string,
  errors: readonly CellError[],
  isSecret: boolean,
): CheckedRow => ({
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
