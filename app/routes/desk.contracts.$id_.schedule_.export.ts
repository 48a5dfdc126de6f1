import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { scheduleTable } from '#app/domain/money-tables.ts';
import { contractPage } from '#app/services/contracts/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { tableReply } from '#app/web/table-reply.server.ts';

/** What can still fall due under a contract, as its page lists it to the parties. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, schedule, side } = await contractPage(ctx, rowId(args.params));
    if (side === null) throw new AppError('forbidden');
    return tableReply(args.request, { name: `schedule-${contract.no}`, sheet: '付款计划', ...scheduleTable(schedule) });
  });
}
