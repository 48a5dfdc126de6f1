import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { reachWords } from '#app/domain/detail-reach.ts';
import { confirmedBasis, trlBasisLabels } from '#app/domain/effective-trl.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EvaluationReports, FeedbackList, TrlConfirmed, TrlGround } from '#app/ui/evaluations/evaluation-report.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { evaluationPage } from '#app/web/evaluation-page.server.ts';
import { page } from '#app/web/respond.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `评价：${data?.name ?? ''} · 成果通` }];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(() => {
    const no = recordNo(args.params);
    return evaluationPage(ctx, no);
  });
}

export default function PublicEvaluation() {
  const { no, name, issued, feedback, trl, versionNow, isSignedIn, reach } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '找成果', to: '/achievements' },
          { label: name, to: `/achievements/${no}` },
          { label: '评价' },
        ]}
      />
      <PageTitle meta={name}>成果评价</PageTitle>
      <div className="grid gap-10 pb-14">
        {reach === 'closed' && (
          <Notice kind="info" title="这项成果的内容没有公开">
            这里只列评价机构、日期和评分；依据、结论和报告在洽谈中签保密协议后向完成单位要。
          </Notice>
        )}
        <EvaluationReports
          issued={issued}
          versionNow={versionNow}
          signInFrom={isSignedIn ? null : `/achievements/${no}/evaluation`}
        />
        <section>
          <SectionHead note={trl ? `${trlBasisLabels[confirmedBasis(trl)]}，依据第 ${trl.versionN} 版` : undefined}>
            {trl ? `技术就绪水平：TRL ${trl.level}` : '技术就绪水平'}
          </SectionHead>
          {trl && <TrlConfirmed confirmedBy={trl.confirmedBy} confirmedOn={trl.confirmedOn} />}
          <div className="mt-4">
            {trl ? <TrlGround trl={trl} /> : <p className="text-sm text-ink-soft">还没有逐级证据。</p>}
            {trl?.source === 'self' && reach === 'member' && (
              <p className="mt-2 text-sm text-ink-soft">各级证据的内容，{reachWords.member}。</p>
            )}
          </div>
        </section>
        <section>
          <SectionHead note="企业同意公开的反馈">应用效果</SectionHead>
          <div className="mt-4">
            <FeedbackList feedback={feedback} />
          </div>
        </section>
      </div>
    </>
  );
}
