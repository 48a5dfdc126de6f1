import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { AppError } from '#app/domain/errors.ts';
import { formatPpm } from '#app/domain/money.ts';
import { OwnerConsentInput, OwnerPaperInput } from '#app/domain/owner-consent-input.ts';
import { SigningVersionInput } from '#app/domain/signing-input.ts';
import { consentAsOwner } from '#app/services/co-owners/consent-as-owner.server.ts';
import { ownersPage } from '#app/services/co-owners/queries.server.ts';
import { requireOwnLicensor } from '#app/services/co-owners/own-licensor.server.ts';
import { mayRecordOwnerPaper, recordOwnerPaper } from '#app/services/co-owners/record-owner-paper.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { OwnerConsentForm, OwnerPaperForm } from '#app/ui/signing/owner-forms.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 共有权人的同意 · 成果通` },
];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { version } = SigningVersionInput.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  return page(() => ownersPage(ctx, rowId(args.params), version));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = (versionN: number) => redirect(`/desk/contracts/${contractId()}/owners?version=${versionN}`);
  if (isUpload(args.request)) {
    const see = (ctx: ActorContext) => requireOwnLicensor(ctx, contractId());
    return handleUpload(args, { maxBytes, may: mayRecordOwnerPaper, see }, ({ files, refusal }) => ({
      paper: deed(OwnerPaperInput, async (ctx, input) => {
        if (refusal) throw refusal;
        const [file] = files;
        if (file === undefined) throw new AppError('invalid', { says: '请选择同意书的扫描件' }, 'file');
        const { sha256, bytes, name } = file;
        await recordOwnerPaper(ctx, { contractId: contractId(), ...input, paper: { sha256, bytes, name } });
        return back(input.versionN);
      }),
    }));
  }
  return handleForm(args, {
    consent: deed(OwnerConsentInput, async (ctx, { versionN }) => {
      await consentAsOwner(ctx, { contractId: contractId(), versionN });
      return back(versionN);
    }),
  });
};

/** Of an owner who has not agreed: why not, or that he is asked. */
const ownerWord = ({
  unitActsAlone,
  isStale,
  isOpen,
}: {
  unitActsAlone: boolean;
  isStale: boolean;
  isOpen: boolean;
}) => {
  if (unitActsAlone) return '赋权协议约定由单位单独签署，不再逐份征求同意';
  if (isStale) return '另出一版以后再征求同意';
  return isOpen ? '还没有同意这一版' : '没有对这一版表示同意';
};

export default function Owners() {
  const data = useLoaderData<typeof loader>();
  const { contract, version, owners, unitActsAlone, isStale, isOpen, fault, mayConsent, onPaper } = data;
  const termsAt = `/desk/contracts/${contract.id}/${data.isChange ? 'changes' : 'terms'}`;
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="grid max-w-form gap-8">
      <div className="grid gap-4">
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '共有权人的同意' },
          ]}
        />
        <PageTitle meta={contract.title}>共有权人的同意</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        <p className="text-sm">
          第 {version.n} 版，
          <Link to={`/desk/contracts/${contract.id}/text?version=${version.n}`} className="link">
            看全文
          </Link>
          ，文本指纹（SHA-256）
          <Fingerprint sha256={version.sha256} whole />
        </p>
        {fault && (
          <Notice
            kind="attention"
            title="现在还不能签署"
            actions={isStale && <ButtonLink to={termsAt}>{data.isChange ? '去变更页' : '去改条款'}</ButtonLink>}
          >
            {fault}
          </Notice>
        )}
        {isOpen && !fault && (
          <p className="text-sm">
            {owners.length === 0 || unitActsAlone ? '不用再征求共有权人同意。' : '共有权人都同意了这一版。'}
            <Link to={`/desk/contracts/${contract.id}${data.isChange ? '/changes' : ''}`} className="link">
              {data.isChange ? '去变更页签署' : '去合同页签署'}
            </Link>
          </p>
        )}
      </div>
      {owners.length === 0 ? (
        <EmptyState title="没有共有权人">标的技术没有赋予完成人所有权份额，由{data.seller}自己签署。</EmptyState>
      ) : (
        <ul className="rounded-lg border border-line bg-card text-sm">
          {owners.map(({ name, sharePpm, consentedAt, fileId }) => (
            <li key={name} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0 sm:px-6">
              <b>
                {name}（{formatPpm(sharePpm)}）
              </b>
              {consentedAt ? (
                <p>
                  <DateText value={consentedAt} as="minute" /> {fileId ? '书面同意' : '在自己的账号上同意'}
                  {fileId && (
                    <a href={`/files/${fileId}`} className="link ml-2">
                      同意书
                    </a>
                  )}
                </p>
              ) : (
                <p className="text-ink-soft">{ownerWord(data)}</p>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayConsent && (
        <section aria-labelledby="consent">
          <SectionHead look="plain" id="consent">
            你的同意
          </SectionHead>
          <OwnerConsentForm versionN={version.n} reply={reply} />
        </section>
      )}
      {onPaper.length > 0 && (
        <section aria-labelledby="paper">
          <SectionHead look="plain" id="paper">
            书面同意
          </SectionHead>
          <OwnerPaperForm versionN={version.n} owners={onPaper} reply={reply} />
        </section>
      )}
    </div>
  );
}
