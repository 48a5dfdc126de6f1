import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AskResetInput, ResetInput } from '#app/domain/account-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { callAuth } from '#app/web/auth-call.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import type { FormReply } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '重设密码 · 成果通' }, { name: 'referrer', content: 'same-origin' }];

export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  return { token: searchParams.get('token'), isSent: searchParams.has('sent'), isDone: searchParams.has('done') };
}

export const action = (args: ActionFunctionArgs) =>
  handleOpenForm(args, {
    // The answer is the same whether the address has an account or not.
    ask: openDeed(AskResetInput, async (_ctx, { email }) => {
      await callAuth(args, '/request-password-reset', { email });
      return redirect('/reset-password?sent');
    }),
    reset: openDeed(ResetInput, async (_ctx, { token, password }) => {
      const answer = await callAuth(args, '/reset-password', { token, newPassword: password });
      if (!answer.ok) throw new AppError('invalid', { says: '链接已失效，请重新申请。' });
      return redirect('/sign-in?way=password');
    }),
  });

export default function ResetPassword() {
  const { token, isSent } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto max-w-form py-12">
      <PageTitle>重设密码</PageTitle>
      <ErrorSummary errors={reply?.errors} />
      {isSent ? (
        <Notice kind="success" title="请查收邮件" live="polite">
          如果这个邮箱有账号，几分钟内会收到一封带链接的邮件，1 小时内有效。
        </Notice>
      ) : token ? (
        <IntentForm intent="reset" className="grid gap-6">
          <input type="hidden" name="token" value={token} />
          <Field
            name="password"
            label="新密码"
            why="至少 10 个字符。改后其他设备上的登录全部失效。"
            error={reply?.errors.password}
          >
            {(control) => <TextInput {...control} type="password" autoComplete="new-password" />}
          </Field>
          <SubmitButton wide>设为新密码</SubmitButton>
        </IntentForm>
      ) : (
        <IntentForm intent="ask" className="grid gap-6">
          <Field name="email" label="注册时的邮箱" error={reply?.errors.email}>
            {(control) => <TextInput {...control} type="email" autoComplete="username" />}
          </Field>
          <SubmitButton wide>发送重设链接</SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
