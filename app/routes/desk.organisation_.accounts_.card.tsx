import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isProofFresh } from '#app/domain/access.ts';
import { cardAccountStatesUnderWay } from '#app/domain/card-account.ts';
import {
  ApproveCardAccountInput,
  CardAccountIdInput,
  EndCardAccountInput,
  ProposeCardAccountInput,
} from '#app/domain/card-account-input.ts';
import { mayApproveAccount, mayKeepAccounts } from '#app/domain/payee-account.ts';
import { approveCardAccount } from '#app/services/card-accounts/approve-card-account.server.ts';
import { beginOnboarding } from '#app/services/card-accounts/begin-onboarding.server.ts';
import { endCardAccount } from '#app/services/card-accounts/end-card-account.server.ts';
import { askCardAccount } from '#app/services/card-accounts/ask-card-account.server.ts';
import { askOpening } from '#app/services/card-accounts/ask-opening.server.ts';
import { proposeCardAccount } from '#app/services/card-accounts/propose-card-account.server.ts';
import { listOwnCardAccounts } from '#app/services/card-accounts/queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { CardAccountEnd } from '#app/ui/organisation/card-account-end.tsx';
import { CardAccountFacts } from '#app/ui/organisation/card-account-facts.tsx';
import { CardAccountForm } from '#app/ui/organisation/card-account-form.tsx';
import { CardAccountHistory } from '#app/ui/organisation/card-account-history.tsx';
import { CardAccountSteps } from '#app/ui/organisation/card-account-steps.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '在线收款账户 · 成果通' }];

const here = '/desk/organisation/accounts/card';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (new URL(args.request.url).searchParams.has('back')) {
      await askOpening(ctx);
      throw redirect(here);
    }
    return {
      ...(await listOwnCardAccounts(ctx)),
      userId: ctx.actor.userId,
      mayKeep: mayKeepAccounts(ctx.actor),
      mayAct: mayKeepAccounts(ctx.actor) || mayApproveAccount(ctx.actor),
      isProved: isProofFresh(ctx.actor, ctx.now()),
      key: crypto.randomUUID(),
    };
  });
}

const back = async (work: Promise<unknown>) => {
  await work;
  return redirect(here);
};

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    propose: deed(ProposeCardAccountInput, mayKeepAccounts, (ctx, input) => back(proposeCardAccount(ctx, input))),
    begin: deed(CardAccountIdInput, mayKeepAccounts, async (ctx, input) =>
      redirect((await beginOnboarding(ctx, { ...input, baseUrl: args.context.platform.baseUrl })).url),
    ),
    ask: deed(CardAccountIdInput, mayApproveAccount, (ctx, input) => back(askCardAccount(ctx, input))),
    approve: deed(ApproveCardAccountInput, mayApproveAccount, (ctx, input) => back(approveCardAccount(ctx, input))),
    end: deed(EndCardAccountInput, mayApproveAccount, (ctx, input) => back(endCardAccount(ctx, input))),
  });

export default function CardAccounts() {
  const { orgName, isOffered, accounts, userId, mayKeep, mayAct, isProved, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const active = accounts.find(({ state }) => state === 'active') ?? null;
  const underWay = accounts.find(({ state }) => cardAccountStatesUnderWay.includes(state)) ?? null;
  const past = accounts.filter((row) => row !== active && row !== underWay);
  return (
    <div className="grid gap-10">
      <div>
        <Breadcrumbs
          items={[
            { label: '机构与成员', to: '/desk/organisation' },
            { label: '收款账户', to: '/desk/organisation/accounts' },
            { label: '在线收款' },
          ]}
        />
        <PageTitle meta={orgName}>在线收款账户</PageTitle>
        <p className="max-w-prose text-ink-soft">
          开通以后，付款方可以用银行卡、支付宝或微信支付小额款项，钱直接进本单位在支付服务商的账户，平台不经手。不开通，对公转账照常。
        </p>
      </div>
      <ErrorSummary errors={errors} message={message?.[0]} />
      {!isOffered && <Notice title="本平台没有接入在线支付">付款方都用对公转账。</Notice>}
      {isOffered && !isProved && mayAct && (
        <ProofNotice next={here}>
          申请、去支付服务商那边办、同意、停用和撤回要短信或动态码验证，5 分钟内有效；查看和“再查一次”不用。
        </ProofNotice>
      )}
      {active && (
        <section>
          <SectionHead look="plain" note="付款方现在用的">
            在用的账户
          </SectionHead>
          <div className="grid gap-4 rounded-lg border border-line bg-card px-5 py-4">
            <CardAccountFacts account={active} orgName={orgName} />
            <div className="flex flex-wrap gap-3">
              <Ask id={active.id} intent="ask" words="再查一次" />
              {mayKeep && active.due.length > 0 && <Ask id={active.id} intent="begin" words="去服务商那边补材料" />}
            </div>
            <CardAccountEnd account={active} reply={reply} />
          </div>
        </section>
      )}
      {underWay && (
        <CardAccountSteps
          account={underWay}
          orgName={orgName}
          isFirst={underWay.proposedBy === userId || underWay.filedBy.includes(userId)}
          mayKeep={mayKeep}
          reply={reply}
        />
      )}
      {isOffered && mayKeep && !underWay && (
        <CardAccountForm isChange={active !== null} replayKey={key} reply={reply} />
      )}
      <CardAccountHistory accounts={past} />
    </div>
  );
}

function Ask({ id, intent, words }: { id: string; intent: 'ask' | 'begin'; words: string }) {
  return (
    <IntentForm intent={intent}>
      <input type="hidden" name="cardAccountId" value={id} />
      <SubmitButton intent={intent} look="secondary">
        {words}
      </SubmitButton>
    </IntentForm>
  );
}
