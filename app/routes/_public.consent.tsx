import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData } from '@remix-run/react';
import { z } from 'zod';
import { giveConsent } from '#app/services/accounts/give-consent.server.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { safePath } from '#app/web/cookies.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import type { FormReply } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '服务协议与隐私说明 · 成果通' }];

const ConsentInput = z.object({ agree: z.literal('yes', { error: '请勾选同意后继续' }) });

/** Where the person was before the two papers came between. */
const nextOf = ({ request }: { request: Request }): string =>
  safePath(new URL(request.url).searchParams.get('next'), '/desk');

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await actorContextFor(args);
  if (actor.hasConsented) throw redirect(nextOf(args));
  return null;
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    agree: deed(ConsentInput, async (ctx) => {
      await giveConsent(ctx);
      return redirect(nextOf(args));
    }),
  });

export default function Consent() {
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto max-w-form py-12">
      <PageTitle>先看两份说明</PageTitle>
      <ErrorSummary errors={reply?.errors} />
      <IntentForm intent="agree" className="grid gap-6">
        <ul className="list-disc pl-6">
          <li>
            <Link to="/terms" className="link-quiet">
              服务协议
            </Link>
            ：平台做什么、不做什么，谁对内容和付款负责。
          </li>
          <li>
            <Link to="/privacy" className="link-quiet">
              隐私说明
            </Link>
            ：收集哪些个人信息、为什么、留多久、怎么查和删。
          </li>
        </ul>
        <label htmlFor="agree" className="flex min-h-11 items-center gap-3">
          <input id="agree" type="checkbox" name="agree" value="yes" className="h-5 w-5" />
          我已阅读并同意以上两份说明
        </label>
        <SubmitButton wide>同意并继续</SubmitButton>
      </IntentForm>
    </div>
  );
}
