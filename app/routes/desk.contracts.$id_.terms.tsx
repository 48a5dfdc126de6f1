import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AnswerClausesInput, WithdrawClausesInput } from '#app/domain/clause-input.ts';
import { contractStateWord, gateOf } from '#app/domain/contract-deeds.ts';
import { answerClauses } from '#app/services/contracts/answer-clauses.server.ts';
import { termsPage } from '#app/services/contracts/terms-queries.server.ts';
import { withdrawClauses } from '#app/services/contracts/withdraw-clauses.server.ts';
import { ArticleChanges } from '#app/ui/article-changes.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ClauseAnswers } from '#app/ui/contracts/clause-answers.tsx';
import { ClauseWithdrawal } from '#app/ui/contracts/clause-withdrawal.tsx';
import { VersionHistory } from '#app/ui/contracts/version-history.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 条款商谈 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => termsPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  return handleForm(args, {
    answer: deed(AnswerClausesInput, gateOf('counter'), async (ctx, input) => {
      await answerClauses(ctx, { contractId: contractId(), ...input });
      return redirect(`/desk/contracts/${contractId()}`);
    }),
    withdrawClauses: deed(WithdrawClausesInput, gateOf('recall'), async (ctx, input) => {
      await withdrawClauses(ctx, { contractId: contractId(), ...input });
      return redirect(`/desk/contracts/${contractId()}/terms`);
    }),
  });
};

export default function Terms() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, open, side } = found;
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <div className="grid max-w-form grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '条款商谈' },
          ]}
        />
        <PageTitle
          meta={
            <>
              {contractStateWord(contract, side, found.sides)}，第 {contract.versionN} 版 |{' '}
              <PartyName org={found.licensor} /> 与 <PartyName org={found.licensee} />
            </>
          }
          actions={
            <>
              <ButtonLink to={`/desk/contracts/${contract.id}/text?version=${contract.versionN}`}>合同全文</ButtonLink>
              {found.mayCounter && <ButtonLink to={`/desk/deals/${contract.dealId}/contract`}>自己改条款</ButtonLink>}
            </>
          }
        >
          条款商谈
        </PageTitle>
        {reply && <ErrorSummary errors={fields} message={message?.[0]} />}
      </div>
      {found.reworded.length > 0 && (
        <Notice title="约定没有改，平台的条款措辞有更新">
          <ArticleChanges changes={found.reworded} />
        </Notice>
      )}
      {open.length > 0 && found.mayAnswer && <ClauseAnswers contract={contract} clauses={open} reply={reply} />}
      {open.length > 0 && found.mayWithdraw && <ClauseWithdrawal contract={contract} clauses={open} reply={reply} />}
      <section aria-labelledby="history-head">
        <SectionHead look="plain" id="history-head" note="最新的在前；划掉的是原文，加粗的是新文">
          各版的修改
        </SectionHead>
        <VersionHistory contractId={contract.id} sides={found.sides} versions={found.history} />
      </section>
    </div>
  );
}
