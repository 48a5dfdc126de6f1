import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { patentsOf } from '#app/domain/lapsed-rights.ts';
import { contractNames, kindOf } from '#app/domain/contract-kind.ts';
import { dayOf } from '#app/domain/days.ts';
import { contractPage } from '#app/services/contracts/queries.server.ts';
import { findsFeedback } from '#app/services/evaluations/give-feedback.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ContractClaims } from '#app/ui/contract-claims.tsx';
import { ContractDeclarations } from '#app/ui/contract-declarations.tsx';
import { OpenSigningForm, PublicityForm, SignForm, UndoDeeds } from '#app/ui/contract-deed-forms.tsx';
import { ContractMilestones } from '#app/ui/contract-milestones.tsx';
import { ContractNextStep, ContractStepBar } from '#app/ui/contract-next-step.tsx';
import { ContractPapers, ContractSignatures } from '#app/ui/contract-papers.tsx';
import { ContractPeople } from '#app/ui/contract-people.tsx';
import { ContractProgress } from '#app/ui/contract-progress.tsx';
import { ContractArrivals } from '#app/ui/contracts/contract-arrivals.tsx';
import { ContractDistributions } from '#app/ui/contracts/contract-distributions.tsx';
import { ContractFigures } from '#app/ui/contracts/contract-figures.tsx';
import { ClaimedConsents } from '#app/ui/contracts/claimed-consents.tsx';
import { ClearanceList } from '#app/ui/contracts/clearance-parts.tsx';
import { ConflictNotices } from '#app/ui/contracts/conflict-notices.tsx';
import { ContractLinks, ContractMeta } from '#app/ui/contracts/contract-head.tsx';
import { LapsedRightsNotice } from '#app/ui/contracts/lapsed-rights-notice.tsx';
import { PriorityCard } from '#app/ui/contracts/priority-card.tsx';
import { StateAssetCard } from '#app/ui/contracts/state-asset-card.tsx';
import { ContractTimeLine } from '#app/ui/contract-time-line.tsx';
import { everyFault } from '#app/ui/every-fault.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PhoneFold } from '#app/ui/phone-fold.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StatementFlags } from '#app/ui/statement-flags.tsx';
import { AtProvider } from '#app/ui/signing/at-provider.tsx';
import { EndedAtProvider } from '#app/ui/signing/ended-at-provider.tsx';
import { OnPaper } from '#app/ui/signing/on-paper.tsx';
import { contractAction } from '#app/web/contract-action.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.title ?? '合同'} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await contractPage(ctx, rowId(args.params));
    return { ...found, mayTellEffect: findsFeedback(ctx, found), today: dayOf(ctx.now()) };
  });
}

export const action = contractAction;

