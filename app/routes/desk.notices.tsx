import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { formatInstant } from '#app/domain/days.ts';
import { listNotices } from '#app/services/desk/queries.server.ts';
import { readNotices } from '#app/services/platform/read-notices.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { noticeSentence } from '#app/ui/todo-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '通知 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    notices: (await listNotices(ctx)).map((notice) => ({ ...notice, at: formatInstant(notice.createdAt) })),
  }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    read: deed(NoInput, async (ctx) => {
      await readNotices(ctx);
      return redirect('/desk/notices');
    }),
  });

export default function Notices() {
  const { notices } = useLoaderData<typeof loader>();
  const hasUnread = notices.some((notice) => notice.readAt === null);
  return (
    <>
      <PageTitle
        actions={
          <>
            {hasUnread && (
              <IntentForm intent="read">
                <SubmitButton look="secondary">全部设为已读</SubmitButton>
              </IntentForm>
            )}
            <ButtonLink to="/desk/notices/settings">通知设置</ButtonLink>
          </>
        }
      >
        通知
      </PageTitle>
      {notices.length === 0 ? (
        <EmptyState title="还没有通知">对接、合同、验收和到账有动静时，会写在这里。</EmptyState>
      ) : (
        <ul className="rounded-lg border border-line bg-card">
          {notices.map((notice) => (
            <li key={notice.id} className="border-b border-line last:border-b-0">
              <Link to={notice.href} className="flex flex-wrap justify-between gap-x-6 px-4 py-3 hover:bg-sunk">
                <span className={notice.readAt === null ? 'font-bold' : ''}>
                  {notice.readAt === null && <span className="sr-only">未读：</span>}
                  {noticeSentence(notice)}
                  {notice.params.title && <span className="ml-2 font-normal text-ink-soft">{notice.params.title}</span>}
                </span>
                <span className="text-sm tabular-nums text-ink-soft">{notice.at}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
