import type { LoaderFunctionArgs } from '@remix-run/node';
import { evidenceReport } from '#app/services/contracts/evidence-queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const report = await page(() => evidenceReport(ctx, rowId(args.params)));
  return new Response(`${JSON.stringify(report, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${report.contractNo}-evidence.json"`,
      'x-content-type-options': 'nosniff',
    },
  });
}