export default function Contract() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, deeds, figures, side, today } = data;
  const word = side === 'licensee' ? '应付' : '应收';
  const { '': message, ...fields } = reply?.errors ?? {};
  const form = { contractId: contract.id, versionN: contract.versionN, reply };
  return (
    <div className="grid grid-cols-1 gap-8">
      <div>
        <Breadcrumbs items={[{ label: '合同', to: '/desk/contracts' }, { label: contract.no }]} />
        <PageTitle meta={<ContractMeta {...data} />} actions={<ContractLinks {...data} />}>
          {contract.title}
        </PageTitle>
        {reply && <ErrorSummary message={message?.[0] ?? everyFault(fields)} />}
        <ContractNextStep {...data} hasNotice={data.publicity !== null && data.publicity.state !== 'cancelled'} />
        <div className="mt-4 grid gap-3 empty:hidden">
          <ConflictNotices
            // Once nothing else is left, the head says until when the answer is waited for.
            conflicts={
              ['consent', 'clearance_review'].includes(data.steps[0]?.key ?? '')
                ? data.conflicts.filter(({ pending }) => pending === null)
                : data.conflicts
            }
            clearAt={side === 'licensor' ? `/desk/contracts/${contract.id}/clearance` : undefined}
          />
        </div>
        {data.endedFlow && (
          <div className="mt-4">
            <EndedAtProvider contractId={contract.id} flow={data.endedFlow} />
          </div>
        )}
        {data.lapsedRights.length > 0 && (
          <div className="mt-4">
            <LapsedRightsNotice
              contractId={contract.id}
              lapsed={data.lapsedRights}
              standing={patentsOf(data.terms).length - data.lapsedRights.length}
              isParty={side !== null}
            />
          </div>
        )}
        {data.clearances.length > 0 && (
          <div className="mt-4">
            <ClearanceList said={data.clearances} />
          </div>
        )}
      </div>
      {data.claimedConsents.length > 0 && (
        <ClaimedConsents
          owner={data.sides.licensor}
          claimed={data.claimedConsents}
          mayAnswer={data.mayAnswerConsent}
          reply={reply}
        />
      )}
      {deeds.includes('publicise') && data.requiresPublicity && (
        <section id="publicise" aria-labelledby="publicise-head">
          <SectionHead look="plain" id="publicise-head">
            定价公示
          </SectionHead>
          <PublicityForm
            {...form}
            days={data.publicityDays}
            count={data.licensor.publicityCount}
            isAgain={data.hasVoidNotice}
            owesCorrection={data.owesCorrection}
          />
        </section>
      )}
      {deeds.includes('publicise') && !data.requiresPublicity && (
        <section id="publicise" aria-labelledby="publicise-head">
          <SectionHead look="plain" id="publicise-head">
            定价公示
          </SectionHead>
          <OpenSigningForm versionN={contract.versionN} why={data.pricing.exemption ?? ''} />
        </section>
      )}
      {deeds.includes('sign') && (
        <section id="sign" aria-labelledby="sign-head">
          <SectionHead look="plain" id="sign-head">
            签署
          </SectionHead>
          {data.isAtProvider ? (
            <AtProvider contractId={contract.id} />
          ) : data.isOnPaper ? (
            <OnPaper contractId={contract.id} versionN={contract.versionN} />
          ) : (
            <SignForm {...form} sha256={data.version.sha256} turn={data.pageTurn} />
          )}
        </section>
      )}
      {data.stateAsset.isNeeded && (
        <StateAssetCard
          contractId={contract.id}
          filing={data.stateAsset.filing}
          mayRecord={side === 'licensor' && contract.signedAt === null}
          mayRead={side === 'licensor'}
        />
      )}
      {data.priority && <PriorityCard contractId={contract.id} {...data.priority} />}
      {data.declarations.length > 0 && (
        <section aria-labelledby="declarations">
          <SectionHead look="plain" id="declarations">
            {data.declarations.every(({ event }) => event === 'first_sale') ? '首次销售' : '中止与解除'}
          </SectionHead>
          <ContractDeclarations sides={data.sides} declarations={data.declarations} mayOpenFiles={side !== null} />
        </section>
      )}
      <ContractTimeLine {...data} />
      <ContractFigures {...data} word={word} />
      {contract.signedAt && <ContractProgress figures={figures} word={word} />}
      <section aria-labelledby="claims">
        <SectionHead
          look="plain"
          id="claims"
          note={`截至 ${today}`}
          action={
            side !== null && data.claims.length > 0 && <ExportLinks to={`/desk/contracts/${contract.id}/export`} />
          }
        >
          {side === null ? '到账' : word}明细
        </SectionHead>
        {side === null ? (
          <ContractArrivals arrivals={data.arrivals} />
        ) : (
          <ContractClaims
            claims={data.claims}
            schedule={data.schedule}
            today={today}
            word={word}
            to={data.maySeeMoney ? (id) => `/desk/obligations/${id}` : null}
          />
        )}
        {data.schedule.length > 0 && (
          <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
            <span>条件未成就的付款计划，共 {data.schedule.length} 笔</span>
            <ExportLinks to={`/desk/contracts/${contract.id}/schedule/export`} />
          </div>
        )}
        {data.hasCredits && (
          <p className="mt-2 text-sm">
            更正后多计的款项成为贷项，
            <Link to={`/desk/contracts/${contract.id}/credits`} className="link">
              看贷项怎样来、抵了什么
            </Link>
          </p>
        )}
        {data.flags.length > 0 && (
          <div className="mt-4">
            <StatementFlags flags={data.flags} />
          </div>
        )}
      </section>
      <ContractDistributions contractId={contract.id} {...data.shared} />
      {data.milestones.length > 0 && (
        <section aria-labelledby="milestones">
          <SectionHead
            look="plain"
            id="milestones"
            note={`验收通过${data.milestones.some((row) => row.terms?.trigger === 'sales_reached') ? '或者申报达到' : ''}才产生付款义务`}
          >
            里程碑
          </SectionHead>
          <ContractMilestones
            contractId={contract.id}
            sides={data.sides}
            milestones={data.milestones}
            mayFetch={side !== null}
            reply={reply}
          />
        </section>
      )}
      <div className="grid gap-8 lg:grid-cols-2">
        <div className="grid content-start gap-8">
          <PhoneFold id="papers" title="文件" note="指纹为 SHA-256，点开看全文">
            <ContractPapers
              contractId={contract.id}
              name={contractNames[kindOf(data.terms)]}
              signedVersionN={contract.signedVersionN}
              versions={data.versions}
              publicity={data.publicity}
              pricing={data.pricing}
              maySeeNotice={side !== null}
              isEsigned={data.signatures.some(({ way }) => way === 'provider')}
              maySeeApproval={data.maySeeApproval}
            />
          </PhoneFold>
          <PhoneFold id="signatures" title="签署记录">
            <ContractSignatures sides={data.sides} signatures={data.signatures} />
          </PhoneFold>
        </div>
        <PhoneFold id="people" title="各方与经办人">
          <ContractPeople sides={data.sides} licensor={data.licensor} licensee={data.licensee} people={data.people} />
        </PhoneFold>
      </div>
      <UndoDeeds dealId={contract.dealId} versionN={contract.versionN} deeds={deeds} />
      <ContractStepBar {...data} hasNotice={data.publicity !== null && data.publicity.state !== 'cancelled'} />
    </div>
  );
}
