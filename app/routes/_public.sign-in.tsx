import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { AppSignInInput, PasswordSignInInput, SendCodeInput, VerifyCodeInput } from '#app/domain/account-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { checkAppCode } from '#app/web/app-code.server.ts';
import { callAuth, withCookies } from '#app/web/auth-call.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { safePath } from '#app/web/cookies.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import type { FormReply } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '登录 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const url = new URL(args.request.url);
  const next = safePath(url.searchParams.get('next'), '/desk');
  if ((await contextFor(args)).actor) throw redirect(next);
  return {
    next,
    way: wayOf(url.searchParams.get('way')),
    phone: url.searchParams.get('phone') ?? '',
    isDemo: args.context.platform.isDemo,
  };
}

const wayOf = (asked: string | null) => (asked === 'password' || asked === 'app' ? asked : ('phone' as const));

export const action = (args: ActionFunctionArgs) =>
  handleOpenForm(args, {
    'send-code': openDeed(SendCodeInput, async (_ctx, { phone, next }) => {
      await callAuth(args, '/phone-number/send-otp', { phoneNumber: phone });
      return redirect(`/sign-in?${new URLSearchParams({ phone: phone.slice(3), next: safePath(next, '/desk') })}`);
    }),
    'verify-code': openDeed(VerifyCodeInput, async (_ctx, { phone, code, next }) => {
      const answer = await callAuth(args, '/phone-number/verify', { phoneNumber: phone, code });
      if (!answer.ok) throw new AppError('invalid', { says: codeWords(answer.code) }, 'code');
      return redirect(safePath(next, '/desk'), { headers: withCookies(answer.cookies) });
    }),
    password: openDeed(PasswordSignInInput, async (_ctx, { email, password, next }) => {
      const answer = await callAuth(args, '/sign-in/email', { email, password });
      if (!answer.ok) throw new AppError('invalid', { says: '邮箱或密码不对。忘了密码可以重设。' }, 'password');
      const to = safePath(next, '/desk');
      const isHalf = answer.body.twoFactorRedirect === true;
      return redirect(isHalf ? `/sign-in?${new URLSearchParams({ way: 'app', next: to })}` : to, {
        headers: withCookies(answer.cookies),
      });
    }),
    'app-code': openDeed(AppSignInInput, async (_ctx, { code, next }) => {
      const { cookies } = await checkAppCode(args, code);
      return redirect(safePath(next, '/desk'), { headers: withCookies(cookies) });
    }),
  });

const codeWords = (code: string | null): string =>
  code === 'TOO_MANY_ATTEMPTS'
    ? '输错太多次，这个验证码已作废，请重新获取。'
    : code === 'OTP_EXPIRED'
      ? '验证码已过期，请重新获取。'
      : '验证码不对，请核对短信，或者重新获取。';

export default function SignIn() {
  const { way, phone, isDemo } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto max-w-form py-12">
      <PageTitle>登录</PageTitle>
      <ErrorSummary errors={reply?.errors} />
      {isDemo && (
        <div className="mb-6">
          <Notice title="演示环境">
            用启动窗口列出的手机号登录，验证码在
            <Link to="/outbox" className="mx-1 underline underline-offset-4">
              短信和邮件
            </Link>
            里看。
          </Notice>
        </div>
      )}
      {way === 'password' ? (
        <ByPassword reply={reply} />
      ) : way === 'app' ? (
        <ByApp reply={reply} />
      ) : phone ? (
        <ByCode reply={reply} />
      ) : (
        <ByPhone reply={reply} />
      )}
    </div>
  );
}

interface Part {
  reply: FormReply | undefined;
}

const typed = (reply: FormReply | undefined, name: string): string => {
  const value = reply?.values[name];
  return typeof value === 'string' ? value : '';
};

function ByPhone({ reply }: Part) {
  const { next } = useLoaderData<typeof loader>();
  return (
    <IntentForm intent="send-code" className="grid gap-6">
      <input type="hidden" name="next" value={next} />
      <Field name="phone" label="手机号" why="没有账号的，验证后自动开通。" error={reply?.errors.phone}>
        {(control) => (
          <TextInput {...control} type="tel" autoComplete="tel-national" defaultValue={typed(reply, 'phone')} />
        )}
      </Field>
      <SubmitButton wide>获取验证码</SubmitButton>
      <p>
        <Link to={`/sign-in?${new URLSearchParams({ way: 'password', next })}`} className="link-quiet">
          用邮箱和密码登录
        </Link>
      </p>
    </IntentForm>
  );
}

function ByCode({ reply }: Part) {
  const { next, phone } = useLoaderData<typeof loader>();
  return (
    <>
      <IntentForm intent="verify-code" className="grid gap-6">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="phone" value={phone} />
        <p>
          验证码已发到 <strong className="tabular-nums">{phone}</strong>，5 分钟内有效。
        </p>
        <Field name="code" label="验证码" error={reply?.errors.code} width="short">
          {(control) => <TextInput {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
        </Field>
        <SubmitButton wide>登录</SubmitButton>
      </IntentForm>
      <div className="mt-6 flex flex-wrap gap-6">
        <Form method="post">
          <input type="hidden" name="intent" value="send-code" />
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="phone" value={phone} />
          <button type="submit" className="link-quiet min-h-11">
            重新获取验证码
          </button>
        </Form>
        <Link to={`/sign-in?${new URLSearchParams({ next })}`} className="link-quiet flex min-h-11 items-center">
          换一个手机号
        </Link>
      </div>
    </>
  );
}

function ByApp({ reply }: Part) {
  const { next } = useLoaderData<typeof loader>();
  return (
    <IntentForm intent="app-code" className="grid gap-6">
      <input type="hidden" name="next" value={next} />
      <Field
        name="code"
        label="动态码"
        why="密码对了。请打开动态码应用，填它现在显示的 6 位数字；手机不在身边时填一个恢复码。"
        error={reply?.errors.code}
        width="short"
      >
        {(control) => <TextInput {...control} autoComplete="one-time-code" maxLength={12} />}
      </Field>
      <SubmitButton wide>登录</SubmitButton>
      <p>
        <Link to={`/sign-in?${new URLSearchParams({ way: 'password', next })}`} className="link-quiet">
          重新填密码
        </Link>
      </p>
    </IntentForm>
  );
}

function ByPassword({ reply }: Part) {
  const { next } = useLoaderData<typeof loader>();
  return (
    <IntentForm intent="password" className="grid gap-6">
      <input type="hidden" name="next" value={next} />
      <Field name="email" label="邮箱" error={reply?.errors.email}>
        {(control) => (
          <TextInput {...control} type="email" autoComplete="username" defaultValue={typed(reply, 'email')} />
        )}
      </Field>
      <Field name="password" label="密码" error={reply?.errors.password}>
        {(control) => <TextInput {...control} type="password" autoComplete="current-password" />}
      </Field>
      <SubmitButton wide>登录</SubmitButton>
      <p className="flex flex-wrap gap-6">
        <Link to={`/sign-in?${new URLSearchParams({ next })}`} className="link-quiet">
          用手机号登录
        </Link>
        <Link to="/sign-up" className="link-quiet">
          用邮箱注册
        </Link>
        <Link to="/reset-password" className="link-quiet">
          忘了密码
        </Link>
      </p>
    </IntentForm>
  );
}
