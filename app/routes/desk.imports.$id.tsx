import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRevalidator } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { useEffect } from 'react';
import { AppError } from '#app/domain/errors.ts';
import { importFailures, isImportFailure } from '#app/domain/import-failure.ts';
import { CancelImport, ConfirmImport } from '#app/domain/import-input.ts';
import { importMachine } from '#app/domain/import.ts';
import { importProgress } from '#app/domain/import-progress.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { cancelImport } from '#app/services/imports/cancel-import.server.ts';
import { confirmImport } from '#app/services/imports/confirm-import.server.ts';
import { getImport, type ImportRowState } from '#app/services/imports/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { importTone } from '#app/ui/import-tone.ts';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isUuid } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `导入 ${data?.file?.name ?? ''} · 成果通` }];

const rowStates = ['valid', 'invalid', 'duplicate', 'imported'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { id } = args.params;
    if (!isUuid(id)) throw new AppError('not_found');
    const params = new URL(args.request.url).searchParams;
    const state = rowStates.find((word) => word === params.get('state')) ?? null;
    const at = Number(/^\d{1,4}$/.exec(params.get('page') ?? '')?.[0] ?? 1);
    const found = await getImport(ctx, { id, state, page: Math.max(1, at) });
    return {
      ...found,
      state,
      page: Math.max(1, at),
      progress: importProgress(found.row, ctx.now()),
      deeds: allowed(importMachine, found.row.state, ctx.actor.org?.roles ?? []),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const { id } = args.params;
  if (!isUuid(id)) throw new Response('没有找到这一项。', { status: 404 });
  return handleForm(args, {
    confirm: deed(ConfirmImport, holds('officer'), async (ctx) => {
      await confirmImport(ctx, { id, hasCommitted: true });
      return redirect(`/desk/imports/${id}`);
    }),
    cancel: deed(CancelImport, async (ctx) => {
      await cancelImport(ctx, { id });
      return redirect('/desk/imports');
    }),
  });
};

export default function Import() {
  const { row, file } = useLoaderData<typeof loader>();
  const isBusy = row.state === 'checking' || row.state === 'running';
  useRefresh(isBusy);
  return (
    <>
      {isBusy && (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      )}
      <PageTitle
        marks={
          <StateMark tone={importTone[row.state]} boxed>
            {labelOf(importMachine, row.state)}
          </StateMark>
        }
        actions={<ButtonLink to="/desk/imports">全部导入</ButtonLink>}
      >
        {file?.name ?? '导入'}
      </PageTitle>
      <Stage />
      {row.state !== 'checking' && row.state !== 'failed' && row.state !== 'cancelled' && <Rows />}
    </>
  );
}

/** Asks again each second while the work goes on; without JavaScript the page reloads itself. */
function useRefresh(isBusy: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isBusy || state !== 'idle') return;
    const timer = setTimeout(revalidate, 1000);
    return () => clearTimeout(timer);
  }, [isBusy, state, revalidate]);
}

function Stage() {
  const { row, progress } = useLoaderData<typeof loader>();
  switch (row.state) {
    case 'checking':
      return (
        <Notice title="正在逐行检查" live="polite">
          还没有入库。大文件要一两分钟，可以离开这一页，查完会通知你。
        </Notice>
      );
    case 'failed':
      return (
        <Notice
          kind="danger"
          title={isImportFailure(row.failure) ? importFailures[row.failure] : '文件读不出来，请用模板另存一份再传。'}
          actions={
            <>
              <ButtonLink look="primary" to="/desk/imports">
                重新上传
              </ButtonLink>
              <ButtonLink to="/desk/imports/template.xlsx" reloadDocument>
                下载模板
              </ButtonLink>
            </>
          }
        >
          没有任何内容入库。
        </Notice>
      );
    case 'checked':
      return <Confirm />;
    case 'running':
      return (
        <section aria-labelledby="progress" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
          <h2 id="progress" className="font-bold">
            正在入库
          </h2>
          <output className="mt-1 block text-sm tabular-nums">
            已处理 {row.doneRows.toLocaleString('en-US')} / {row.validRows.toLocaleString('en-US')} 行
            {progress.rowsPerSecond !== null && `，每秒 ${progress.rowsPerSecond.toLocaleString('en-US')} 行`}
            {progress.secondsLeft !== null && `，大约还要 ${progress.secondsLeft} 秒`}
          </output>
          <div className="mt-2">
            <ProgressBar label="入库进度" value={row.doneRows} max={row.validRows} />
          </div>
          <p className="mt-2 text-sm text-ink-soft">可以离开这一页。中途断电也会接着做，不会重复入库。</p>
        </section>
      );
    case 'done':
      return (
        <Notice
          kind="success"
          title={`已处理 ${row.doneRows.toLocaleString('en-US')} 行，成果已公开，可以搜到了。`}
          actions={
            <>
              <ButtonLink to="/desk/achievements">看本单位成果</ButtonLink>
              <ButtonLink to="/achievements">到公开列表里找</ButtonLink>
            </>
          }
        />
      );
    case 'cancelled':
      return <Notice title="这次导入已放弃，没有任何内容入库。" />;
  }
}

