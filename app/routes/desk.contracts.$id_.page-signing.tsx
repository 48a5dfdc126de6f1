import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { ArrangePageInput, CountersignPageInput, DropPageInput } from '#app/domain/page-signing-input.ts';
import { SigningVersionInput } from '#app/domain/signing-input.ts';
import { arrangePage } from '#app/services/signing/arrange-page.server.ts';
import { countersignPage } from '#app/services/signing/countersign-page.server.ts';
import { dropPage } from '#app/services/signing/drop-page.server.ts';
import { pageSigningPage } from '#app/services/signing/page-signing-queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { ArrangeForm, CountersignForm, DropForm, PageStanding } from '#app/ui/signing/page-arrangement.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page as pageOf } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 页面签署的安排 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { version } = SigningVersionInput.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  return pageOf(() => pageSigningPage(ctx, rowId(args.params), version));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = (versionN: number) => redirect(`/desk/contracts/${contractId()}/page-signing?version=${versionN}`);
  return handleForm(args, {
    arrange: deed(ArrangePageInput, gateOf('sign'), async (ctx, { isAgreed: _agreed, ...input }) => {
      await arrangePage(ctx, { contractId: contractId(), ...input });
      return back(input.versionN);
    }),
    drop: deed(DropPageInput, gateOf('sign'), async (ctx, { versionN }) => {
      await dropPage(ctx, { contractId: contractId(), versionN });
      return back(versionN);
    }),
    countersign: deed(CountersignPageInput, async (ctx, { versionN }) => {
      await countersignPage(ctx, { contractId: contractId(), versionN });
      return back(versionN);
    }),
  });
};

export default function PageSigningRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, version, page, sides, names } = data;
  const { '': message, ...errors } = reply?.errors ?? {};
  const isToSign = data.signing !== null && data.signing.fault === null && data.signing.isHis;
  return (
    <div className="grid max-w-form gap-8">
      <div className="grid gap-4">
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '页面签署的安排' },
          ]}
        />
        <PageTitle meta={contract.title}>页面签署的安排</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        <p className="text-sm">
          电子签名法第三条：双方约定使用电子签名的，不能只因为是电子形式就否定它的效力。这里可以在签署以前先由双方约定采用页面签署，并且指定签署人、会签人和先后；不约定的，双方各自签署就是同意。
          <Link to={`/desk/contracts/${contract.id}/proof`} className="link">
            页面签署有什么效力
          </Link>
        </p>
        <p className="text-sm">
          第 {version.n} 版，文本指纹（SHA-256）
          <Fingerprint sha256={version.sha256} whole />
        </p>
        <PageStanding page={page} sides={sides} names={names} />
        {data.ownersFault && (
          <Notice
            kind="attention"
            title="现在还不能签署"
            actions={
              <ButtonLink to={`/desk/contracts/${contract.id}/owners?version=${version.n}`}>
                看共有权人的同意
              </ButtonLink>
            }
          >
            {data.ownersFault}
          </Notice>
        )}
        {data.awaitsApproval && (
          <Notice
            title="等本单位内部审批"
            actions={
              data.maySeeApproval && <ButtonLink to={`/desk/contracts/${contract.id}/approval`}>去内部审批</ButtonLink>
            }
          >
            审批完成以后，才能代表本单位同意。
          </Notice>
        )}
        {data.elsewhere && (
          <Notice
            title={`这一版正在用别的方式签署：${data.elsewhere === 'paper' ? '纸质用印' : '电子签名服务'}`}
            actions={
              <ButtonLink
                to={`/desk/contracts/${contract.id}/${data.elsewhere === 'paper' ? 'signing' : 'esign'}?version=${version.n}`}
              >
                看那边的进度
              </ButtonLink>
            }
          >
            {data.elsewhere === 'paper'
              ? '用印扫描件在等双方确认；要改在页面上签，先由上传的一方撤回。'
              : '双方用同一种方式签署；要改在页面上签，先在那里撤销。'}
          </Notice>
        )}
        {data.isUnsent && (
          <Notice title="这份变更还没有发给对方">
            发给对方以后，双方才能约定页面签署的安排。
            <Link to={`/desk/contracts/${contract.id}/changes`} className="link ml-1">
              去变更页
            </Link>
          </Notice>
        )}
        {!data.isOpen && !data.isUnsent && (
          <Notice title={`第 ${version.n} 版现在不签署`}>
            双方商定条款、该公示的公示期满以后，才能约定怎么签；已经签署的，不再改安排。
          </Notice>
        )}
        {data.signing?.fault && <p className="text-sm">{data.signing.fault}</p>}
        {isToSign && (
          <div className="grid sm:block">
            <ButtonLink look="primary" to={`/desk/contracts/${contract.id}${data.proposer ? '/changes' : '#sign'}`}>
              {data.proposer ? '去变更页签署' : '去合同页签署'}
            </ButtonLink>
          </div>
        )}
      </div>
      {data.mayCountersign && (
        <section aria-labelledby="countersign">
          <SectionHead look="plain" id="countersign">
            会签
          </SectionHead>
          <CountersignForm versionN={version.n} reply={reply} />
        </section>
      )}
      {data.mayArrange && (
        <section aria-labelledby="arrange">
          <SectionHead look="plain" id="arrange">
            本单位的安排
          </SectionHead>
          <ArrangeForm {...data} isToSign={isToSign} versionN={version.n} reply={reply} />
        </section>
      )}
      {data.mayDrop && <DropForm versionN={version.n} />}
    </div>
  );
}
