const number = /^-?\d+(\.\d+)?$/;
const guarded = /^'*[=+\-@\t\r\n＝＋－＠]/;
const guard = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;

/**
 * A text as a cell of a CSV: what a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection; full-width
 * signs count in East Asian settings), and so does what has apostrophes before such a sign already, so that `cellOfCsv` gives
 * back what was written. Plain decimals stay numbers. '=1+1' → "'=1+1"; "'=甲" → "''=甲"; '-5.20' → '-5.20'
 */
export function csvCell(text: string): string {
  const safe = guarded.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell that was read from a CSV, without the apostrophe that `csvCell` put before it. "'=1+1" → '=1+1' */
export const cellOfCsv = (cell: string): string => (cell.startsWith("'") ? cell.replace(guard, '') : cell);
