import { csvCell } from '#app/domain/csv-cell.ts';

/** Fen as a plain decimal, which spreadsheets read as a number: -123456 → '-1234.56'. */
export function csvAmount(fen: bigint): string {
  const abs = fen < 0n ? -fen : fen;
  return `${fen < 0n ? '-' : ''}${abs / 100n}.${String(abs % 100n).padStart(2, '0')}`;
}

/** A CSV download; the byte order mark lets Excel read it as UTF-8. */
export function csvResponse(name: string, rows: readonly (readonly string[])[]): Response {
  const body = `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
