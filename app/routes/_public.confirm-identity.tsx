import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmInput, NextInput } from '#app/domain/account-input.ts';
import { findSecondFactor } from '#app/services/accounts/queries.server.ts';
import { proveByCode } from '#app/services/accounts/prove-by-code.server.ts';
import { proveSession } from '#app/services/accounts/prove-session.server.ts';
import { sendProofCode } from '#app/services/accounts/send-proof-code.server.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { checkAppCode } from '#app/web/app-code.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { safePath } from '#app/web/cookies.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '确认是你本人 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { searchParams } = new URL(args.request.url);
  return page(async () => {
    const { mobile, hasApp } = await findSecondFactor(ctx);
    return {
      next: safePath(searchParams.get('next'), '/desk'),
      isSent: searchParams.has('sent'),
      mobile: mobile && `${mobile.slice(3, 6)} **** ${mobile.slice(-4)}`,
      hasApp,
      isDemo: args.context.platform.isDemo,
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    send: deed(NextInput, async (ctx, { next }) => {
      await sendProofCode(ctx);
      return redirect(`/confirm-identity?${new URLSearchParams({ next: safePath(next, '/desk'), sent: '1' })}`);
    }),
    confirm: deed(ConfirmInput, async (ctx, { code, next }) => {
      if ((await findSecondFactor(ctx)).hasApp) {
        await checkAppCode(args, code);
        await proveSession(ctx);
      } else await proveByCode(ctx, code);
      return redirect(safePath(next, '/desk'));
    }),
  });

export default function ConfirmIdentity() {
  const { hasApp, mobile } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto max-w-form py-12">
      <PageTitle>确认是你本人</PageTitle>
      <p className="mb-6">
        签署、确认到账、改收款账户和成员角色前，要再确认一次是你本人，5
        分钟内有效。做完这一步，请回到原来的页面再按一次按钮。
      </p>
      <ErrorSummary errors={reply?.errors} message={reply?.errors['']?.[0]} />
      {hasApp ? <ByApp reply={reply} /> : <BySms reply={reply} />}
      {!hasApp && mobile === null && (
        <Notice kind="attention" title="账号没有绑定手机号">
          请退出后用手机号登录一次，或者
          <Link to="/desk/security" className="mx-1 underline underline-offset-4">
            设置动态码应用
          </Link>
          ，再回来办理。
        </Notice>
      )}
    </div>
  );
}

interface Part {
  reply: FormReply | undefined;
}

function ByApp({ reply }: Part) {
  const { next } = useLoaderData<typeof loader>();
  return (
    <IntentForm intent="confirm" className="grid gap-6">
      <input type="hidden" name="next" value={next} />
      <Field
        name="code"
        label="动态码"
        why="打开动态码应用，填它现在显示的 6 位数字；手机不在身边时填一个恢复码。"
        error={reply?.errors.code}
        width="short"
      >
        {(control) => <TextInput {...control} autoComplete="one-time-code" maxLength={12} />}
      </Field>
      <SubmitButton wide>确认</SubmitButton>
    </IntentForm>
  );
}

function BySms({ reply }: Part) {
  const { next, isSent, mobile, isDemo } = useLoaderData<typeof loader>();
  if (mobile === null) return null;
  return (
    <>
      {(isSent || reply?.intent === 'confirm') && (
        <IntentForm intent="confirm" className="grid gap-6">
          <input type="hidden" name="next" value={next} />
          <Field
            name="code"
            label="办理确认码"
            why={`已发到 ${mobile}，5 分钟内有效；登录用的验证码在这里无效。`}
            error={reply?.errors.code}
            width="short"
          >
            {(control) => <TextInput {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
          </Field>
          {isDemo && (
            <p className="text-sm">
              演示环境：确认码在
              <Link to="/outbox" className="mx-1 underline underline-offset-4">
                短信和邮件
              </Link>
              里。
            </p>
          )}
          <SubmitButton wide>确认</SubmitButton>
        </IntentForm>
      )}
      <IntentForm intent="send" className="mt-6">
        <input type="hidden" name="next" value={next} />
        <SubmitButton look={isSent ? 'secondary' : 'primary'} intent="send">
          {isSent ? '重新获取确认码' : `向 ${mobile} 发送办理确认码`}
        </SubmitButton>
      </IntentForm>
      <p className="mt-6 text-sm text-ink-soft">
        常办这些事？
        <Link to="/desk/security" className="link">
          设置动态码应用
        </Link>
        ，不用等短信，也更安全。
      </p>
    </>
  );
}