function Confirm() {
  const { row, deeds } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const left = row.invalidRows + row.duplicateRows;
  if (row.validRows === 0) {
    return (
      <Notice
        kind="danger"
        title="没有可以导入的行"
        actions={
          <ButtonLink look="primary" to="/desk/imports">
            改好后重新上传
          </ButtonLink>
        }
      >
        下面逐行写着原因。
      </Notice>
    );
  }
  if (!deeds.includes('confirm')) return <Notice kind="attention" title="检查完毕，等经办人确认后入库。" />;
  return (
    <section aria-labelledby="confirm" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <SectionHead look="plain" id="confirm">
        确认导入 {row.validRows.toLocaleString('en-US')} 项成果
      </SectionHead>
      <p className="text-sm text-ink-soft">
        确认后这些成果立即公开。
        {left > 0 && `另外 ${left.toLocaleString('en-US')} 行有问题或重复，不会导入，可以改好再传。`}
      </p>
      <ErrorSummary message={reply?.errors['']?.[0]} errors={reply && { commitment: reply.errors.commitment }} />
      <IntentForm intent="confirm">
        <div className="mt-3">
          <CheckboxGroup
            name="commitment"
            label="保密承诺"
            error={reply?.errors.commitment}
            options={[
              {
                value: 'on',
                label: '这些成果已经过本单位保密审查，不涉及国家秘密和不宜公开的商业秘密，可以向社会公开。',
              },
            ]}
          />
        </div>
        <div className="mt-4">
          <SubmitButton intent="confirm">确认导入</SubmitButton>
        </div>
      </IntentForm>
      {deeds.includes('cancel') && (
        <IntentForm intent="cancel" className="mt-2">
          <SubmitButton intent="cancel" look="quiet">
            放弃这次导入
          </SubmitButton>
        </IntentForm>
      )}
    </section>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const stateWords: Readonly<Record<ImportRowState, string>> = {
  valid: '可导入',
  invalid: '有问题',
  duplicate: '重复',
  imported: '已导入',
};

const columns: Column<Row>[] = [
  {
    key: 'row',
    head: '行',
    phone: 'date',
    phoneLabel: '第几行',
    cell: (row) => <span className="nums">第 {row.rowNo} 行</span>,
    width: '6rem',
  },
  {
    key: 'state',
    head: '结果',
    phone: 'state',
    width: '7rem',
    cell: (row) => (
      <StateMark tone={row.state === 'invalid' ? 'danger' : row.state === 'duplicate' ? 'attention' : 'good'}>
        {stateWords[row.state]}
      </StateMark>
    ),
  },
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) =>
      row.achievement ? (
        <Link to={`/desk/achievements/${row.achievement.id}`} className="link">
          {row.achievement.no} {row.name || row.achievement.name}
        </Link>
      ) : (
        row.name || '—'
      ),
  },
  {
    key: 'errors',
    head: '列与原因',
    phone: 'evidence',
    cell: (row) =>
      row.errors.length === 0 ? (
        '—'
      ) : (
        <ul>
          {row.errors.map((error) => (
            <li key={error.column}>
              <b>{error.column}</b>：{error.says}
            </li>
          ))}
        </ul>
      ),
  },
];

function Rows() {
  const { row, rows, state, page: at, shown } = useLoaderData<typeof loader>();
  const here = `/desk/imports/${row.id}`;
  const stored = row.state === 'done' || row.state === 'running';
  return (
    <section className="mt-8" aria-labelledby="rows">
      <SectionHead look="plain" id="rows">
        逐行结果，共 {row.totalRows.toLocaleString('en-US')} 行
      </SectionHead>
      <nav aria-label="按结果看" className="mb-3 flex flex-wrap gap-2">
        <ChoiceChip to={here} current={state === null}>
          要处理的
        </ChoiceChip>
        <ChoiceChip
          to={`${here}?state=${stored ? 'imported' : 'valid'}`}
          current={state === 'valid' || state === 'imported'}
          count={row.validRows}
        >
          {stored ? '已导入' : '可导入'}
        </ChoiceChip>
        <ChoiceChip to={`${here}?state=invalid`} current={state === 'invalid'} count={row.invalidRows}>
          有问题
        </ChoiceChip>
        <ChoiceChip to={`${here}?state=duplicate`} current={state === 'duplicate'} count={row.duplicateRows}>
          重复
        </ChoiceChip>
      </nav>
      <Table
        caption="逐行检查结果"
        columns={columns}
        rows={rows}
        rowKey={(each) => String(each.rowNo)}
        empty={<EmptyState title={state === null ? '每一行都通过了检查' : '这一类没有'} />}
      />
      {shown > 0 && (
        <Pagination
          page={at}
          pageSize={50}
          total={shown}
          noun="行"
          hrefFor={(page) => `${here}?${state ? `state=${state}&` : ''}page=${page}`}
        />
      )}
    </section>
  );
}
