import { mergedCell } from '#app/domain/merged-cell.ts';
import type { Merge } from './read-merges.ts';
import { ReadFailure } from './read-failure.ts';
import type { TakeRow } from './read-sheet-part.ts';
import { sheetLimits } from './zip-limits.ts';

interface Open extends Merge {
  /** What is shown all over it. */
  shown: string;
}

/**
 * Hands rows on with every cell marked that a merge covers, save the one where it begins. Rows come in the order of the sheet; what
 * comes out of it is handed on as it is. A row with nothing of its own is none.
 */
export function markMerged(merges: readonly Merge[], take: TakeRow): TakeRow {
  if (merges.length === 0) return take;
  let next = 0;
  let open: Open[] = [];
  return (rowNo, cells) => {
    for (let merge = merges[next]; merge !== undefined && merge.fromRow <= rowNo; merge = merges[(next += 1)])
      open.push({ ...merge, shown: '' });
    open = open.filter(({ toRow }) => toRow >= rowNo);
    // Merges do not overlap: no more of them than columns are open at once.
    if (open.length > sheetLimits.columns) throw new ReadFailure('broken');
    if (open.length === 0) return take(rowNo, cells);
    const own = [...cells];
    for (const merge of open) {
      if (merge.fromRow === rowNo) merge.shown = own[merge.fromColumn] ?? '';
      const last = Math.min(merge.toColumn, sheetLimits.columns - 1);
      for (let column = merge.fromColumn; column <= last; column += 1) {
        if (merge.fromRow === rowNo && column === merge.fromColumn) continue;
        while (cells.length <= column) cells.push('');
        cells[column] = mergedCell(own[column] ?? '', column === merge.fromColumn ? merge.shown : null);
      }
    }
    return take(rowNo, cells);
  };
}
