import type { LoaderFunctionArgs } from '@remix-run/node';
import { reportTable } from '#app/domain/money-tables.ts';
import { statementPage } from '#app/services/royalties/statement-page.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** One report line by line, as its page lists it to the people of money of both parties. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, statement, royalty } = await statementPage(ctx, rowId(args.params));
    const name = `statement-${contract.no}-${statement.period}-${statement.n}`;
    return tableReply(args.request, { name, sheet: '申报内容', ...reportTable(statement, royalty) });
  });
}
