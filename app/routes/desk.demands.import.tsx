import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunDemand } from '#app/domain/access.ts';
import { DemandSheetInput } from '#app/domain/demand-refine-input.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { servedUnits } from '#app/services/demands/enter-demand.server.ts';
import { importDemands } from '#app/services/demands/import-demands.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ImportForm } from '#app/ui/demands/import-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '批量导入需求 · 成果通' }];

const maxBytes = 10 * 1_048_576;

/** Whose demands the person may bring in: his enterprise's and those of the units that he serves. */
async function unitsOf(ctx: ActorContext): Promise<{ value: string; label: string }[]> {
  const { org } = ctx.actor;
  const own = org !== null && mayRunDemand(ctx.actor) ? [{ value: org.orgId, label: `本单位：${org.orgName}` }] : [];
  const served = (await servedUnits(ctx)).map(({ id, name }) => ({ value: id, label: `代填：${name}` }));
  if (own.length + served.length === 0) throw new AppError('forbidden');
  return [...own, ...served];
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const count = (name: string) => (/^\d{1,3}$/.test(params.get(name) ?? '') ? Number(params.get(name)) : 0);
    return {
      units: await unitsOf(ctx),
      done: params.has('taken') ? { taken: count('taken'), known: count('known'), left: count('left') } : null,
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: () => true, see: unitsOf }, (upload) => ({
    import: deed(DemandSheetInput, async (ctx, { orgId, skipWrong }) => {
      if (upload.refusal) throw upload.refusal;
      const file = requiredFile(upload, '请先选择表格。');
      const { taken, known, wrong } = await importDemands(ctx, { file, orgId, skipsWrong: skipWrong === 'yes' });
      if (skipWrong !== 'yes') {
        refuseFaults(
          wrong.flatMap(({ rowNo, faults }) =>
            faults.map(({ column, says }, at) => ({
              field: `row${rowNo}.${at}`,
              says: `第 ${rowNo} 行，${column}：${says}`,
            })),
          ),
        );
      }
      return redirect(`/desk/demands/import?taken=${taken}&known=${known.length}&left=${wrong.length}`);
    }),
  }));

export default function ImportDemands() {
  const { units, done } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '需求', to: '/desk/demands' }, { label: '批量导入' }]} />
      <PageTitle
        meta="一行一项需求。本单位的存成草稿，逐项看过再发布；代填的交单位审核。"
        actions={
          <ButtonLink to="/desk/demands/template.xlsx" reloadDocument>
            下载模板
          </ButtonLink>
        }
      >
        批量导入需求
      </PageTitle>
      {done && (
        <div className="mb-6">
          <Notice title={`收下 ${done.taken} 项需求`} actions={<ButtonLink to="/desk/demands">看需求</ButtonLink>}>
            {[
              done.known > 0 && `${done.known} 行的名称已经有了，没有重复收`,
              done.left > 0 && `${done.left} 行有问题，没有收`,
            ]
              .filter(Boolean)
              .join('；') || '全部收下了。'}
          </Notice>
        </div>
      )}
      <ImportForm units={units} reply={reply} />
    </>
  );
}
