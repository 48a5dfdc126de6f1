import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { LoadPatentsInput } from '#app/domain/patent-input.ts';
import { loadPatents } from '#app/services/patents/load-patents.server.ts';
import { mayKeepPatents, mayLoadPatents } from '#app/services/patents/own-patents.server.ts';
import { patentFile } from '#app/services/patents/patent-file.server.ts';
import { listPatentSources } from '#app/services/patents/queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { type LoadReply, LoadedReport, PatentSources } from '#app/ui/patents/loaded-report.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { page } from '#app/web/respond.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '导入专利数据 · 成果通' }];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    sources: await listPatentSources(ctx),
    isUnit: mayKeepPatents(ctx.actor),
    today: dayOf(ctx.now()),
  }));
}

export const action = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: mayLoadPatents }, (upload) => ({
    load: deed(LoadPatentsInput, mayLoadPatents, async (ctx, { source, asOf }) => {
      const { sha256 } = requiredFile(upload, '请选择从专利数据库导出的表。');
      const loaded = await loadPatents(ctx, patentFile(ctx.files, { sha256, name: source, asOf }));
      const reply: LoadReply = { intent: 'load', values: {}, errors: {}, loaded };
      return Response.json(reply);
    }),
  }));

export default function LoadPatents() {
  const { sources, isUnit, today } = useLoaderData<typeof loader>();
  const reply = useActionData<LoadReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string, otherwise: string) =>
    typeof reply?.values[name] === 'string' ? reply.values[name] : otherwise;
  return (
    <>
      {isUnit && <Breadcrumbs items={[{ label: '专利', to: '/desk/patents' }, { label: '导入专利数据' }]} />}
      <PageTitle
        meta={
          isUnit
            ? '从专利数据库导出本单位的专利，存成 Excel 或 CSV 传上来。只收清单里的和登记在本单位名下的，别家的不收。'
            : '平台导入的专利数据对所有单位有效；同一天的数据，以平台的为准。'
        }
      >
        导入专利数据
      </PageTitle>
      <div className="grid gap-6">
        {reply?.loaded && <LoadedReport loaded={reply.loaded} isUnit={isUnit} />}
        <IntentForm
          intent="load"
          encType="multipart/form-data"
          className="grid max-w-form gap-4 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
        >
          <ErrorSummary errors={errors} message={whole?.[0]} />
          <FileInput
            name="file"
            label="导出的表"
            accept=".xlsx,.csv,text/csv"
            limits="XLSX 或 CSV，不超过 20 MB。至少有申请号（或公开号）、名称、法律状态；专利权人、申请日、授权日、届满日、年费缴至有就更好。"
            error={errors.file}
          />
          <Field
            name="source"
            label="从哪里导出"
            why="例如：国家知识产权公共服务网。会和状态一起显示。"
            error={errors.source}
          >
            {(control) => <TextInput {...control} maxLength={60} defaultValue={typed('source', '')} />}
          </Field>
          <Field name="asOf" label="导出日期" width="short" error={errors.asOf}>
            {(control) => <DateInput {...control} defaultValue={typed('asOf', today)} />}
          </Field>
          <div>
            <SubmitButton intent="load">导入</SubmitButton>
          </div>
        </IntentForm>
        <PatentSources sources={sources} />
      </div>
    </>
  );
}
