import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoticeSettingsInput } from '#app/domain/notice-input.ts';
import { ownWishes, saveWishes } from '#app/services/notices/notice-settings.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { WishesForm } from '#app/ui/notices/wishes-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '通知设置 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    wishes: await ownWishes(ctx),
    isSaved: new URL(args.request.url).searchParams.has('saved'),
  }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    save: deed(NoticeSettingsInput, async (ctx, input) => {
      await saveWishes(ctx, input);
      return redirect('/desk/notices/settings?saved');
    }),
  });

export default function NoticeSettings() {
  const { wishes, isSaved } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="max-w-form">
      <Breadcrumbs items={[{ label: '通知', to: '/desk/notices' }, { label: '设置' }]} />
      <PageTitle meta="站内通知总是全的；这里选哪些还发到邮箱、短信和微信。验证码不受影响。">通知设置</PageTitle>
      {isSaved && !reply && (
        <div className="mb-6">
          <Notice kind="success" title="已保存。" live="polite" />
        </div>
      )}
      <ErrorSummary errors={reply?.errors} />
      <WishesForm wishes={wishes} errors={reply?.errors ?? {}} />
    </div>
  );
}
