import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { amendmentMachine, type AmendmentState } from '#app/domain/amendment-machine.ts';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { labelOf } from '#app/domain/machine.ts';
import { ConfirmScanInput, RefuseScanInput, SigningVersionInput, UploadScanInput } from '#app/domain/signing-input.ts';
import { maxScanFiles, scanPagesWarning } from '#app/domain/signed-scan.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { getOwnContract } from '#app/services/contracts/own-contract.server.ts';
import { confirmScan } from '#app/services/signing/confirm-scan.server.ts';
import { mayHandInScan } from '#app/services/signing/own-signing.server.ts';
import { signingPage } from '#app/services/signing/queries.server.ts';
import { refuseScan } from '#app/services/signing/refuse-scan.server.ts';
import { uploadScan } from '#app/services/signing/upload-scan.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { ConfirmScanForm, RefuseScanForm, UploadScanForm } from '#app/ui/signing/scan-forms.tsx';
import { ScanAnswers, ScanList } from '#app/ui/signing/scan-list.tsx';
import { ChangeHead } from '#app/ui/signing/esign-beginning.tsx';
import { AtProvider } from '#app/ui/signing/at-provider.tsx';
import { SigningWays } from '#app/ui/signing/signing-ways.tsx';
import { SigningWorth } from '#app/ui/signing/signing-worth.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 纸质用印 · 成果通` },
];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { version } = SigningVersionInput.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  return page(() => signingPage(ctx, rowId(args.params), version));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = (versionN: number) => redirect(`/desk/contracts/${contractId()}/signing?version=${versionN}`);
  if (isUpload(args.request)) {
    const see = (ctx: ActorContext) => getOwnContract(ctx, contractId());
    return handleUpload(args, { maxBytes, maxFiles: maxScanFiles, may: mayHandInScan, see }, ({ files, refusal }) => ({
      upload: deed(UploadScanInput, async (ctx, { versionN }) => {
        if (refusal) throw refusal;
        const papers = files.map(({ sha256, bytes, name }) => ({ sha256, bytes, name }));
        await uploadScan(ctx, { contractId: contractId(), versionN, papers });
        return back(versionN);
      }),
    }));
  }
  return handleForm(args, {
    confirm: deed(ConfirmScanInput, gateOf('sign'), async (ctx, { isSame: _same, ...input }) => {
      await confirmScan(ctx, { contractId: contractId(), ...input });
      return back(input.versionN);
    }),
    refuse: deed(RefuseScanInput, mayHandInScan, async (ctx, input) => {
      await refuseScan(ctx, { contractId: contractId(), ...input });
      return back(input.versionN);
    }),
  });
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Signing() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, scan, version, change } = data;
  const { '': message, ...errors } = reply?.errors ?? {};
  const pagesWarning = data.isOpen ? scanPagesWarning(scan.files) : null;
  return (
    <div className="grid max-w-form gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '纸质用印' },
          ]}
        />
        <PageTitle meta={contract.title}>纸质用印</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        <div className="mb-4">
          {change ? (
            <ChangeHead contractId={contract.id} versionN={version.n} change={change} />
          ) : (
            data.mayChoose && <SigningWays contractId={contract.id} current="paper" provider={data.provider} />
          )}
        </div>
        <div className="grid gap-4">
          <Standing data={data} />
          {data.awaitsApproval && (
            <Notice
              kind="attention"
              title="本单位还没有批准这一版"
              actions={
                data.maySeeApproval && (
                  <ButtonLink to={`/desk/contracts/${contract.id}/approval`}>去内部审批</ButtonLink>
                )
              }
            >
              可以先打印，审批完成以后才能用印并确认扫描件。
            </Notice>
          )}
        </div>
      </div>
      <section aria-labelledby="print">
        <SectionHead look="plain" id="print">
          1. 打印冻结文本，双方用印
        </SectionHead>
        <p className="text-sm">
          每页下方印有版本号、二维码和文本指纹。双方加盖合同专用章和骑缝章，由法定代表人或者持授权委托书的代理人签字。
        </p>
        <p className="mt-2 text-sm">
          第 {version.n} 版文本指纹（SHA-256）
          <Fingerprint sha256={version.sha256} whole />
        </p>
        <div className="mt-3 grid gap-2 sm:flex">
          <ButtonLink to={`/desk/contracts/${contract.id}/paper?version=${version.n}`} reloadDocument>
            下载 PDF 打印
          </ButtonLink>
        </div>
      </section>
      <section aria-labelledby="scan">
        <SectionHead look="plain" id="scan" note="任何一方上传都可以，双方都能看">
          2. 上传用印后的扫描件
        </SectionHead>
        <div className="grid gap-4">
          <ScanList sides={data.sides} files={scan.files} sha256={scan.sha256} />
          {pagesWarning && <Notice kind="attention" live="polite" title={pagesWarning} />}
          {data.mayUpload && (
            // Once files came in, the form below is another, with none chosen.
            <UploadScanForm
              key={scan.files.length === 0 ? '' : scan.sha256}
              versionN={version.n}
              reply={reply}
              isMore={scan.files.length > 0}
            />
          )}
        </div>
      </section>
      <section aria-labelledby="confirm">
        <SectionHead
          look="plain"
          id="confirm"
          note={`双方都确认同一份扫描件，${change === null ? '合同成立' : change.effectiveOn === null ? '变更随即执行' : '变更自约定日起执行'}`}
        >
          3. 各自确认扫描件就是冻结文本
        </SectionHead>
        <div className="grid gap-4">
          <ScanAnswers sides={data.sides} answers={scan.answers} sha256={scan.sha256} />
          {data.mayConfirm && (
            <ConfirmScanForm
              versionN={version.n}
              scanSha256={scan.sha256}
              textSha256={version.sha256}
              letters={data.letters}
              today={data.today}
              frozenOn={data.frozenOn}
              pagesWarning={pagesWarning}
              reply={reply}
            />
          )}
          {data.mayRefuse && (
            <RefuseScanForm
              versionN={version.n}
              scanSha256={scan.sha256}
              isOwn={scan.files.every((file) => file.side === data.side)}
              reply={reply}
            />
          )}
          {scan.files.length === 0 && <p className="text-sm text-ink-soft">有了扫描件才能确认。</p>}
        </div>
      </section>
      <section aria-labelledby="worth">
        <SectionHead look="plain" id="worth">
          三种签署方式的效力
        </SectionHead>
        <SigningWorth provider={data.provider} />
      </section>
    </div>
  );
}

