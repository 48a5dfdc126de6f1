import type { LoaderFunctionArgs } from '@remix-run/node';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { eventCards, eventPapers, namedPaper, paperEvent } from '#app/services/papers/event-paper.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { paperReply } from '#app/web/paper-reply.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** 签到表, 胸卡, 席卡, 成果汇编, schedules, 签约项目清单 and the one-page report, for the organizer. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const event = await paperEvent(ctx, rowId(args.params));
    const name = args.params.paper ?? '';
    if (!Object.hasOwn(eventCards, name)) {
      return paperReply(args.request, () => namedPaper(eventPapers, name)(ctx, event));
    }
    const bytes = await namedPaper(eventCards, name)(ctx, event);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-length': String(bytes.length),
        'content-disposition': attachmentHeader(`${event.no} ${name === 'badges' ? '胸卡' : '席卡'}.pdf`),
        'cache-control': 'private, no-store',
      },
    });
  });
}
