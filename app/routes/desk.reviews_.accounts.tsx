import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holdsAtPlatform, isProofFresh } from '#app/domain/access.ts';
import { AccountIdInput, RefuseAccountInput } from '#app/domain/payee-account-input.ts';
import { decideAccountPaper } from '#app/services/organisations/decide-account-paper.server.ts';
import { listAccountsToVerify } from '#app/services/organisations/payee-account-queries.server.ts';
import { sendProbe } from '#app/services/organisations/send-probe.server.ts';
import { listUnreadPayments } from '#app/services/payments/list-unread-payments.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { AccountToRead, AccountToSend } from '#app/ui/organisation/accounts-to-verify.tsx';
import { UnreadPayments } from '#app/ui/organisation/unread-payments.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '收款账户验证 · 成果通' }];

const here = '/desk/reviews/accounts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    ...(await listAccountsToVerify(ctx)),
    unread: await listUnreadPayments(ctx),
    isProved: isProofFresh(ctx.actor, ctx.now()),
  }));
}

const mayReview = holdsAtPlatform('reviewer');
const back = async (work: Promise<unknown>) => {
  await work;
  return redirect(here);
};

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    send: deed(AccountIdInput, mayReview, (ctx, input) => back(sendProbe(ctx, input))),
    pass: deed(AccountIdInput, mayReview, (ctx, { accountId }) =>
      back(decideAccountPaper(ctx, { accountId, event: 'pass' })),
    ),
    refuse: deed(RefuseAccountInput, mayReview, (ctx, { accountId, note }) =>
      back(decideAccountPaper(ctx, { accountId, event: 'refuse', note })),
    ),
  });

export default function AccountsToVerify() {
  const { toSend, toRead, unread, isProved } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="grid gap-8">
      <PageTitle meta={`待打款 ${toSend.length}，待审证明 ${toRead.length}`}>收款账户验证</PageTitle>
      <ErrorSummary errors={errors} message={message?.[0]} />
      {!isProved && toSend.length + toRead.length > 0 && <ProofNotice next={here} />}
      {toSend.length + toRead.length === 0 && (
        <EmptyState title="没有待验证的账户">机构申请打款或者提交开户证明后，按先后排在这里。</EmptyState>
      )}
      {toSend.length > 0 && (
        <section>
          <SectionHead look="plain" note="从平台自己的账户打出，金额不能告诉对方">
            待打款
          </SectionHead>
          <ul className="grid gap-4">
            {toSend.map((account) => (
              <AccountToSend key={account.id} account={account} />
            ))}
          </ul>
        </section>
      )}
      {toRead.length > 0 && (
        <section>
          <SectionHead look="plain">待审开户证明</SectionHead>
          <ul className="grid gap-4">
            {toRead.map((account) => (
              <AccountToRead
                key={account.id}
                account={account}
                reply={reply?.values.accountId === account.id ? reply : undefined}
              />
            ))}
          </ul>
        </section>
      )}
      <UnreadPayments payments={unread} />
    </div>
  );
}
