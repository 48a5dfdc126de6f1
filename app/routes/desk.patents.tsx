import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import {
  AttachPatentsInput,
  DetachPatentInput,
  EnterPatentsInput,
  RemovePatentInput,
} from '#app/domain/patent-input.ts';
import { attachPatents, detachPatent } from '#app/services/patents/attach-patents.server.ts';
import { enterPatents, removePatent } from '#app/services/patents/enter-patents.server.ts';
import { mayKeepPatents } from '#app/services/patents/own-patents.server.ts';
import { listLinkable, listOwnPatents, type PatentTab, patentTabs } from '#app/services/patents/queries.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { AttachForm, EnterForm, type PatentReply } from '#app/ui/patents/patent-forms.tsx';
import { PatentTable } from '#app/ui/patents/patent-table.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { pageOf } from '#app/web/params.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '专利 · 成果通' }];

const tabWords: Readonly<Record<PatentTab, string>> = {
  all: '全部',
  lapsed: '已失效',
  soon: '半年内到期',
  unlinked: '没有关联成果',
  unknown: '待查状态',
};

const doneWords = { attach: '已关联到成果。', detach: '已取消关联。', remove: '已从清单里去掉。' } as const;
type PatentDone = keyof typeof doneWords;
const isDone = (word: string | null): word is PatentDone => word !== null && Object.hasOwn(doneWords, word);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const asked = { words: (params.get('q') ?? '').trim().slice(0, 60), page: pageOf(params) };
    const tab = patentTabs.find((word) => word === params.get('tab')) ?? 'all';
    const [found, achievements] = await Promise.all([listOwnPatents(ctx, { ...asked, tab }), listLinkable(ctx)]);
    const done = params.get('done');
    return { ...found, ...asked, tab, tabs: patentTabs, achievements, done: isDone(done) ? done : null };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const back = async (done: PatentDone, work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/patents?done=${done}`);
  };
  return handleForm(args, {
    enter: deed(EnterPatentsInput, mayKeepPatents, async (ctx, input) => {
      const entered = await enterPatents(ctx, input);
      const wrong = entered.faults.filter(({ fault }) => fault !== 'repeated').map(({ typed }) => typed);
      const values = { lines: wrong.join('\n') };
      const reply: PatentReply = { intent: 'enter', values, errors: {}, entered, stamp: randomUUID() };
      return Response.json(reply);
    }),
    attach: deed(AttachPatentsInput, mayKeepPatents, (ctx, input) => back('attach', attachPatents(ctx, input))),
    detach: deed(DetachPatentInput, mayKeepPatents, (ctx, input) => back('detach', detachPatent(ctx, input))),
    remove: deed(RemovePatentInput, mayKeepPatents, (ctx, input) => back('remove', removePatent(ctx, input))),
  });
};

export default function Patents() {
  const {
    rows,
    counts,
    total,
    pageSize,
    page: at,
    words,
    tab,
    tabs,
    achievements,
    done,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<PatentReply>();
  const to = (change: { tab?: PatentTab; page?: number }) => {
    const params = new URLSearchParams({ tab, ...(words && { q: words }) });
    if (change.tab) params.set('tab', change.tab);
    if (change.page && change.page > 1) params.set('page', String(change.page));
    return `/desk/patents?${params.toString()}`;
  };
  return (
    <>
      <PageTitle
        meta="录入专利号，导入专利数据库的导出表，系统核对状态、权利人和期限；挂牌依据的专利失效时会提醒你。"
        actions={<ButtonLink to="/desk/patents/load">导入专利数据</ButtonLink>}
      >
        专利
      </PageTitle>
      {(reply?.intent === 'detach' || reply?.intent === 'remove') && (
        <ErrorSummary message={Object.values(reply.errors)[0]?.[0]} />
      )}
      {done !== null && reply === undefined && (
        <div className="mb-6">
          <Notice kind="success" title={doneWords[done]} live="polite" />
        </div>
      )}
      <div className="mb-6">
        <EnterForm reply={reply} isFirst={total === 0 && words === '' && tab === 'all'} />
      </div>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label="按情况看" className="flex flex-wrap gap-2">
          {tabs.map((word) => (
            <ChoiceChip key={word} to={to({ tab: word })} current={word === tab} count={counts[word]}>
              {tabWords[word]}
            </ChoiceChip>
          ))}
        </nav>
        <Form method="get" aria-label="查找专利" className="flex gap-2">
          <input type="hidden" name="tab" value={tab} />
          <TextInput id="patent-q" name="q" aria-label="专利号或名称" defaultValue={words} />
          <span className="flex-none">
            <Button type="submit" look="secondary">
              查找
            </Button>
          </span>
        </Form>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={tab === 'all' && words === '' ? '清单里还没有专利' : '没有这样的专利'}>
          {tab === 'all' && words === '' ? '在上面粘贴专利号，或者导入专利数据库的导出表。' : '换一个条件看看。'}
        </EmptyState>
      ) : (
        <>
          <PatentTable rows={rows} />
          <Pagination page={at} pageSize={pageSize} total={total} hrefFor={(n) => to({ page: n })} noun="件" />
          <AttachForm achievements={achievements} reply={reply} />
        </>
      )}
    </>
  );
}
