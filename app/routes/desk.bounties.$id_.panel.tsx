import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { mayOrganise } from '#app/domain/bounty-access.ts';
import {
  AwardInput,
  ChooseInput,
  DeclareInput,
  ExpertInput,
  OpinionInput,
  RaceInput,
  ScoreProposalInput,
} from '#app/domain/bounty-input.ts';
import { awardBounty, choosePostersProposal, startRace } from '#app/services/bounties/award-bounty.server.ts';
import { getPanel } from '#app/services/bounties/panel-queries.server.ts';
import { declareRelations, giveOpinion, inviteExpert, scoreProposal } from '#app/services/bounties/panel.server.ts';
import { BountyMark } from '#app/ui/bounties/bounty-mark.tsx';
import { ChoiceForms } from '#app/ui/bounties/choice-forms.tsx';
import { DeclareForm, OpinionForm, ScoreForm } from '#app/ui/bounties/expert-forms.tsx';
import { PanelTable } from '#app/ui/bounties/panel-table.tsx';
import { ProposalPaper } from '#app/ui/bounties/proposal-paper.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '专家和评榜 · 揭榜挂帅 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => getPanel(ctx, rowId(args.params)));
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/bounties/${id}/panel`);
  };
  const home = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/bounties/${id}`);
  };
  return handleForm(args, {
    expert: deed(ExpertInput, mayOrganise, (ctx, input) => back(inviteExpert(ctx, { id, ...input }))),
    opinion: deed(OpinionInput, (ctx, input) => back(giveOpinion(ctx, { id, ...input }))),
    declare: deed(DeclareInput, (ctx, { conflict, note }) =>
      back(declareRelations(ctx, { id, conflictOrgIds: conflict, note })),
    ),
    score: deed(ScoreProposalInput, (ctx, input) => back(scoreProposal(ctx, { id, ...input }))),
    choose: deed(ChooseInput, holds('officer'), (ctx, input) => back(choosePostersProposal(ctx, { id, ...input }))),
    award: deed(AwardInput, mayOrganise, (ctx, input) => home(awardBounty(ctx, { id, ...input }))),
    race: deed(RaceInput, mayOrganise, (ctx, input) => home(startRace(ctx, { id, ...input }))),
  });
};

export default function Panel() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { bounty, own, proposals } = found;
  const isJudging = bounty.state === 'judging';
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '揭榜挂帅', to: '/desk/bounties' },
          { label: bounty.no, to: `/desk/bounties/${bounty.id}` },
          { label: '专家和评榜' },
        ]}
      />
      <PageTitle
        marks={<BountyMark state={bounty.state} boxed />}
        meta="专家各自评分，互相看不到；有关系的不评那一份。"
      >
        专家和评榜
      </PageTitle>
      <div className="grid gap-8">
        {own !== null && bounty.state === 'arguing' && <OpinionForm own={own} reply={reply} />}
        {own !== null && isJudging && <DeclareForm own={own} solvers={found.solvers} reply={reply} />}
        {(found.isAuthority || found.isPoster) && (
          <PanelTable
            rows={found.panel}
            mayInvite={
              found.roles.includes('authority') && ['collected', 'arguing', 'posted', 'judging'].includes(bounty.state)
            }
            reply={reply}
          />
        )}
        <section>
          <SectionHead look="plain" note={found.isSealed ? '截止前不拆封' : undefined}>
            揭榜书
          </SectionHead>
          {proposals.length === 0 ? (
            <EmptyState title={found.isSealed ? '还没有拆封' : '没有可以看的揭榜书'}>
              {found.isSealed
                ? '揭榜截止以后，组织方、发榜方和没有利益关系的专家才看得到。'
                : own !== null && own.declaredAt === null
                  ? '请先声明与揭榜方有没有关系。'
                  : '没有单位揭榜，或者都与你有关系。'}
            </EmptyState>
          ) : (
            <ul className="grid gap-6">
              {proposals.map((proposal) => (
                <li key={proposal.id}>
                  <ProposalPaper proposal={proposal} isPostersChoice={bounty.posterChoiceId === proposal.id} />
                  {isJudging && proposal.mayScore && proposal.state === 'submitted' && (
                    <ScoreForm proposalId={proposal.id} orgName={proposal.orgName} mine={proposal.mine} reply={reply} />
                  )}
                </li>
              ))}
            </ul>
          )}
        </section>
        {isJudging && (
          <ChoiceForms
            kind={bounty.kind}
            origin={bounty.origin}
            roles={found.roles}
            proposals={proposals.filter(({ state }) => state === 'submitted')}
            posterChoiceId={bounty.posterChoiceId}
            posterOpinion={bounty.posterOpinion}
            reply={reply}
          />
        )}
      </div>
    </>
  );
}
