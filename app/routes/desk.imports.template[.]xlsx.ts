import type { LoaderFunctionArgs } from '@remix-run/node';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { makeTemplate } from '#app/services/imports/make-template.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

/** The import template with the code lists of today and the unit's own name in its guide. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!hasRole(ctx.actor, 'officer', 'secrecy')) throw new AppError('forbidden');
    const bytes = await makeTemplate(await codeLists(ctx), ctx.actor.org?.orgName ?? '');
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': String(bytes.length),
        'content-disposition': attachmentHeader('成果导入模板.xlsx', 'achievement-template.xlsx'),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    });
  });
}
