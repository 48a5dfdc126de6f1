import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ConfirmInput } from '#app/domain/account-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { findMobile } from '#app/services/accounts/queries.server.ts';
import { proveSession } from '#app/services/accounts/prove-session.server.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { callAuth } from '#app/web/auth-call.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { safePath } from '#app/web/cookies.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import type { FormReply } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '确认是你本人 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { searchParams } = new URL(args.request.url);
  const mobile = await findMobile(ctx);
  return {
    next: safePath(searchParams.get('next'), '/desk'),
    isSent: searchParams.has('sent'),
    mobile: mobile && `${mobile.slice(3, 6)} **** ${mobile.slice(-4)}`,
    isDemo: args.context.platform.isDemo,
  };
}

const SendInput = z.object({ next: z.string().optional() });

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    send: deed(SendInput, async (ctx, { next }) => {
      const phoneNumber = await findMobile(ctx);
      if (phoneNumber === null) throw new AppError('invalid', { says: '账号没有绑定手机号，请先用手机号登录一次。' });
      await callAuth(args, '/phone-number/send-otp', { phoneNumber });
      return redirect(`/confirm-identity?${new URLSearchParams({ next: safePath(next, '/desk'), sent: '1' })}`);
    }),
    confirm: deed(ConfirmInput, async (ctx, { code, next }) => {
      const phoneNumber = await findMobile(ctx);
      if (phoneNumber === null) throw new AppError('forbidden');
      const answer = await callAuth(args, '/phone-number/verify', { phoneNumber, code, disableSession: true });
      if (!answer.ok) throw new AppError('invalid', { says: '验证码不对或已过期，请重新获取。' }, 'code');
      await proveSession(ctx);
      return redirect(safePath(next, '/desk'));
    }),
  });

export default function ConfirmIdentity() {
  const { next, isSent, mobile, isDemo } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto max-w-form py-12">
      <PageTitle>确认是你本人</PageTitle>
      <p className="mb-6">签署、确认到账和改收款账户前，要用短信验证码再确认一次，5 分钟内有效。</p>
      <ErrorSummary errors={reply?.errors} />
      {mobile === null ? (
        <Notice kind="attention" title="账号没有绑定手机号">
          请退出后用手机号登录一次，再回来办理。
        </Notice>
      ) : isSent || reply?.intent === 'confirm' ? (
        <IntentForm intent="confirm" className="grid gap-6">
          <input type="hidden" name="next" value={next} />
          <Field name="code" label="验证码" why={`已发到 ${mobile}`} error={reply?.errors.code} width="short">
            {(control) => <TextInput {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
          </Field>
          {isDemo && (
            <p className="text-sm">
              演示环境：验证码在
              <Link to="/outbox" className="mx-1 underline underline-offset-4">
                短信和邮件
              </Link>
              里。
            </p>
          )}
          <SubmitButton wide>确认</SubmitButton>
        </IntentForm>
      ) : null}
      {mobile !== null && (
        <IntentForm intent="send" className="mt-6">
          <input type="hidden" name="next" value={next} />
          <SubmitButton look={isSent ? 'secondary' : 'primary'} intent="send">
            {isSent ? '重新获取验证码' : `向 ${mobile} 发送验证码`}
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
