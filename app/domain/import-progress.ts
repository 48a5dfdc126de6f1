/** How fast an import goes and how long it will take, in whole seconds; null while nothing can be said. */
export interface ImportProgress {
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** 500 of 1,500 rows in 2 s → 250 rows a second, 4 s left. */
export function importProgress(
  row: {
    readonly startedAt: Date | null;
    readonly finishedAt: Date | null;
    readonly validRows: number;
    readonly doneRows: number;
  },
  now: Date,
): ImportProgress {
  const seconds = row.startedAt === null ? 0 : ((row.finishedAt ?? now).getTime() - row.startedAt.getTime()) / 1000;
  if (seconds <= 0 || row.doneRows === 0) return { rowsPerSecond: null, secondsLeft: null };
  const rate = row.doneRows / seconds;
  return {
    rowsPerSecond: Math.max(1, Math.round(rate)),
    secondsLeft: Math.ceil((row.validRows - row.doneRows) / rate),
  };
}

const longMs = 120_000;

/** True two minutes after a job began: small files are done by then, and of a large one a person sees whether it moves. */
export const mayHaveStopped = (since: Date | null, now: Date): boolean =>
  since !== null && now.getTime() - since.getTime() > longMs;
