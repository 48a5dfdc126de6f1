import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { noticeAreaLabels } from '#app/domain/notice-rules.ts';
import { readUnsubscribeLink, unsubscribe } from '#app/services/notices/unsubscribe.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '退订邮件 · 成果通' }, { name: 'robots', content: 'noindex' }];

/** Looking at the page ends nothing: scanners of mail open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { area } = await readUnsubscribeLink(ctx, args.params.code ?? '');
    return {
      what: area === null ? '全部邮件通知' : `「${noticeAreaLabels[area]}」的邮件通知`,
      isDone: new URL(args.request.url).searchParams.has('done'),
    };
  });
}

/** The button of the page, and mail programs with one click (RFC 8058): the signed link is the proof, no form is asked for. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    await unsubscribe(ctx, args.params.code ?? '');
    return redirect(`/unsubscribe/${args.params.code}?done`);
  });
}

export default function Unsubscribe() {
  const { what, isDone } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-prose py-12">
      <PageTitle>退订邮件</PageTitle>
      {isDone ? (
        <Notice kind="success" title={`${what}已停止。`} live="polite">
          站内通知还在。要再收邮件，登录后在通知设置里打开。
        </Notice>
      ) : (
        <Form method="post" className="grid gap-4">
          <p>不再发{what}到你的邮箱？站内通知不受影响。</p>
          <div className="grid sm:block">
            <SubmitButton>退订</SubmitButton>
          </div>
        </Form>
      )}
      <p className="mt-6">
        <ButtonLink to="/desk/notices/settings">通知设置</ButtonLink>
      </p>
    </div>
  );
}
