import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { chainScopeLabels } from '#app/domain/approval.ts';
import { approvalGates } from '#app/domain/approval-access.ts';
import { EndChainInput, SetChainInput } from '#app/domain/approval-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatYuan } from '#app/domain/money.ts';
import { chainEffect } from '#app/services/approvals/chain-effect.server.ts';
import { listChains } from '#app/services/approvals/queries.server.ts';
import { setApprovalChain } from '#app/services/approvals/set-approval-chain.server.ts';
import type { ShownEffect } from '#app/ui/approvals/chain-effect.tsx';
import { ChainForm } from '#app/ui/approvals/chain-form.tsx';
import { StepList } from '#app/ui/approvals/step-list.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '合同审批流程 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!approvalGates.setChain(ctx.actor)) throw new AppError('forbidden');
    return { chains: await listChains(ctx) };
  });
}

/** A chain that was typed and not saved, with what it would mean. */
interface PreviewReply extends FormReply {
  readonly effect?: ShownEffect;
}

const here = '/desk/organisation/approvals';

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    preview: deed(SetChainInput, approvalGates.setChain, async (ctx, { contractKind, from, steps }, values) => {
      const effect = await chainEffect(ctx, { contractKind, fromFen: from, steps });
      const reply: PreviewReply = { intent: 'preview', values, errors: {}, effect };
      return Response.json(reply, { headers: { 'cache-control': 'no-store' } });
    }),
    set: deed(SetChainInput, approvalGates.setChain, async (ctx, { contractKind, from, steps }) => {
      await setApprovalChain(ctx, { contractKind, fromFen: from, steps });
      return redirect(here);
    }),
    end: deed(EndChainInput, approvalGates.setChain, async (ctx, { contractKind, fromFen }) => {
      await setApprovalChain(ctx, { contractKind, fromFen, steps: [] });
      return redirect(here);
    }),
  });

export default function Approvals() {
  const { chains } = useLoaderData<typeof loader>();
  const reply = useActionData<PreviewReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="max-w-form">
      <Breadcrumbs items={[{ label: '机构与成员', to: '/desk/organisation' }, { label: '合同审批流程' }]} />
      <PageTitle meta="签署前要走完；按合同类型和金额选流程，没有对应流程的不用审批">合同审批流程</PageTitle>
      <ErrorSummary errors={errors} message={message?.[0]} />
      {chains.length === 0 ? (
        <EmptyState title="还没有审批流程">
          签署合同只要管理员或审批人一个人。在下面写下各环节，就要逐级审批。
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {chains.map((chain) => (
            <li key={chain.id} className="rounded-lg border border-line bg-card p-5">
              <h2 className="font-bold">
                {chainScopeLabels[chain.contractKind]}
                {chain.fromFen > 0n && `，${formatYuan(chain.fromFen)} 及以上`}
              </h2>
              <StepList steps={chain.steps} />
              <IntentForm intent="end" className="mt-3">
                <input type="hidden" name="contractKind" value={chain.contractKind} />
                <input type="hidden" name="fromFen" value={String(chain.fromFen)} />
                <SubmitButton look="secondary" intent="end">
                  停用这个流程
                </SubmitButton>
              </IntentForm>
            </li>
          ))}
        </ul>
      )}
      <section className="mt-10" aria-labelledby="new-chain">
        <SectionHead
          look="plain"
          id="new-chain"
          note="同一类型、同一金额的新流程替换旧的；已经发起的审批按原来的环节走完"
        >
          新的流程
        </SectionHead>
        <ChainForm
          reply={reply && reply.intent !== 'end' ? { ...reply, intent: 'set' } : undefined}
          effect={reply?.effect}
        />
      </section>
    </div>
  );
}
