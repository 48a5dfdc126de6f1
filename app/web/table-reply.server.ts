import { createReadableStreamFromReadable } from '@remix-run/node';
import { writeWorkbook } from '#app/services/sheets/write-workbook.server.ts';
import { csvAmount, csvResponse } from './csv.server.ts';

/** A cell of a download: words, or an amount in fen, which stays a number in both kinds of file. */
export type TableCell = string | bigint;

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Most rows that a list gives to one file: more is asked for by nobody and would take the server's memory. */
export const mostExported = 50_000;

/** True where a list that was asked for so many may have more. */
export const isCutShort = (...lists: readonly (readonly unknown[])[]): boolean =>
  lists.some(({ length }) => length >= mostExported);

/** The last line of a file that was cut short: who adds it up must know. */
const cutLine = `每类最多导出 ${mostExported} 条，已达上限，可能还有没有列出的。`;

/** A table as the address asks for it: `?as=xlsx` a workbook, else CSV. `name` without its ending. */
export async function tableReply(
  request: Request,
  { name, sheet, head, isCut = false, ...table }: TableFile,
): Promise<Response> {
  const rows = isCut ? [...table.rows, [cutLine]] : table.rows;
  if (new URL(request.url).searchParams.get('as') !== 'xlsx') {
    const texts = rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? csvAmount(cell) : cell)));
    return csvResponse(`${name}.csv`, [head, ...texts]);
  }
  // A double holds every amount below 90 万亿元 to the fen.
  const cells = rows.map((row) => ({
    cells: row.map((cell) => (typeof cell === 'bigint' ? Number(cell) / 100 : cell)),
  }));
  const { stream, bytes } = await writeWorkbook(head, cells, sheet);
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'content-type': sheetType,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'cache-control': 'private, no-store',
    },
  });
}

interface TableFile {
  readonly name: string;
  /** Name of the workbook's sheet. */
  readonly sheet: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** A list behind it may have more rows: the file says so at its end. */
  readonly isCut?: boolean;
}
