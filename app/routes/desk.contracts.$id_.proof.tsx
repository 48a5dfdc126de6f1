import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { textCover } from '#app/domain/evidence-report.ts';
import { entryWords } from '#app/domain/evidence-words.ts';
import { evidenceLabels } from '#app/domain/signing-evidence.ts';
import { proofPage } from '#app/services/contracts/evidence-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.report.contractNo ?? ''} 签署证据 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    return { id, ...(await proofPage(ctx, id)) };
  });
}

export default function Proof() {
  const { id, report, sides } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: report.contractNo, to: `/desk/contracts/${id}` },
          { label: '签署证据' },
        ]}
      />
      <PageTitle meta={report.title}>签署证据</PageTitle>
      {report.entries.length === 0 ? (
        <EmptyState title="还没有签署证据">可以签署时，文本冻结，从那一刻起逐条记录。</EmptyState>
      ) : (
        <>
          <ol className="rounded-lg border border-line bg-card">
            {report.entries.map((entry) => (
              <li key={entry.n} className="border-b border-line px-4 py-4 text-sm last:border-b-0 sm:px-6">
                <p className="flex flex-wrap gap-x-4">
                  <b>
                    {entry.n}. {evidenceLabels[entry.kind]}
                  </b>
                  <span className="text-ink-soft">
                    <DateText value={new Date(entry.at)} as="minute" />
                  </span>
                </p>
                <p className="break-words">{entryWords(entry, sides)}</p>
                <p className="text-ink-soft">
                  本条指纹 <Fingerprint sha256={entry.sha256} />
                </p>
              </li>
            ))}
          </ol>
          <ul className="mt-4 grid gap-2 text-sm">
            {report.versions.map((version) => (
              <li key={version.n}>
                第 {version.n} 版指纹 <Fingerprint sha256={version.sha256} />：{coverWords[textCover(version)]}
              </li>
            ))}
          </ul>
          <div className="mt-6 grid gap-2 sm:block">
            <ButtonLink to={`/desk/contracts/${id}/proof.zip`} reloadDocument>
              下载核验包（ZIP，可离线核验）
            </ButtonLink>{' '}
            <ButtonLink to={`/desk/contracts/${id}/proof.json`} look="quiet" reloadDocument>
              只要证据报告（JSON）
            </ButtonLink>
          </div>
          <p className="mt-3 text-sm text-ink-soft">
            法院、对方或者任何人都可以离线核验，不用登录，也不用本平台的程序：解压以后双击
            verify.html，或者用系统自带的工具运行
            <code>sha256sum -c SHA256SUMS</code>
            ，步骤写在包里的
            README.txt。改动、删去或者调换任何一条，从那一条起都对不上；整份重写或者截短的，最后一条指纹会和上面这一条不同，请一并比对。
            有本平台源代码的，可以运行 <code>npm run -s evidence:verify -- 证据报告.json</code>。
          </p>
        </>
      )}
      <section aria-labelledby="worth" className="mt-10">
        <SectionHead id="worth">页面签署有什么效力</SectionHead>
        <div className="mt-3 grid gap-3 text-sm">
          <p>
            电子签名法第三条：双方约定使用电子签名的，不能只因为是电子形式就否定它的效力。页面签署要双方都同意采用：
            每一方的同意都在它签署以前记入证据（“同意采用页面签署”）。事先作了安排的，双方都同意、指定的人会签以后，才能按约定的先后签；没有事先安排的，一方的同意和它的签署在同一次操作里先后记入，另一方也同意并签署，合同才成立。
          </p>
          <p>
            第十三条：可靠的电子签名要同时满足四条，才与手写签名或者盖章同等有效（第十四条）：签名制作数据专属于签名人；签署时只由签名人控制；签署后签名的改动能被发现；签署后内容的改动能被发现。
          </p>
          <p>
            本平台的页面签署做到了后两条：文本冻结、指纹相连，改动会被发现。前两条只做到账号加第二重验证，没有用持牌认证机构发给本人的证书，
            <b>所以它不当然是第十三条所说的可靠电子签名</b>，发生争议时要由主张的一方证明是谁签的。
          </p>
          <p>金额大、要办认定登记或者对方要求用印的，请打印冻结文本用印，或者通过持牌电子签名服务签署。</p>
        </div>
      </section>
    </div>
  );
}

const coverWords = {
  whole: '覆盖当事人、条款数据和全文，改动任何一条文字都会被发现。',
  terms: '这一版签署时还没有留存全文，指纹只覆盖当事人和条款数据；条款文字后来才固定，从固定那一刻起不再变动。',
} as const;
