import { cutText } from './cut-text.ts';

const samplesAColumn = 3;
const rowsLookedAt = 50;
const longest = 40;

/** The first few values of each column, for people who have to say what the column is: at most three of the first fifty rows. */
export function columnSamples() {
  const found: string[][] = [];
  let rows = 0;
  return {
    take(cells: readonly string[]): void {
      if ((rows += 1) > rowsLookedAt) return;
      cells.forEach((cell, at) => {
        const values = (found[at] ??= []);
        const value = cutText(cell.replace(/\s+/g, ' ').trim(), longest);
        if (values.length < samplesAColumn && value !== '' && !values.includes(value)) values.push(value);
      });
    },
    wants: (): boolean => rows < rowsLookedAt,
    /** As many columns as there are heads. */
    of: (heads: readonly string[]): string[][] => heads.map((_, at) => found[at] ?? []),
  };
}
