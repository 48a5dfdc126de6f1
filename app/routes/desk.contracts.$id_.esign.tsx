import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import {
  AskEsignInput,
  CancelEsignInput,
  GiveUpEsignInput,
  JoinEsignInput,
  ProposeEsignInput,
} from '#app/domain/esign-input.ts';
import { SigningVersionInput } from '#app/domain/signing-input.ts';
import { askEsign } from '#app/services/esign/ask-esign.server.ts';
import { cancelEsign } from '#app/services/esign/cancel-esign.server.ts';
import { giveUpEsign } from '#app/services/esign/give-up-esign.server.ts';
import { joinEsign } from '#app/services/esign/join-esign.server.ts';
import { proposeEsign } from '#app/services/esign/propose-esign.server.ts';
import { esignPage } from '#app/services/esign/queries.server.ts';
import { mayHandInScan } from '#app/services/signing/own-signing.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Refresh } from '#app/ui/refresh.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { ChangeHead, EsignBeginning, NotOpen, OtherVersions } from '#app/ui/signing/esign-beginning.tsx';
import { EarlierFlows, EsignPapers, EsignSigners } from '#app/ui/signing/esign-flow.tsx';
import { AskEsignForm, CancelEsignForm, EsignSignerForm, GiveUpEsignForm } from '#app/ui/signing/esign-forms.tsx';
import { EsignStanding } from '#app/ui/signing/esign-standing.tsx';
import { SigningWays } from '#app/ui/signing/signing-ways.tsx';
import { SigningWorth } from '#app/ui/signing/signing-worth.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 电子签名 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { version } = SigningVersionInput.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  return page(() => esignPage(ctx, rowId(args.params), version));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${contractId()}/esign`);
  return handleForm(args, {
    propose: deed(ProposeEsignInput, gateOf('sign'), async (ctx, { isAgreed: _agreed, ...input }) => {
      await proposeEsign(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    join: deed(JoinEsignInput, gateOf('sign'), async (ctx, { isAgreed: _agreed, ...input }) => {
      await joinEsign(ctx, input);
      return back();
    }),
    cancel: deed(CancelEsignInput, mayHandInScan, async (ctx, input) => {
      await cancelEsign(ctx, input);
      return back();
    }),
    giveUp: deed(GiveUpEsignInput, gateOf('sign'), async (ctx, { flowId }) => {
      await giveUpEsign(ctx, { flowId });
      return back();
    }),
    ask: deed(AskEsignInput, mayHandInScan, async (ctx, input) => {
      await askEsign(ctx, input);
      return back();
    }),
  });
};

export default function Esign() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, flow, side, names, version, provider, change } = data;
  const { '': message, ...errors } = reply?.errors ?? {};
  const isBusy = flow?.state === 'preparing' || flow?.state === 'cancelling';
  return (
    <div className="grid max-w-form gap-8">
      {isBusy && <Refresh everyMs={3000} />}
      <div className="grid gap-4">
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '电子签名' },
          ]}
        />
        <PageTitle meta={contract.title}>电子签名</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        {change ? (
          <ChangeHead contractId={contract.id} versionN={version.n} change={change} />
        ) : (
          // Signed, over, or on its way: no other way is open, and none is offered.
          data.mayChoose && <SigningWays contractId={contract.id} current="provider" provider={provider} />
        )}
        {flow ? <EsignStanding flow={flow} side={side} names={names} /> : <EsignBeginning {...data} />}
        {flow && data.standing === 'early' && <NotOpen />}
      </div>
      {flow && flow.signers.length > 0 && (
        <section aria-labelledby="signers">
          <SectionHead
            look="plain"
            id="signers"
            note={flow.providerFlowId && `${flow.provider}任务 ${flow.providerFlowId}`}
          >
            签署人
          </SectionHead>
          <div className="grid gap-3">
            <EsignSigners flow={flow} signers={flow.signers} side={side} sides={data.sides} />
            {data.mayAsk && <AskEsignForm flowId={flow.id} />}
          </div>
        </section>
      )}
      {(data.mayPropose || data.mayJoin) && provider !== null && (
        <section aria-labelledby="name">
          <SectionHead look="plain" id="name">
            {data.mayJoin ? '同意并指定我方签署人' : '提议用电子签名服务签署'}
          </SectionHead>
          <p className="mb-3 text-sm">
            签的是第 {version.n} 版，文本指纹（SHA-256）
            <Fingerprint sha256={version.sha256} whole />
          </p>
          <EsignSignerForm
            flowId={data.mayJoin ? (flow?.id ?? null) : null}
            versionN={version.n}
            provider={provider}
            letters={data.letters}
            reply={reply}
          />
        </section>
      )}
      {flow && flow.papers.length > 0 && (
        <section aria-labelledby="papers">
          <SectionHead look="plain" id="papers" note="双方都能下载">
            文件
          </SectionHead>
          <EsignPapers papers={flow.papers} />
        </section>
      )}
      {flow && data.mayCancel && (
        <CancelEsignForm flowId={flow.id} isProposed={flow.state === 'proposed'} reply={reply} />
      )}
      {flow && data.mayGiveUp && <GiveUpEsignForm flowId={flow.id} provider={flow.provider} reply={reply} />}
      {data.earlier.length > 0 && (
        <section aria-labelledby="earlier">
          <SectionHead look="plain" id="earlier">
            以前的提议
          </SectionHead>
          <EarlierFlows flows={data.earlier} />
        </section>
      )}
      {data.others.length > 0 && <OtherVersions contractId={contract.id} versions={data.others} />}
      <section aria-labelledby="worth">
        <SectionHead look="plain" id="worth">
          三种签署方式的效力
        </SectionHead>
        <SigningWorth provider={provider} />
      </section>
    </div>
  );
}
