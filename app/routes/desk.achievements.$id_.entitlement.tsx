import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { entitlementClause } from '#app/domain/entitlement.ts';
import { EntitlementInput } from '#app/domain/entitlement-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { findEntitlement } from '#app/services/achievements/entitlement-queries.server.ts';
import { loadOwn } from '#app/services/achievements/load-own.server.ts';
import { mayEntitle, recordEntitlement } from '#app/services/achievements/record-entitlement.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EntitlementForm } from '#app/ui/contracts/entitlement-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { fileIn } from '#app/web/upload.server.ts';

const maxBytes = 20 * 1_048_576;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `赋权：${data?.row.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!mayEntitle(ctx.actor)) throw new AppError('forbidden');
    const { id, no, name } = await loadOwn(ctx, rowId(args.params));
    const live = await findEntitlement(ctx, id);
    return {
      row: { id, no, name },
      clause: live && entitlementClause(live, '许可方'),
      agreedOn: live?.agreedOn ?? null,
      fileId: live?.fileId ?? null,
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: mayEntitle, see: (ctx) => loadOwn(ctx, rowId(args.params)) }, (upload) => ({
    entitle: deed(EntitlementInput, async (ctx, input) => {
      const achievementId = rowId(args.params);
      await recordEntitlement(ctx, { achievementId, ...input, agreement: fileIn(upload, 'file') });
      return redirect(`/desk/achievements/${achievementId}/entitlement`);
    }),
  }));

export default function EntitlementPage() {
  const { row, clause, agreedOn, fileId } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '赋权' },
        ]}
      />
      <PageTitle meta={row.name}>职务成果赋权</PageTitle>
      {clause && (
        <div className="mb-6">
          <Notice kind="success" title={`已登记，协议日期 ${agreedOn}`}>
            以后提出的合同都会写明：{clause}
            {fileId !== null && (
              <a href={`/files/${fileId}`} className="link block min-h-11 content-center sm:min-h-6">
                看赋权协议
              </a>
            )}
          </Notice>
        </div>
      )}
      <EntitlementForm reply={reply} />
    </div>
  );
}
