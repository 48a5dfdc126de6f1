import { ReadFailure } from './read-failure.ts';

export interface CsvRecord {
  readonly cells: string[];
  /** Which record of the text it is, blank lines counted: the row that a spreadsheet shows it in. */
  readonly rowNo: number;
}

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const longestRecord = 4 * 1_048_576;

/**
 * Cuts a CSV into its records as its text comes in pieces: quotes around cells, doubled within; records end with CR LF, LF or
 * CR, whichever comes, because files are put together of pieces. A quote that stays open takes in all the rest.
 *
 * @throws ReadFailure with the line of the text where it cannot be read on
 */
export function csvRecords(delimiter: string) {
  const separator = delimiter.charCodeAt(0);
  let text = '';
  let records = 0;
  /** Lines of text above what is left in `text`. */
  let lines = 0;
  const failed = (failure: 'quote_open' | 'csv') => new ReadFailure(failure, String(lines + 1));

  /** The record at a place and where the next one begins; null where it goes on in the next piece. */
  function recordAt(from: number, isLast: boolean): { cells: string[]; next: number; lines: number } | null {
    const cells: string[] = [];
    let breaks = 1;
    for (let at = from; ;) {
      let end: number;
      if (text.charCodeAt(at) === quote) {
        end = closingQuote(text, at + 1);
        if (end < 0 || (end === text.length - 1 && !isLast)) {
          if (isLast || text.length - from > longestRecord) throw failed('quote_open');
          return null;
        }
        const cell = text.slice(at + 1, end);
        cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
        if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
        end += 1;
      } else {
        end = at;
        for (let code = text.charCodeAt(end); end < text.length; code = text.charCodeAt((end += 1))) {
          if (code === separator || code === lineFeed || code === carriageReturn) break;
          if (code === quote) throw failed('csv');
        }
        cells.push(text.slice(at, end));
      }
      const code = end < text.length ? text.charCodeAt(end) : -1;
      if (code === separator) {
        at = end + 1;
        continue;
      }
      if (code === -1) {
        if (isLast) return { cells, next: end, lines: breaks };
        if (end - from > longestRecord) throw failed('csv');
        return null;
      }
      if (code === lineFeed) return { cells, next: end + 1, lines: breaks };
      if (code !== carriageReturn) throw failed('csv');
      // The line feed that belongs to it may stand in the next piece.
      if (end + 1 === text.length && !isLast) return null;
      return { cells, next: text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1, lines: breaks };
    }
  }

  return {
    /** The records that are whole with the next piece of the text; those that are blank are counted and left out. */
    *take(piece: string, isLast = false): Generator<CsvRecord> {
      text += piece;
      let at = 0;
      while (at < text.length) {
        const found = recordAt(at, isLast);
        if (found === null) break;
        at = found.next;
        lines += found.lines;
        records += 1;
        if (found.cells.some((cell) => cell.trim() !== '')) yield { cells: found.cells, rowNo: records };
      }
      text = text.slice(at);
    },
  };
}

/** The quote that closes a cell: the next one that is not doubled. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text.charCodeAt(at + 1) !== quote) return at;
  return -1;
}
