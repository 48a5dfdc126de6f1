import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { mayStartImport } from '#app/domain/access.ts';
import { formatInstant } from '#app/domain/days.ts';
import { StartImport } from '#app/domain/import-input.ts';
import { importMachine } from '#app/domain/import.ts';
import { labelOf } from '#app/domain/machine.ts';
import { listImports } from '#app/services/imports/queries.server.ts';
import { startImport } from '#app/services/imports/start-import.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { importTone } from '#app/ui/imports/import-tone.ts';
import { ImportUploadForm } from '#app/ui/imports/import-upload-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '批量导入成果 · 成果通' }];

const maxBytes = 384 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    key: randomUUID(),
    imports: (await listImports(ctx)).map(({ import: row, fileName }) => ({
      ...row,
      fileName,
      at: formatInstant(row.createdAt),
    })),
  }));
}

export const action = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: mayStartImport }, (upload) => ({
    upload: deed(StartImport, async (actor, input) => {
      const row = await startImport(actor, { key: input.key, file: requiredFile(upload, '请先选择文件。') });
      return redirect(`/desk/imports/${row.id}`);
    }),
  }));

type Row = ReturnType<typeof useLoaderData<typeof loader>>['imports'][number];

const columns: Column<Row>[] = [
  {
    key: 'file',
    head: '文件',
    phone: 'title',
    cell: (row) => (
      <Link to={`/desk/imports/${row.id}`} className="link">
        {row.fileName}
      </Link>
    ),
  },
  { key: 'at', head: '上传时间', phone: 'date', cell: (row) => <span className="nums">{row.at}</span> },
  { key: 'rows', head: '行数', align: 'right', cell: (row) => row.totalRows },
  { key: 'valid', head: '可导入', align: 'right', cell: (row) => row.validRows },
  { key: 'done', head: '已入库', align: 'right', cell: (row) => row.importedRows + row.updatedRows - row.undoneRows },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => <StateMark tone={importTone[row.state]}>{labelOf(importMachine, row.state)}</StateMark>,
  },
];

export default function Imports() {
  const { key, imports } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle actions={<ButtonLink to="/desk/achievements">返回成果</ButtonLink>}>批量导入成果</PageTitle>
      <section className="max-w-form" aria-labelledby="upload">
        <SectionHead look="plain" id="upload">
          上传表格
        </SectionHead>
        <ErrorSummary hasText={false} errors={withoutForm(reply)} message={reply?.errors['']?.[0]} />
        <p className="text-ink-soft">
          先
          <Link to="/desk/imports/template.xlsx" reloadDocument className="link">
            下载模板
          </Link>
          ，一行写一项成果。上传后先逐行检查，你确认以后才入库。
        </p>
        <ImportUploadForm action="/desk/imports" replayKey={key} error={reply?.errors.file} />
      </section>
      <section className="mt-8" aria-labelledby="earlier">
        <SectionHead look="plain" id="earlier">
          导入记录
        </SectionHead>
        <p className="mb-3 text-sm">
          <Link to="/desk/imports/mappings" className="link">
            保存的列对应
          </Link>
        </p>
        <Table
          caption="导入记录"
          columns={columns}
          rows={imports}
          rowKey={(row) => row.id}
          empty={<EmptyState title="还没有导入过">下载模板，填好后从上面上传。</EmptyState>}
        />
      </section>
    </>
  );
}

const withoutForm = (reply: FormReply | undefined) =>
  reply && Object.fromEntries(Object.entries(reply.errors).filter(([field]) => field !== ''));
