import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { groundLabels } from '#app/domain/contract-declaration.ts';
import { gateOf } from '#app/domain/contract-deeds.ts';
import {
  AcceptanceInput,
  DisputeInput,
  MilestoneInput,
  PublicityInput,
  RejectionInput,
  SignInput,
  VersionInput,
} from '#app/domain/contract-deed-input.ts';
import { licenceKindLabels } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatWan, formatYuan } from '#app/domain/money.ts';
import { leastPublicityDays } from '#app/domain/publicity.ts';
import { termOf } from '#app/domain/schedule.ts';
import { acceptMilestone } from '#app/services/contracts/accept-milestone.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import { contractPage } from '#app/services/contracts/queries.server.ts';
import {
  concedeMilestone,
  contestMilestone,
  disputeMilestone,
  thawMilestone,
} from '#app/services/contracts/dispute-milestone.server.ts';
import { recallContract } from '#app/services/contracts/recall-contract.server.ts';
import { rejectMilestone } from '#app/services/contracts/reject-milestone.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import { startPublicity } from '#app/services/contracts/start-publicity.server.ts';
import { withdrawContract } from '#app/services/contracts/withdraw-contract.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ContractClaims } from '#app/ui/contract-claims.tsx';
import { ContractDeclarations } from '#app/ui/contract-declarations.tsx';
import { PublicityForm, SignForm, UndoDeeds } from '#app/ui/contract-deed-forms.tsx';
import { ContractMilestones } from '#app/ui/contract-milestones.tsx';
import { ContractNextStep, ContractStepBar } from '#app/ui/contract-next-step.tsx';
import { ContractPapers, ContractSignatures } from '#app/ui/contract-papers.tsx';
import { ContractPeople } from '#app/ui/contract-people.tsx';
import { ContractProgress } from '#app/ui/contract-progress.tsx';
import { ContractTimeLine } from '#app/ui/contract-time-line.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { PhoneFold } from '#app/ui/phone-fold.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StatementFlags } from '#app/ui/statement-flags.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.title ?? '合同'} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ ...(await contractPage(ctx, rowId(args.params))), today: dayOf(ctx.now()) }));
}

