import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { keptLater } from '#app/domain/contract-paper.ts';
import { AppError } from '#app/domain/errors.ts';
import { signerStandingLabels } from '#app/domain/signing-way.ts';
import { documentTitle } from '#app/domain/version-text.ts';
import { contractText } from '#app/services/contracts/text-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ContractText } from '#app/ui/contract-text.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 合同全文 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const asked = new URL(args.request.url).searchParams.get('version');
    if (asked !== null && !/^[1-9]\d{0,5}$/.test(asked)) throw new AppError('not_found');
    return contractText(ctx, rowId(args.params), asked === null ? null : Number(asked));
  });
}

export default function Text() {
  const { contract, data, version, text, change, keptOn, signatures, isSigned, licensor, licensee } =
    useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: `第 ${version.n} 版全文` },
        ]}
      />
      <article className="max-w-prose">
        <PageTitle
          meta={
            <>
              合同编号 {contract.no}，第 {version.n} 版，
              <DateText value={version.createdAt} as="minute" />，{isSigned ? '双方已签署' : '尚未签署，不是生效文本'}
            </>
          }
        >
          {documentTitle(text)}
        </PageTitle>
        <p className="mb-6 flex flex-wrap gap-3">
          <ButtonLink to={`/desk/contracts/${contract.id}/paper?version=${version.n}`} reloadDocument>
            下载 PDF
          </ButtonLink>
          <ButtonLink to={`/desk/contracts/${contract.id}/paper?version=${version.n}&format=docx`} reloadDocument>
            下载 DOCX
          </ButtonLink>
        </p>
        {(licensor.isSample || licensee.isSample) && (
          <p className="mb-4 text-sm">
            <Sample /> 当事人与内容为示例，不产生任何权利义务。
          </p>
        )}
        {keptOn && <p className="mb-4 text-sm text-ink-soft">{keptLater(keptOn)}</p>}
        {change && <ChangeWords words={change} />}
        <ContractText articles={text.articles} />
        <section aria-labelledby="signed" className="mt-10">
          <SectionHead id="signed">签署与指纹</SectionHead>
          <p className="mt-3 text-sm">
            {data.schemaVersion === 1 ? '本版条款数据的 SHA-256（不含条款文字）：' : '本版条款数据和全文的 SHA-256：'}
            <Fingerprint sha256={version.sha256} whole />
          </p>
          {signatures.length === 0 ? (
            <p className="mt-2 text-sm text-ink-soft">还没有签署。</p>
          ) : (
            <ul className="mt-2 text-sm">
              {signatures.map((row) => (
                <li key={row.side}>
                  {text.sides[row.side]}：{row.orgName}，{row.name}（{signerStandingLabels[row.standing]}），
                  <DateText value={row.signedAt} as="minute" />
                </li>
              ))}
            </ul>
          )}
          <p className="mt-2 text-sm text-ink-soft">
            页面签署记录签署人、时间和文本指纹，双方约定采用时有效；需要用印的，请下载 PDF 打印，每页页脚印有本版指纹。
          </p>
        </section>
      </article>
    </>
  );
}

/** What a change replaces, from when, why, and what reads otherwise: the lines that its paper prints. */
function ChangeWords({ words }: { words: readonly string[] }) {
  return (
    <section aria-labelledby="change" className="mb-4 break-words">
      <h2 id="change" className="font-bold">
        变更事项
      </h2>
      {words.map((line, i) => (
        <p key={`${i}`} className="mt-1">
          {line}
        </p>
      ))}
    </section>
  );
}
