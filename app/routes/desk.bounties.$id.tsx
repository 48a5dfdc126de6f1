import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { holds } from '#app/domain/access.ts';
import { mayOrganise } from '#app/domain/bounty-access.ts';
import { bountyKindLabels, bountyMachine, bountyOriginLabels, bountyRules } from '#app/domain/bounty.ts';
import { DropBountyInput, PartnerInput, PostBountyInput } from '#app/domain/bounty-input.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { allowed } from '#app/domain/machine.ts';
import { formatWan } from '#app/domain/money.ts';
import { DecideObjection } from '#app/domain/objection-input.ts';
import { draftBountyContract } from '#app/services/bounties/draft-contract.server.ts';
import { answerPartnership, invitePartner } from '#app/services/bounties/move-partner.server.ts';
import { decideBountyObjection, reopenJudging } from '#app/services/bounties/object-to-bounty.server.ts';
import { argueBounty, dropBounty, judgeBounty, postBounty } from '#app/services/bounties/organise-bounty.server.ts';
import { getBounty } from '#app/services/bounties/queries.server.ts';
import { BountyDeeds } from '#app/ui/bounties/bounty-deeds.tsx';
import { BountyMark, ProposalMark } from '#app/ui/bounties/bounty-mark.tsx';
import { BountySteps } from '#app/ui/bounties/bounty-steps.tsx';
import { GateList } from '#app/ui/bounties/gate-list.tsx';
import { PartnerList } from '#app/ui/bounties/partner-list.tsx';
import { subsidyWords } from '#app/ui/bounties/subsidy-figures.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Objections } from '#app/ui/objections.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.data.title ?? '榜单'} · 揭榜挂帅 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { own, ...found } = await getBounty(ctx, rowId(args.params));
    const today = dayOf(ctx.now());
    const mine = found.partners.find(({ orgId }) => orgId === ctx.actor.org?.orgId);
    return {
      ...found,
      own: own && { state: own.state, budgetFen: own.budgetFen },
      events: allowed(bountyMachine, found.bounty.state, found.roles),
      mayAnswer: found.isPartner && holds('officer')(ctx.actor) && mine?.agreedAt === null,
      today,
      earliest: addDays(today, bountyRules.postDays),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const officer = holds('officer');
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/bounties/${id}`);
  };
  return handleForm(args, {
    argue: deed(NoInput, mayOrganise, (ctx) => back(argueBounty(ctx, { id }))),
    post: deed(PostBountyInput, mayOrganise, (ctx, input) => back(postBounty(ctx, { id, ...input }))),
    judge: deed(NoInput, mayOrganise, (ctx) => back(judgeBounty(ctx, { id }))),
    drop: deed(DropBountyInput, officer, (ctx, input) => back(dropBounty(ctx, { id, ...input }))),
    partner: deed(PartnerInput, officer, (ctx, input) => back(invitePartner(ctx, { id, ...input }))),
    agree: deed(NoInput, officer, (ctx) => back(answerPartnership(ctx, { id, agrees: true }))),
    decline: deed(NoInput, officer, async (ctx) => {
      await answerPartnership(ctx, { id, agrees: false });
      return redirect('/desk/bounties');
    }),
    contract: deed(NoInput, officer, async (ctx) => {
      const contract = await draftBountyContract(ctx, { id });
      return redirect(`/desk/contracts/${contract.id}`);
    }),
    reopen: deed(NoInput, mayOrganise, (ctx) => back(reopenJudging(ctx, { id }))),
    decide: deed(DecideObjection, mayOrganise, async (ctx, input) => {
      await decideBountyObjection(ctx, { id, ...input });
      return redirect(`/desk/bounties/${id}?answered=${input.objectionId}`);
    }),
  });
};

export default function BountyDesk() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { bounty } = found;
  const isReader = found.isAuthority || found.isPoster || found.isExpert;
  const isRun = ['racing', 'running', 'accepted', 'stopped'].includes(bounty.state);
  return (
    <>
      <Breadcrumbs items={[{ label: '揭榜挂帅', to: '/desk/bounties' }, { label: bounty.no }]} />
      <PageTitle
        marks={<BountyMark state={bounty.state} boxed />}
        meta={`${found.posterName ?? '匿名企业'}，${bountyKindLabels[bounty.kind]}，${bountyOriginLabels[bounty.origin]}，组织方 ${found.authorityName}`}
        actions={
          <>
            {isReader && <ButtonLink to={`/desk/bounties/${bounty.id}/panel`}>专家和评榜</ButtonLink>}
            {isRun && (found.isAuthority || found.isPoster || found.isSolver) && (
              <ButtonLink to={`/desk/bounties/${bounty.id}/course`}>关口、里程碑和验收</ButtonLink>
            )}
            {bounty.postedAt !== null && bounty.state !== 'dropped' && (
              <ButtonLink to={`/bounties/${bounty.no}`}>看公开页</ButtonLink>
            )}
          </>
        }
      >
        {found.data.title}
      </PageTitle>
      <BountySteps kind={bounty.kind} state={bounty.state} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 gap-6">
          <BountyDeeds {...found} reply={reply} />
          {found.objections.length > 0 && (
            <section>
              <SectionHead look="plain">异议</SectionHead>
              <Objections
                subject="bounty"
                objections={found.objections.map((one) => ({ ...one, decidedAt: null, isMine: false }))}
                mayDecide={found.roles.includes('authority')}
                reply={reply?.intent === 'decide' ? reply : undefined}
              />
            </section>
          )}
          {found.gates.length > 0 && (
            <section>
              <SectionHead look="plain">{bounty.kind === 'race' ? '关口和里程碑' : '里程碑'}</SectionHead>
              <GateList
                gates={found.gates.map(({ decidedAt, results, ...gate }) => ({
                  ...gate,
                  isDecided: decidedAt !== null,
                  results: found.isAuthority || found.isPoster ? results : [],
                }))}
              />
            </section>
          )}
        </div>
        <aside className="grid min-w-0 gap-4" aria-label="榜单的资料">
          <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
            <SectionHead look="plain">经费和进展</SectionHead>
            <KeyValue
              items={[
                { label: '总投入', value: formatWan(bounty.totalFen) },
                { label: '自筹', value: formatWan(bounty.ownFen) },
                { label: '拟补助', value: subsidyWords(bounty.totalFen, bounty.ratePpm) },
                { label: '需求', value: `${found.demandNo}，第 ${bounty.demandVersionN} 版` },
                { label: '专家意见', value: `${found.heard} 位，同意 ${found.supporting} 位` },
                { label: '揭榜', value: `${found.answered} 家` },
                ...(found.own ? [{ label: '我方', value: <ProposalMark state={found.own.state} /> }] : []),
                ...(found.winnerName ? [{ label: '中榜', value: found.winnerName, strong: true }] : []),
                ...(found.contract
                  ? [
                      {
                        label: '合同',
                        value: (
                          <Link to={`/desk/contracts/${found.contract.id}`} className="link-quiet">
                            {found.contract.no}
                          </Link>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </section>
          <PartnerList
            partners={found.partners}
            mayInvite={found.roles.includes('poster') && ['collected', 'arguing'].includes(bounty.state)}
            mayAnswer={found.mayAnswer}
            reply={reply}
          />
        </aside>
      </div>
    </>
  );
}
