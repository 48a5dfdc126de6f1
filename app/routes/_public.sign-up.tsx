import { type ActionFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { SignUpInput } from '#app/domain/account-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { callAuth, withCookies } from '#app/web/auth-call.server.ts';
import { safePath } from '#app/web/cookies.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import type { FormReply } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '注册 · 成果通' }];

export const action = (args: ActionFunctionArgs) =>
  handleOpenForm(args, {
    'sign-up': openDeed(SignUpInput, async (_ctx, { name, email, password, next }) => {
      const answer = await callAuth(args, '/sign-up/email', { name, email, password });
      if (!answer.ok)
        throw new AppError('invalid', { says: '这个邮箱不能注册，可能已有账号，请直接登录或重设密码。' }, 'email');
      return redirect(safePath(next, '/desk'), { headers: withCookies(answer.cookies) });
    }),
  });

export default function SignUp() {
  const reply = useActionData<FormReply>();
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  return (
    <div className="mx-auto max-w-form py-12">
      <PageTitle>用邮箱注册</PageTitle>
      <ErrorSummary errors={reply?.errors} />
      <IntentForm intent="sign-up" className="grid gap-6">
        <Field name="name" label="姓名" why="合同和消息里显示的名字，请用真名。" error={reply?.errors.name}>
          {(control) => <TextInput {...control} autoComplete="name" defaultValue={typed('name')} />}
        </Field>
        <Field name="email" label="邮箱" error={reply?.errors.email}>
          {(control) => <TextInput {...control} type="email" autoComplete="username" defaultValue={typed('email')} />}
        </Field>
        <Field name="password" label="密码" why="至少 10 个字符，越长越好。" error={reply?.errors.password}>
          {(control) => <TextInput {...control} type="password" autoComplete="new-password" />}
        </Field>
        <SubmitButton wide>注册并登录</SubmitButton>
      </IntentForm>
    </div>
  );
}
