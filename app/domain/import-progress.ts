import type { ImportState } from './import.ts';
import { wholePpm } from './money.ts';

/** How fast a job goes and how long it will take, in whole seconds; null while nothing can be said. */
export interface ImportProgress {
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** A job over rows: since when it runs, what it has done of them, and how much of all its work that is, from 0 to 1. */
export interface RowsUnderWay {
  readonly since: Date | null;
  readonly until?: Date | null;
  readonly done: number;
  readonly share: number;
}

/** 500 of 1,500 rows in 2 s → 250 rows a second, 4 s left. */
export function importProgress({ since, until, done, share }: RowsUnderWay, now: Date): ImportProgress {
  const seconds = since === null ? 0 : ((until ?? now).getTime() - since.getTime()) / 1000;
  if (seconds <= 0 || done === 0 || share <= 0) return { rowsPerSecond: null, secondsLeft: null };
  return {
    rowsPerSecond: Math.max(1, Math.round(done / seconds)),
    // To the thousandth first: 4.0000001 are four.
    secondsLeft: Math.ceil(Math.round(((seconds * (1 - share)) / share) * 1000) / 1000),
  };
}

/** How much of a number of rows is done, from 0 to 1. */
export const shareOf = (done: number, all: number): number => (all === 0 ? 0 : Math.min(1, done / all));

/** What of an import tells how far its job is. */
export interface Phases {
  readonly state: ImportState;
  readonly phaseAt: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly createdAt: Date;
  readonly checkedRows: number;
  readonly checkedPpm: number;
  readonly validRows: number;
  readonly doneRows: number;
  readonly importedRows: number;
  readonly updatedRows: number;
  readonly undoneRows: number;
  readonly keptRows: number;
}

/** What the job of an import's present state has done. Of a file that is checked only its size is known, not its rows. */
export function importUnderWay(row: Phases): RowsUnderWay {
  const since = row.phaseAt ?? row.startedAt ?? row.createdAt;
  switch (row.state) {
    case 'checking':
      return { since, done: row.checkedRows, share: row.checkedPpm / wholePpm };
    case 'undoing': {
      const done = row.undoneRows + row.keptRows;
      return { since, done, share: shareOf(done, row.importedRows + row.updatedRows) };
    }
    default:
      return { since, until: row.finishedAt, done: row.doneRows, share: shareOf(row.doneRows, row.validRows) };
  }
}

const longMs = 120_000;

/** True two minutes after a job began: small files are done by then, and of a large one a person sees whether it moves. */
export const mayHaveStopped = (since: Date | null, now: Date): boolean =>
  since !== null && now.getTime() - since.getTime() > longMs;
