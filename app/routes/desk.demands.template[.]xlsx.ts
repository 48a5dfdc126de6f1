import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { demandColumns } from '#app/domain/demand-sheet.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { writeWorkbook } from '#app/services/sheets/write-workbook.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** The sheet to fill in: heads, one line of an example that is to be overwritten. */
export async function loader(args: LoaderFunctionArgs) {
  await actorContextFor(args);
  return page(async () => {
    const head = demandColumns.map(({ header, required }) => `${header}${required ? '*' : ''}`);
    const example = { cells: demandColumns.map(({ example: cell }) => cell) };
    const { stream, bytes } = await writeWorkbook(head, [example], '需求');
    return new Response(createReadableStreamFromReadable(stream), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': String(bytes),
        'content-disposition': attachmentHeader('需求征集表.xlsx', 'demand-template.xlsx'),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });
}
