/**
 * A cell that is covered by a merge, as the sheet reader hands it over: this mark, what the cell itself holds underneath, if
 * anything, and what is shown there, where the merge begins in the same column. Of a merge that begins elsewhere only the mark.
 */
const mark = '\uFFFB';

/** Longer texts are no word of a list; a piece of one would pass for another. */
const longest = 20;

/** The mark of a covered cell. `shown` is null where the merge begins in another column. */
export const mergedCell = (own: string, shown: string | null): string =>
  [own, shown === null || shown.length > longest ? '' : shown].reduce(
    (cell, text) => (text === '' ? cell : cell + mark + text),
    '',
  ) || mark;

export const isMerged = (cell: string): boolean => cell.startsWith(mark);

/** All that stands in a cell: of a covered one what it holds underneath and what is shown. */
export const textsOfCell = (cell: string): string[] =>
  isMerged(cell) ? cell.split(mark).filter((text) => text !== '') : [cell];

/** A covered cell as a person would fill it after the merge is undone. */
export const unmerged = (cell: string): string => (isMerged(cell) ? (textsOfCell(cell)[0] ?? '') : cell);