export const action = (args: ActionFunctionArgs) => {
  const id = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${id()}`);
  return handleForm(args, {
    agree: deed(VersionInput, gateOf('agree'), async (ctx, { versionN }) => {
      await agreeContract(ctx, { contractId: id(), versionN });
      return back();
    }),
    recall: deed(VersionInput, gateOf('recall'), async (ctx, { versionN }) => {
      await recallContract(ctx, { contractId: id(), versionN });
      return back();
    }),
    withdraw: deed(VersionInput, gateOf('withdraw'), async (ctx, { versionN }) => {
      await withdrawContract(ctx, { contractId: id(), versionN });
      return back();
    }),
    publicise: deed(PublicityInput, gateOf('publicise'), async (ctx, input) => {
      await startPublicity(ctx, { contractId: id(), ...input });
      return redirect(`/desk/contracts/${id()}/publicity`);
    }),
    sign: deed(SignInput, gateOf('sign'), async (ctx, { versionN, authority }) => {
      await signContract(ctx, { contractId: id(), versionN, authority });
      return back();
    }),
    accept: deed(AcceptanceInput, gateOf('accept'), async (ctx, { milestoneId }) => {
      await acceptMilestone(ctx, { milestoneId });
      return back();
    }),
    dispute: deed(DisputeInput, gateOf('dispute'), async (ctx, input) => {
      await disputeMilestone(ctx, input);
      return back();
    }),
    contest: deed(DisputeInput, gateOf('contest'), async (ctx, input) => {
      await contestMilestone(ctx, input);
      return back();
    }),
    concede: deed(RejectionInput, gateOf('concede'), async (ctx, input) => {
      await concedeMilestone(ctx, input);
      return back();
    }),
    thaw: deed(MilestoneInput, gateOf('thaw'), async (ctx, { milestoneId }) => {
      await thawMilestone(ctx, { milestoneId });
      return back();
    }),
    reject: deed(RejectionInput, gateOf('reject'), async (ctx, input) => {
      await rejectMilestone(ctx, input);
      return back();
    }),
  });
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Contract() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, deeds, ending, figures, side, terms, today } = data;
  const isTerminated = ending?.state === 'terminated';
  const word = side === 'licensee' ? '应付' : '应收';
  const { '': message, ...fields } = reply?.errors ?? {};
  const form = { contractId: contract.id, versionN: contract.versionN, reply };
  return (
    <div className="grid grid-cols-1 gap-8">
      <div>
        <Breadcrumbs items={[{ label: '合同', to: '/desk/contracts' }, { label: contract.no }]} />
        <PageTitle meta={<Meta data={data} />} actions={<TextLink data={data} />}>
          {contract.title}
        </PageTitle>
        {reply && <ErrorSummary message={message?.[0] ?? Object.values(fields)[0]?.[0]} />}
        <ContractNextStep {...data} hasNotice={data.publicity !== null} />
      </div>
      {deeds.includes('publicise') && data.requiresPublicity && (
        <section id="publicise" aria-labelledby="publicise-head">
          <SectionHead look="plain" id="publicise-head">
            定价公示
          </SectionHead>
          <PublicityForm
            {...form}
            days={Math.max(leastPublicityDays, data.licensor.publicityDays)}
            count={data.licensor.publicityCount}
          />
        </section>
      )}
      {deeds.includes('sign') && (
        <section id="sign" aria-labelledby="sign-head">
          <SectionHead look="plain" id="sign-head">
            签署
          </SectionHead>
          <SignForm {...form} sha256={data.version.sha256} />
        </section>
      )}
      {data.declarations.length > 0 && (
        <section aria-labelledby="declarations">
          <SectionHead look="plain" id="declarations">
            中止与解除
          </SectionHead>
          <ContractDeclarations declarations={data.declarations} />
        </section>
      )}
      <ContractTimeLine {...data} />
      <FigureRow
        figures={[
          {
            label: isTerminated ? '签署时的合同额' : '合同额',
            value: isTerminated ? <del>{formatYuan(figures.contractFen)}</del> : formatYuan(figures.contractFen),
            swatch: 'gold',
            note: isTerminated
              ? '已解除，不再计入合同额'
              : `${terms.milestones.length} 个里程碑${terms.royalty ? '；提成另计' : ''}${contract.signedAt ? '' : '；尚未签署'}`,
          },
          { label: word, value: formatYuan(figures.dueFen), swatch: 'ink', note: capNote(data) },
          {
            label: '未到账',
            value: formatYuan(figures.openFen),
            swatch: 'primary',
            note: ending ? '已到期，仍应支付' : '条件已成就，还没有收到',
          },
          { label: '到账', value: formatYuan(figures.receivedFen), swatch: 'accent', note: '收款方已确认的款项' },
        ]}
      />
      {contract.signedAt && <ContractProgress figures={figures} word={word} />}
      <section aria-labelledby="claims">
        <SectionHead
          look="plain"
          id="claims"
          note={`截至 ${today}${figures.invoicedFen > 0n ? `，已开票 ${formatYuan(figures.invoicedFen)}` : ''}`}
        >
          {word}明细
        </SectionHead>
        <ContractClaims
          claims={data.claims}
          schedule={data.schedule}
          today={today}
          word={word}
          to={data.maySeeMoney ? (id) => `/desk/obligations/${id}` : null}
        />
        {data.flags.length > 0 && (
          <div className="mt-4">
            <StatementFlags flags={data.flags} />
          </div>
        )}
      </section>
      {data.milestones.length > 0 && (
        <section aria-labelledby="milestones">
          <SectionHead look="plain" id="milestones" note="验收通过才产生付款义务">
            里程碑
          </SectionHead>
          <ContractMilestones
            contractId={contract.id}
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
              signedVersionN={contract.signedVersionN}
              versions={data.versions}
              publicity={data.publicity}
              maySeeNotice={side !== null}
              maySeeApproval={data.maySeeApproval}
            />
          </PhoneFold>
          <PhoneFold id="signatures" title="签署记录">
            <ContractSignatures signatures={data.signatures} />
          </PhoneFold>
        </div>
        <PhoneFold id="people" title="各方与经办人">
          <ContractPeople licensor={data.licensor} licensee={data.licensee} people={data.people} />
        </PhoneFold>
      </div>
      <UndoDeeds dealId={contract.dealId} versionN={contract.versionN} deeds={deeds} />
      <ContractStepBar {...data} hasNotice={data.publicity !== null} />
    </div>
  );
}

function Meta({ data: { contract, ending, licensor, licensee, terms, today } }: { data: Data }) {
  const signedOn = contract.signedAt ? dayOf(contract.signedAt) : today;
  return (
    <span>
      先用后付 | {licenceKindLabels[terms.licenceKind]}
      {ending?.state === 'terminated' ? (
        <b className="text-danger">
          ，已于 {ending.on} 解除{ending.ground && `：${groundLabels[ending.ground]}`}
        </b>
      ) : contract.signedAt ? (
        `至 ${termOf(terms, { signedOn }).endOn}`
      ) : (
        ` ${terms.termYears} 年`
      )}{' '}
      | <PartyName org={licensor} /> 许可 <PartyName org={licensee} />
    </span>
  );
}

function TextLink({ data: { contract, side, terms } }: { data: Data }) {
  return (
    <>
      <ButtonLink to={`/desk/contracts/${contract.id}/text`}>合同全文</ButtonLink>
      {contract.signedAt !== null && (
        <>
          <ButtonLink to={`/desk/contracts/${contract.id}/trial`}>交付与试用</ButtonLink>
          <ButtonLink to={`/desk/contracts/${contract.id}/changes`}>变更与解除</ButtonLink>
        </>
      )}
      {contract.signedAt !== null && side !== null && (
        <ButtonLink to={`/desk/contracts/${contract.id}/proof`}>签署证据</ButtonLink>
      )}
      {terms.royalty !== null && contract.signedAt !== null && side !== null && (
        <ButtonLink to={`/desk/contracts/${contract.id}/statements`}>收入申报</ButtonLink>
      )}
      <ButtonLink to={`/desk/deals/${contract.dealId}`}>洽谈室</ButtonLink>
    </>
  );
}

const capNote = ({ ending, terms, figures }: Data): string => {
  if (ending) return `${ending.word}，不会再有新的款项`;
  const cap = terms.royalty?.capFen;
  if (cap == null) return '条件已成就的款项';
  return cap > figures.dueFen ? `距封顶还有 ${formatWan(cap - figures.dueFen)}` : '已到封顶';
};
