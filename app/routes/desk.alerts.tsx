import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { FollowInput, SaveSearchInput, SearchDeedInput } from '#app/domain/alert-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { filtersOn } from '#app/domain/search-facets.ts';
import { follow } from '#app/services/alerts/follow.server.ts';
import { keepSearch } from '#app/services/alerts/keep-search.server.ts';
import { listAlerts } from '#app/services/alerts/queries.server.ts';
import { saveSearch } from '#app/services/alerts/save-search.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '订阅与关注 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { searches, follows } = await listAlerts(ctx);
    return {
      searches: searches.map((row) => ({ ...row, lastFoundOn: row.lastFoundAt && dayOf(row.lastFoundAt) })),
      follows: follows.map((row) => ({ ...row, since: dayOf(row.createdAt) })),
      isSaved: new URL(args.request.url).searchParams.has('saved'),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/alerts');
  return handleForm(args, {
    save: deed(SaveSearchInput, async (ctx, { kind, search, name }) => {
      const filters = filtersOn(kind, search, await codeLists(ctx)).map(({ label }) => label);
      const words = [...(search.words === '' ? [] : [search.words]), ...filters].join('，');
      await saveSearch(ctx, { kind, search, name: (name || words || '全部').slice(0, 60) });
      return redirect('/desk/alerts?saved=1');
    }),
    pause: deed(SearchDeedInput, async (ctx, { id }) => {
      await keepSearch(ctx, { id, to: 'paused' });
      return here;
    }),
    resume: deed(SearchDeedInput, async (ctx, { id }) => {
      await keepSearch(ctx, { id, to: 'running' });
      return here;
    }),
    remove: deed(SearchDeedInput, async (ctx, { id }) => {
      await keepSearch(ctx, { id, to: 'removed' });
      return here;
    }),
    follow: deed(FollowInput, async (ctx, { back, ...input }) => {
      await follow(ctx, { ...input, on: true });
      return redirect(back);
    }),
    unfollow: deed(FollowInput, async (ctx, { back, ...input }) => {
      await follow(ctx, { ...input, on: false });
      return redirect(back);
    }),
  });
};

const kindWords = { achievement: '成果', demand: '需求' } as const;

export default function Alerts() {
  const { searches, follows, isSaved } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const refused = Object.values(reply?.errors ?? {}).flat()[0];
  return (
    <>
      <PageTitle meta="有新公开的成果或需求相符时，马上在「通知」里告诉你。">订阅与关注</PageTitle>
      {refused !== undefined && (
        <div className="mb-6 max-w-form">
          <Notice kind="danger" live="assertive" title="没有订阅成功">
            {refused}
          </Notice>
        </div>
      )}
      {isSaved && refused === undefined && (
        <div className="mb-6 max-w-form">
          <Notice kind="success" live="polite" title="已经订阅">
            以后公开的内容与它相符时会通知你，现有的结果不再通知。
          </Notice>
        </div>
      )}
      <div className="grid gap-8">
        <section>
          <SectionHead look="plain">订阅的搜索</SectionHead>
          <Table
            caption="订阅的搜索"
            columns={searchColumns}
            rows={searches}
            rowKey={(row) => row.id}
            empty={
              <EmptyState title="还没有订阅搜索" action={<ButtonLink to="/achievements">去找成果</ButtonLink>}>
                搜到合适的条件后，点「订阅这个搜索」，新公开的会自动告诉你。
              </EmptyState>
            }
          />
        </section>
        <section>
          <SectionHead look="plain">关注的成果和需求</SectionHead>
          <Table
            caption="关注的成果和需求"
            columns={followColumns}
            rows={follows}
            rowKey={(row) => row.id}
            empty={
              <EmptyState title="还没有关注" action={<ButtonLink to="/demands">去找需求</ButtonLink>}>
                在公开的需求或成果页点「关注」，它有新版本或结束时会告诉你。
              </EmptyState>
            }
          />
        </section>
      </div>
    </>
  );
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>;
type Search = Found['searches'][number];

const searchColumns: readonly Column<Search>[] = [
  {
    key: 'name',
    head: '搜索',
    phone: 'title',
    cell: (row) => (
      <Link to={row.path} className="link">
        {row.name}
      </Link>
    ),
  },
  { key: 'kind', head: '找什么', cell: (row) => kindWords[row.kind] },
  {
    key: 'found',
    head: '已通知',
    align: 'right',
    cell: (row) => (row.foundCount === 0 ? '—' : `${row.foundCount} 项`),
  },
  {
    key: 'last',
    head: '最近一次',
    cell: (row) => (row.lastFoundOn === null ? '还没有' : <DateText value={row.lastFoundOn} />),
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) =>
      row.pausedAt === null ? <StateMark tone="good">进行中</StateMark> : <StateMark tone="neutral">已暂停</StateMark>,
  },
  {
    key: 'deeds',
    head: '操作',
    phone: 'evidence',
    cell: (row) => (
      <div className="flex flex-wrap gap-2">
        <Deed
          intent={row.pausedAt === null ? 'pause' : 'resume'}
          row={row}
          label={row.pausedAt === null ? '暂停' : '继续'}
        />
        <Deed intent="remove" row={row} label="删除" />
      </div>
    ),
  },
];

const Deed = ({ intent, row, label }: { intent: string; row: Search; label: string }) => (
  <IntentForm intent={intent} preventScrollReset>
    <input type="hidden" name="id" value={row.id} />
    <SubmitButton look="quiet">
      {label}
      <span className="sr-only">：{row.name}</span>
    </SubmitButton>
  </IntentForm>
);

const followColumns: readonly Column<Found['follows'][number]>[] = [
  {
    key: 'title',
    head: '名称',
    phone: 'title',
    cell: (row) =>
      row.to === null ? (
        <>{row.title}</>
      ) : (
        <Link to={row.to} className="link">
          {row.title}
        </Link>
      ),
  },
  { key: 'kind', head: '类别', cell: (row) => kindWords[row.kind] },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) =>
      row.to === null ? <StateMark tone="neutral">已下架或结束</StateMark> : <StateMark tone="good">公开中</StateMark>,
  },
  { key: 'since', head: '关注于', phone: 'date', cell: (row) => <DateText value={row.since} /> },
  {
    key: 'deeds',
    head: '操作',
    phone: 'evidence',
    cell: (row) => (
      <IntentForm intent="unfollow" preventScrollReset>
        <input type="hidden" name="kind" value={row.kind} />
        <input type="hidden" name="rowId" value={row.rowId} />
        <SubmitButton look="quiet">
          取消关注<span className="sr-only">：{row.title}</span>
        </SubmitButton>
      </IntentForm>
    ),
  },
];