function Standing({
  data: { contract, change, isSigned, isOpen, isOnPage, isAtProvider, isByProvider, scan, side, licensor, licensee },
}: {
  data: Data;
}) {
  if (isSigned) {
    if (isByProvider) return <Notice kind="success" title="双方已用电子签名服务签署" />;
    return <Notice kind="success" title={isOnPage ? '双方已在页面上签署' : '双方已用印，扫描件已确认'} />;
  }
  if (!isOpen && change && change.state !== 'proposed') return <Notice title={changeWaits(change.state)} />;
  if (!isOpen && change === null) {
    return <Notice title="现在还不能签署">条款商定、公示期满之后才能用印；到时这里可以上传扫描件。</Notice>;
  }
  if (isAtProvider) return <AtProvider contractId={contract.id} />;
  if (isOnPage) return <Notice title="已有一方在页面上签署">这一版请双方都在页面上签署。</Notice>;
  const waiting = [
    ...(scan.confirmedBy.includes('licensor') ? [] : [licensor.name]),
    ...(scan.confirmedBy.includes('licensee') ? [] : [licensee.name]),
  ];
  const isMine = side !== null && !scan.confirmedBy.includes(side);
  return (
    <Notice
      kind={isMine ? 'attention' : 'info'}
      title={scan.files.length === 0 ? '等扫描件' : `等 ${waiting.join('、')} 确认`}
    />
  );
}

const beforePublished: readonly AmendmentState[] = ['offered', 'agreed', 'publicity'];

const changeWaits = (state: AmendmentState): string =>
  state === 'prepared'
    ? '先把变更发给对方，双方再用印'
    : beforePublished.includes(state)
      ? '先商定并公示变更后的价款，期满再用印'
      : `${labelOf(amendmentMachine, state)}，不再用印`;
