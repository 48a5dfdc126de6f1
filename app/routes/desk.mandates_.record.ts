import type { LoaderFunctionArgs } from '@remix-run/node';
import { workRecordPaper } from '#app/domain/work-record.ts';
import { getWorkRecord } from '#app/services/brokers/work-record.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';

/** 业绩证明 of the broker who asks. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => paperReply(args.request, async () => workRecordPaper(await getWorkRecord(ctx))));
}
