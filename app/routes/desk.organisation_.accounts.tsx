import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { hasRole, holds, isProofFresh } from '#app/domain/access.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { mayApproveAccount, mayKeepAccounts, payeeAccountStatesUnderWay } from '#app/domain/payee-account.ts';
import {
  AccountIdInput,
  AgreeTwoPersonInput,
  AnswerProbeInput,
  ProposeAccountInput,
  TwoPersonInput,
  WithdrawAccountInput,
} from '#app/domain/payee-account-input.ts';
import { answerProbe } from '#app/services/organisations/answer-probe.server.ts';
import { approvePayeeAccount } from '#app/services/organisations/approve-payee-account.server.ts';
import { fileAccountPaper } from '#app/services/organisations/file-account-paper.server.ts';
import { listOwnAccounts } from '#app/services/organisations/payee-account-queries.server.ts';
import { proposePayeeAccount } from '#app/services/organisations/propose-payee-account.server.ts';
import { requestProbe } from '#app/services/organisations/request-probe.server.ts';
import {
  agreeTwoPersonLimit,
  dropTwoPersonLimit,
  setTwoPersonLimit,
} from '#app/services/organisations/set-two-person-limit.server.ts';
import { withdrawPayeeAccount } from '#app/services/organisations/withdraw-payee-account.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { AccountCard } from '#app/ui/organisation/account-card.tsx';
import { AccountForm } from '#app/ui/organisation/account-form.tsx';
import { AccountHistory } from '#app/ui/organisation/account-history.tsx';
import { AccountSteps } from '#app/ui/organisation/account-steps.tsx';
import { TwoPersonAsked } from '#app/ui/organisation/two-person-asked.tsx';
import { TwoPersonHeld } from '#app/ui/organisation/two-person-held.tsx';
import { TwoPersonForm } from '#app/ui/organisation/two-person-form.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '收款账户 · 成果通' }];

const here = '/desk/organisation/accounts';
const maxBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    ...(await listOwnAccounts(ctx)),
    userId: ctx.actor.userId,
    mayKeep: mayKeepAccounts(ctx.actor),
    isOwner: hasRole(ctx.actor, 'owner'),
    isProved: isProofFresh(ctx.actor, ctx.now()),
    key: crypto.randomUUID(),
  }));
}

const back = async (work: Promise<unknown>) => {
  await work;
  return redirect(here);
};

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) return filePaper(args);
  return handleForm(args, {
    propose: deed(ProposeAccountInput, mayKeepAccounts, (ctx, input) => back(proposePayeeAccount(ctx, input))),
    approve: deed(AccountIdInput, mayApproveAccount, (ctx, input) => back(approvePayeeAccount(ctx, input))),
    withdraw: deed(WithdrawAccountInput, mayApproveAccount, (ctx, input) => back(withdrawPayeeAccount(ctx, input))),
    probe: deed(AccountIdInput, mayKeepAccounts, (ctx, input) => back(requestProbe(ctx, input))),
    answer: deed(AnswerProbeInput, mayKeepAccounts, (ctx, { accountId, amount }) =>
      back(answerProbe(ctx, { accountId, amountFen: amount })),
    ),
    limit: deed(TwoPersonInput, holds('owner'), (ctx, { limit }) => back(setTwoPersonLimit(ctx, { limitFen: limit }))),
    agreeLimit: deed(AgreeTwoPersonInput, mayApproveAccount, (ctx, input) => back(agreeTwoPersonLimit(ctx, input))),
    dropLimit: deed(NoInput, mayApproveAccount, (ctx) => back(dropTwoPersonLimit(ctx))),
  });
};

const filePaper = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: mayKeepAccounts }, (upload) => ({
    file: deed(AccountIdInput, (ctx, { accountId }) =>
      back(fileAccountPaper(ctx, { accountId, paper: requiredFile(upload, '请选择开户证明。') })),
    ),
  }));

export default function Accounts() {
  const { name, accounts, userId, mayKeep, isOwner, isProved, key, ...limit } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const active = accounts.find(({ state }) => state === 'active') ?? null;
  const underWay = accounts.find(({ state }) => payeeAccountStatesUnderWay.includes(state)) ?? null;
  const past = accounts.filter((row) => row !== active && row !== underWay);
  return (
    <div className="grid gap-10">
      <div>
        <Breadcrumbs items={[{ label: '机构与成员', to: '/desk/organisation' }, { label: '收款账户' }]} />
        <PageTitle meta={name}>收款账户</PageTitle>
        <p className="max-w-prose text-ink-soft">
          付款方只看得到验证过的账户。换账户要两个人办、要验证、再等 24
          小时，其间通知所有合同对方：这样别人冒名改账户，钱也转不走。
        </p>
      </div>
      <ErrorSummary errors={errors} message={message?.[0]} />
      {!isProved && <ProofNotice next={here} />}
      <AccountCard account={active} underWay={underWay} />
      {underWay && (
        <AccountSteps account={underWay} isProposer={underWay.proposedBy === userId} mayKeep={mayKeep} reply={reply} />
      )}
      {mayKeep && !underWay && <AccountForm orgName={name} isChange={active !== null} replayKey={key} reply={reply} />}
      <AccountHistory accounts={past} />
      <section>
        <SectionHead look="plain" note="银行卡、支付宝、微信支付">
          在线收款
        </SectionHead>
        <ButtonLink to="/desk/organisation/accounts/card">开通或者查看在线收款账户</ButtonLink>
      </section>
      <TwoPersonForm limitFen={limit.limitFen} isOwner={isOwner} reply={reply}>
        {limit.heldUntil !== null && limit.twoPersonAskedFen === null && (
          <TwoPersonHeld limitFen={limit.twoPersonFen} until={limit.heldUntil} />
        )}
        {limit.twoPersonAskedFen !== null && (
          <TwoPersonAsked
            limitFen={limit.twoPersonAskedFen}
            asker={limit.twoPersonAsker}
            askedAt={limit.twoPersonAskedAt}
            isOwn={limit.twoPersonAskedBy === userId}
          />
        )}
      </TwoPersonForm>
    </div>
  );
}
