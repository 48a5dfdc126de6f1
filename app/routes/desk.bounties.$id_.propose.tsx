import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { mayPropose } from '#app/domain/bounty-access.ts';
import { ProposeInput } from '#app/domain/bounty-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { metricWords } from '#app/domain/demand-form.ts';
import { formatWan } from '#app/domain/money.ts';
import { proposalDesk } from '#app/services/bounties/call-queries.server.ts';
import { proposeToBounty, withdrawProposal } from '#app/services/bounties/propose-to-bounty.server.ts';
import { ProposalMark } from '#app/ui/bounties/bounty-mark.tsx';
import { ProposalForm } from '#app/ui/bounties/proposal-form.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `揭榜：${data?.title ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { own, ...found } = await proposalDesk(ctx, rowId(args.params));
    const { bounty } = found;
    return {
      ...found,
      own: own && { state: own.state, data: own.data, achievementId: own.achievementId },
      isOpen: bounty.state === 'posted' && bounty.closesOn !== null && dayOf(ctx.now()) <= bounty.closesOn,
      isVerified: ctx.actor.org?.verified === true,
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  return handleForm(args, {
    propose: deed(ProposeInput, mayPropose, async (ctx, input) => {
      await proposeToBounty(ctx, { id, ...input });
      return redirect(`/desk/bounties/${id}/propose`);
    }),
    withdraw: deed(NoInput, mayPropose, async (ctx) => {
      await withdrawProposal(ctx, { id });
      return redirect(`/desk/bounties/${id}/propose`);
    }),
  });
};

export default function Propose() {
  const { bounty, title, metrics, basis, own, isOpen, isVerified } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isIn = own !== null && own.state !== 'withdrawn';
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '揭榜挂帅', to: '/desk/bounties' },
          { label: bounty.no, to: `/bounties/${bounty.no}` },
          { label: '揭榜' },
        ]}
      />
      <PageTitle
        marks={own && <ProposalMark state={own.state} />}
        meta={`总投入 ${formatWan(bounty.totalFen)}，揭榜到 ${bounty.closesOn} 截止；截止前谁也看不到你的揭榜书。`}
      >
        {title}
      </PageTitle>
      {metrics.length > 0 && (
        <Notice title="榜上的指标，验收逐项照此检验">
          <ul className="list-disc pl-5">
            {metrics.map((metric) => (
              <li key={metric.name}>
                {metric.name} {metricWords(metric)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isIn && (
        <div className="my-6">
          <Notice kind="success" title="揭榜书已经交上">
            截止前可以改，也可以撤回。
            {isOpen && (
              <IntentForm intent="withdraw" className="mt-2">
                <SubmitButton intent="withdraw" look="secondary">
                  撤回揭榜
                </SubmitButton>
              </IntentForm>
            )}
          </Notice>
        </div>
      )}
      {!isOpen ? (
        <EmptyState title="这一榜现在不收揭榜书" action={<ButtonLink to="/bounties">看别的榜单</ButtonLink>}>
          揭榜已经截止，或榜单已经结束。
        </EmptyState>
      ) : basis.length === 0 ? (
        <EmptyState title="先公开一项成果" action={<ButtonLink to="/desk/achievements">去成果</ButtonLink>}>
          揭榜要以本单位已公开的成果为基础。
        </EmptyState>
      ) : (
        <>
          {!isVerified && <Notice kind="attention" title="本单位还没有通过认证，不能揭榜。" />}
          <ProposalForm
            basis={basis.map(({ id, no, name }) => ({ value: id, label: `${no} ${name}` }))}
            own={own}
            reply={reply}
          />
        </>
      )}
    </div>
  );
}
