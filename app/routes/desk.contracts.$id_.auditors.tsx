import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isProofFresh } from '#app/domain/access.ts';
import { AuditorGrantInput, InviteAuditorInput } from '#app/domain/auditor-input.ts';
import { longestAuditDays, mayAgreeToAudit, mayInviteAuditor } from '#app/domain/auditor.ts';
import { addDays } from '#app/domain/days.ts';
import { agreeToAudit } from '#app/services/auditors/agree-to-audit.server.ts';
import { inviteAuditor } from '#app/services/auditors/invite-auditor.server.ts';
import { listAuditors } from '#app/services/auditors/queries.server.ts';
import { revokeAuditor } from '#app/services/auditors/revoke-auditor.server.ts';
import { AuditorCard } from '#app/ui/auditors/auditor-card.tsx';
import { InviteAuditorForm } from '#app/ui/auditors/invite-auditor-form.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '查账授权 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await listAuditors(ctx, rowId(args.params));
    return {
      ...found,
      isProved: isProofFresh(ctx.actor, ctx.now()),
      latestOn: addDays(found.earliestOn, longestAuditDays - 1),
      key: crypto.randomUUID(),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/contracts/${rowId(args.params)}/auditors`);
  };
  return handleForm(args, {
    invite: deed(InviteAuditorInput, mayInviteAuditor, (ctx, input) =>
      back(inviteAuditor(ctx, { ...input, contractId: rowId(args.params) })),
    ),
    agree: deed(AuditorGrantInput, mayAgreeToAudit, (ctx, input) => back(agreeToAudit(ctx, input))),
    revoke: deed(AuditorGrantInput, mayInviteAuditor, (ctx, input) => back(revokeAuditor(ctx, input))),
  });
};

export default function Auditors() {
  const { contract, isLicensor, mayInvite, mayAgree, grants, isProved, noticeDays, earliestOn, latestOn, key } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '查账授权' },
        ]}
      />
      <PageTitle meta={`${contract.no} ${contract.title}`}>查账授权</PageTitle>
      <div className="grid max-w-4xl gap-6">
        <p className="max-w-prose text-ink-soft">
          收款方可以请一位具名的查账人，在约定的几天里查看这份合同的条款、收入申报、验收证据和收款情况。只能看，不能改；每看一页、每下载一个文件都有记录，双方都看得到。
        </p>
        <ErrorSummary errors={reply?.intent === 'invite' ? errors : {}} message={message?.[0]} scope="invite" />
        {mayInvite && !isProved && (
          <ProofNotice next={`/desk/contracts/${contract.id}/auditors`}>
            授权和领取链接前要短信或动态码验证，5 分钟内有效。
          </ProofNotice>
        )}
        {grants.map((grant) => (
          <AuditorCard
            key={grant.id}
            contractId={contract.id}
            grant={grant}
            mayManage={mayInvite}
            mayAgree={mayAgree}
          />
        ))}
        {grants.length === 0 && (
          <EmptyState title="还没有查账授权">
            {isLicensor ? '按合同查账时，由法务、财务或管理员在这里授权。' : '收款方授权查账人时，会提前通知你方。'}
          </EmptyState>
        )}
        {mayInvite && <InviteAuditorForm {...{ noticeDays, earliestOn, latestOn, reply }} replayKey={key} />}
      </div>
    </>
  );
}
