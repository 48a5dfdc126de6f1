import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { hasRole, type RoleGate } from '#app/domain/access.ts';
import { gateOf } from '#app/domain/contract-deeds.ts';
import {
  AmendmentAnswerInput,
  AmendmentPutInput,
  AmendmentSignInput,
  AnswerInput,
  AskInput,
  BuyOutInput,
  DeclarationInput,
  DemandInput,
  PublicityInput,
} from '#app/domain/contract-deed-input.ts';
import { agreeAmendment } from '#app/services/contracts/agree-amendment.server.ts';
import { refuseAmendment, signAmendment, withdrawAmendment } from '#app/services/contracts/answer-amendment.server.ts';
import { answerDeclaration } from '#app/services/contracts/answer-declaration.server.ts';
import { askOtherSide } from '#app/services/contracts/ask-other-side.server.ts';
import { buyOut } from '#app/services/contracts/buy-out.server.ts';
import { changesPage } from '#app/services/contracts/changes-queries.server.ts';
import { cureContract, demandCure } from '#app/services/contracts/demand-cure.server.ts';
import { offerAmendment } from '#app/services/contracts/offer-amendment.server.ts';
import { proposeAmendment } from '#app/services/contracts/propose-amendment.server.ts';
import { skipAmendmentPublicity } from '#app/services/contracts/skip-amendment-publicity.server.ts';
import { publiciseAmendment } from '#app/services/contracts/publicise-amendment.server.ts';
import { putAmendment } from '#app/services/contracts/put-amendment.server.ts';
import { resumeContract } from '#app/services/contracts/resume-contract.server.ts';
import { suspendContract } from '#app/services/contracts/suspend-contract.server.ts';
import { terminateContract } from '#app/services/contracts/terminate-contract.server.ts';
import { AmendmentList } from '#app/ui/amendment-list.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { BuyOutForm } from '#app/ui/buy-out-form.tsx';
import { ContractDeclarations } from '#app/ui/contract-declarations.tsx';
import { ConflictNotices } from '#app/ui/contracts/conflict-notices.tsx';
import { DeclarationForms } from '#app/ui/declaration-forms.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** To put a change of the price to the other side, and to agree to it, binds nobody yet. */
const mayNegotiate: RoleGate = (actor) => gateOf('counter')(actor) || hasRole(actor, 'owner');
/** To refuse or take back is the negotiators' word, and the administrator's. */
const mayAnswerAmendment: RoleGate = (actor) => gateOf('counter')(actor) || gateOf('sign')(actor);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 变更与解除 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => changesPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${contractId()}/changes`);
  return handleForm(args, {
    suspend: deed(DeclarationInput, gateOf('suspend'), async (ctx, input) => {
      await suspendContract(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    resume: deed(DeclarationInput, gateOf('resume'), async (ctx, input) => {
      await resumeContract(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    demand: deed(DemandInput, gateOf('demand'), async (ctx, input) => {
      await demandCure(ctx, { contractId: contractId(), ground: 'breach', ...input });
      return back();
    }),
    cure: deed(DeclarationInput, gateOf('cure'), async (ctx, input) => {
      await cureContract(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    terminate: deed(DeclarationInput, gateOf('terminate'), async (ctx, input) => {
      await terminateContract(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    end_by_agreement: deed(AskInput, gateOf('end_by_agreement'), async (ctx, input) => {
      await askOtherSide(ctx, 'end_by_agreement', { contractId: contractId(), ground: 'agreed', ...input });
      return back();
    }),
    buy_out: deed(BuyOutInput, gateOf('buy_out'), async (ctx, { versionN }) => {
      await buyOut(ctx, { contractId: contractId(), versionN });
      return redirect(`/desk/contracts/${contractId()}`);
    }),
    answer: deed(AnswerInput, gateOf('answer'), async (ctx, input) => {
      await answerDeclaration(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    proposeAmendment: deed(AmendmentSignInput, gateOf('sign'), async (ctx, { versionN, authority }) => {
      await proposeAmendment(ctx, { contractId: contractId(), versionN, authority });
      return back();
    }),
    offerAmendment: deed(AmendmentPutInput, mayNegotiate, async (ctx, { versionN }) => {
      await offerAmendment(ctx, { contractId: contractId(), versionN });
      return back();
    }),
    agreeAmendment: deed(AmendmentPutInput, mayNegotiate, async (ctx, { versionN }) => {
      await agreeAmendment(ctx, { contractId: contractId(), versionN });
      return back();
    }),
    publiciseAmendment: deed(PublicityInput, gateOf('publicise'), async (ctx, input) => {
      await publiciseAmendment(ctx, { contractId: contractId(), ...input });
      return redirect(`/desk/contracts/${contractId()}/publicity?version=${input.versionN}`);
    }),
    skipAmendmentPublicity: deed(AmendmentPutInput, gateOf('publicise'), async (ctx, { versionN }) => {
      await skipAmendmentPublicity(ctx, { contractId: contractId(), versionN });
      return back();
    }),
    putAmendment: deed(AmendmentPutInput, gateOf('sign'), async (ctx, { versionN }) => {
      await putAmendment(ctx, { contractId: contractId(), versionN });
      return redirect(`/desk/contracts/${contractId()}/signing?version=${versionN}`);
    }),
    signAmendment: deed(AmendmentSignInput, gateOf('sign'), async (ctx, { versionN, authority }) => {
      await signAmendment(ctx, { contractId: contractId(), versionN, authority });
      return back();
    }),
    refuseAmendment: deed(AmendmentAnswerInput, mayAnswerAmendment, async (ctx, input) => {
      await refuseAmendment(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    withdrawAmendment: deed(AmendmentAnswerInput, mayAnswerAmendment, async (ctx, input) => {
      await withdrawAmendment(ctx, { contractId: contractId(), ...input });
      return back();
    }),
  });
};

export default function Changes() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, licensor, licensee } = data;
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <div className="grid max-w-form grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '变更与解除' },
          ]}
        />
        <PageTitle
          meta={
            <>
              {contract.title}，{data.sides.licensor} <PartyName org={licensor} />，{data.sides.licensee}{' '}
              <PartyName org={licensee} />
            </>
          }
        >
          变更与解除
        </PageTitle>
        {reply && <ErrorSummary message={message?.[0] ?? Object.values(fields)[0]?.[0]} />}
      </div>
      <section aria-labelledby="amendments-head">
        <SectionHead
          look="plain"
          id="amendments-head"
          note="签署的文本不改，变更是新的一版"
          action={
            data.mayAmend && (
              <Link to={`/desk/contracts/${contract.id}/amend`} className="link">
                拟一份变更
              </Link>
            )
          }
        >
          合同变更
        </SectionHead>
        <ConflictNotices conflicts={data.conflicts} clearAt={`/desk/contracts/${contract.id}/clearance`} />
        <ConflictNotices conflicts={data.conflictsOnceSent} />
        <AmendmentList contractId={contract.id} {...data} reply={reply} />
      </section>
      <section aria-labelledby="declared-head">
        <SectionHead look="plain" id="declared-head">
          往来声明
        </SectionHead>
        <ContractDeclarations {...data} mayOpenFiles={data.side !== null} reply={reply} />
      </section>
      {data.deeds.length > 0 && (
        <section aria-labelledby="declare-head">
          <SectionHead look="plain" id="declare-head">
            可以办的
          </SectionHead>
          {data.deeds.includes('buy_out') && data.buyOut && (
            <BuyOutForm versionN={contract.versionN} quote={data.buyOut} reply={reply} />
          )}
          <DeclarationForms {...data} versionN={contract.versionN} reply={reply} />
        </section>
      )}
      {data.givesTechnology && (
        <p className="text-sm">
          专利失效、被宣告无效或者无效决定被撤销的，
          <Link to={`/desk/contracts/${contract.id}/rights`} className="link">
            在“权利状态”登记
          </Link>
          。
        </p>
      )}
    </div>
  );
}
