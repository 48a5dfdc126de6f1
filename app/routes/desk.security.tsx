import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmAppInput, NextInput, StartAppInput } from '#app/domain/account-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { noteFactorChange, requireFactorProof } from '#app/services/accounts/note-factor-change.server.ts';
import { findSecondFactor } from '#app/services/accounts/queries.server.ts';
import { AppEnrolment, RecoveryCodes } from '#app/ui/app-enrolment.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { checkAppCode } from '#app/web/app-code.server.ts';
import { type Enrolment, readEnrolment, readRecovery } from '#app/web/app-enrolment.server.ts';
import { callAuth, withCookies } from '#app/web/auth-call.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '账号安全 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { mobile, ...factor } = await findSecondFactor(ctx);
    const isDone = new URL(args.request.url).searchParams.has('done');
    return { ...factor, name: ctx.actor.name, mobile: mobile?.slice(3) ?? null, isDone };
  });
}

/** The answer of the deeds that show secrets: never a redirect, never cached, gone with the page. */
const shown = (body: object) => Response.json(body, { headers: { 'cache-control': 'no-store' } });

export const action = (args: ActionFunctionArgs) => {
  const ask = async (path: string, password: string | undefined) => {
    const answer = await callAuth(args, path, password ? { password } : {});
    if (answer.code === 'INVALID_PASSWORD') throw new AppError('invalid', { says: '密码不对。' }, 'password');
    if (!answer.ok) throw new AppError('state_changed');
    return answer;
  };
  return handleForm(args, {
    start: deed(StartAppInput, async (ctx, { password }) => {
      await requireFactorProof(ctx);
      const answer = await ask('/two-factor/enable', password);
      return shown({ intent: 'start', values: {}, errors: {}, enrolment: readEnrolment(answer, ctx.actor.name) });
    }),
    finish: deed(ConfirmAppInput, async (ctx, { code }) => {
      await requireFactorProof(ctx);
      const { cookies } = await checkAppCode(args, code);
      await noteFactorChange(ctx, 'enrol');
      return redirect('/desk/security?done', { headers: withCookies(cookies) });
    }),
    renew: deed(StartAppInput, async (ctx, { password }) => {
      await requireFactorProof(ctx);
      const answer = await ask('/two-factor/generate-backup-codes', password);
      await noteFactorChange(ctx, 'renew');
      return shown({ intent: 'renew', values: {}, errors: {}, recovery: readRecovery(answer) });
    }),
    remove: deed(StartAppInput.extend(NextInput.shape), async (ctx, { password }) => {
      await requireFactorProof(ctx);
      const { cookies } = await ask('/two-factor/disable', password);
      await noteFactorChange(ctx, 'remove');
      return redirect('/desk/security', { headers: withCookies(cookies) });
    }),
  });
};

interface Reply extends FormReply {
  readonly enrolment?: Enrolment;
  readonly recovery?: readonly string[];
}

export default function Security() {
  const { name, mobile, hasApp, isAppPending, isDone } = useLoaderData<typeof loader>();
  const reply = useActionData<Reply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="max-w-form">
      <PageTitle>账号安全</PageTitle>
      {isDone && hasApp && (
        <div className="mb-6">
          <Notice kind="success" title="动态码应用已启用" live="polite">
            以后签署、确认到账、改收款账户和成员角色时，填应用里的 6 位动态码。
          </Notice>
        </div>
      )}
      <ErrorSummary errors={errors} message={message?.[0]} />
      <KeyValue
        items={[
          { label: '姓名', value: name },
          { label: '手机号', value: mobile ?? '没有绑定，用手机号登录一次即绑定' },
        ]}
      />
      <section className="mt-8" aria-labelledby="factor">
        <SectionHead look="plain" id="factor">
          办理重要事项时怎样确认是你本人
        </SectionHead>
        <p className="mb-4">
          <StateMark boxed tone={hasApp ? 'good' : 'neutral'}>
            {hasApp ? '动态码应用' : mobile === null ? '还没有' : '短信里的办理确认码'}
          </StateMark>
        </p>
        {hasApp ? (
          <WithApp reply={reply} />
        ) : reply?.enrolment ? (
          <AppEnrolment enrolment={reply.enrolment}>
            <FinishForm reply={reply} />
          </AppEnrolment>
        ) : (
          <>
            <p className="mb-6 text-ink-soft">
              动态码应用装在手机上，每 30 秒换一个 6
              位数字，不用等短信，也不怕号码被人补卡冒用。微信小程序“腾讯身份验证器”、Microsoft Authenticator
              等都可以用。
            </p>
            {isAppPending && reply?.intent !== 'start' && (
              <div className="mb-8 rounded-lg border border-line bg-card p-5">
                <p className="mb-4">已经扫过二维码的，填应用里的动态码完成设置；没有存下来的，重新开始。</p>
                <FinishForm reply={reply} />
              </div>
            )}
            <PasswordForm intent="start" reply={reply} look={isAppPending ? 'secondary' : 'primary'}>
              {isAppPending ? '重新开始设置' : '开始设置动态码应用'}
            </PasswordForm>
          </>
        )}
      </section>
    </div>
  );
}

interface Part {
  reply: Reply | undefined;
}

function WithApp({ reply }: Part) {
  return (
    <>
      {reply?.recovery && <RecoveryCodes codes={reply.recovery} />}
      <div className="mt-6 grid gap-8">
        <PasswordForm intent="renew" reply={reply} look="secondary">
          换一组恢复码
        </PasswordForm>
        <PasswordForm intent="remove" reply={reply} look="secondary">
          停用动态码应用
        </PasswordForm>
      </div>
    </>
  );
}

function FinishForm({ reply }: Part) {
  return (
    <IntentForm intent="finish" className="grid gap-6">
      <Field
        name="code"
        label="动态码"
        error={reply?.intent === 'finish' ? reply.errors.code : undefined}
        width="short"
      >
        {(control) => <TextInput {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
      </Field>
      <div>
        <SubmitButton intent="finish">完成设置</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface PasswordFormProps extends Part {
  intent: 'start' | 'renew' | 'remove';
  look: 'primary' | 'secondary';
  children: string;
}

/** Accounts with a password give it once more. */
function PasswordForm({ intent, look, children, reply }: PasswordFormProps) {
  const { hasPassword } = useLoaderData<typeof loader>();
  return (
    <IntentForm intent={intent} className="grid gap-4">
      {hasPassword && (
        <Field
          name="password"
          scope={intent}
          label="登录密码"
          error={reply?.intent === intent ? reply.errors.password : undefined}
          width="half"
        >
          {(control) => <TextInput {...control} type="password" autoComplete="current-password" />}
        </Field>
      )}
      <div>
        <SubmitButton intent={intent} look={look}>
          {children}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
