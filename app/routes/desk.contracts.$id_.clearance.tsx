import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayClearGrant, mayJudgeOverlap, mayReviewClearance, wordObjectionDays } from '#app/domain/grant-clearance.ts';
import { ClearanceReviewInput, GrantClearanceInput, OverlapJudgementInput } from '#app/domain/grant-clearance-input.ts';
import { requireOwnLicensor } from '#app/services/co-owners/own-licensor.server.ts';
import { clearancePage } from '#app/services/contracts/clearance-queries.server.ts';
import { clearGrant } from '#app/services/contracts/clear-grant.server.ts';
import { judgeOverlap } from '#app/services/contracts/judge-overlap.server.ts';
import { reviewClearance } from '#app/services/contracts/review-clearance.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ClearanceForm } from '#app/ui/contracts/clearance-form.tsx';
import { ClearanceList, SaidOfThis } from '#app/ui/contracts/clearance-parts.tsx';
import { JudgementForm } from '#app/ui/contracts/judgement-form.tsx';
import { ReviewForm } from '#app/ui/contracts/clearance-review-form.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { optionalFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 在先合同 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => clearancePage(ctx, rowId(args.params)));
}

export async function action(args: ActionFunctionArgs) {
  const contractId = await page(async () => rowId(args.params));
  const gate = { maxBytes: 20 * 1_048_576, may: mayClearGrant };
  return handleUpload(args, { ...gate, see: (ctx) => requireOwnLicensor(ctx, contractId) }, (upload) => ({
    clear: deed(GrantClearanceInput, mayClearGrant, async (ctx, input) => {
      await clearGrant(ctx, { ...input, contractId, file: optionalFile(upload).paper ?? null });
      return redirect(`/desk/contracts/${contractId}/clearance`);
    }),
    judge: deed(OverlapJudgementInput, mayJudgeOverlap, async (ctx, input) => {
      await judgeOverlap(ctx, { ...input, contractId });
      return redirect(`/desk/contracts/${contractId}/clearance`);
    }),
    review: deed(ClearanceReviewInput, mayReviewClearance, async (ctx, input) => {
      await reviewClearance(ctx, { ...input, contractId });
      return redirect(`/desk/contracts/${contractId}/clearance`);
    }),
  }));
}

const anewWords = {
  changed: '以前的说明不再算数：此后有条款改了，请重新说明。',
  refused: '审批人没有同意以前的说明，原因在下面，请重新说明。',
  denied: `在先合同的对方表示没有同意。可以由审批人登记新的书面同意；法务仍认为不重叠的，要上传意见书，由另一名审批人复核，再告知在先合同的对方，等它 ${wordObjectionDays} 天。它在期限内提出异议的，法务不能再这样说明。`,
  disputed:
    '在先合同的对方对法务的意见提出了异议，按争议处理：由审批人登记新的书面同意、它在自己的合同页确认以后，或者由法务登记法院生效判决、仲裁裁决，经另一名审批人复核以后，才能签署。',
} as const;

export default function Clearance() {
  const { contract, open, said, ofThis, mayReview, mayJudge } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="grid max-w-form gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '在先合同' },
          ]}
        />
        <PageTitle meta={contract.title}>在先合同</PageTitle>
        <p className="text-sm text-ink-soft">
          同一成果已经许可或者转让过，这份合同从文字上看又和它重叠的，要写明怎样并存，才能确认和签署；只是领域、地域写法不同的，由法务判断是否重叠，才能签署。说明只对当时的两份条款算数：其中一份的许可方式、标的、地域、领域、起始日、期限或者“其他约定”改了，要重新说明。变更发给对方以后才能说明。
        </p>
      </div>
      {open.map(({ versionN, says, isOwed, isJudged, anew, ways, grounds, earlier }) => (
        <section
          key={`${earlier.id}-${earlier.versionN}-${versionN}`}
          aria-labelledby={`open-${earlier.id}-${earlier.versionN}-${versionN}`}
        >
          <SectionHead
            look="plain"
            id={`open-${earlier.id}-${earlier.versionN}-${versionN}`}
            note={`本合同第 ${versionN} 版，在先合同第 ${earlier.versionN} 版`}
          >
            {earlier.no} {earlier.title}
          </SectionHead>
          {anew && <p className="mb-2 font-bold">{anewWords[anew]}</p>}
          {(anew === null || anew === 'changed') && <p>{says}</p>}
          {isJudged && !mayJudge && <p className="mt-2">由本单位法务写明判断。</p>}
          {isJudged && mayJudge && <JudgementForm versionN={versionN} earlier={earlier} reply={reply} />}
          {isOwed && grounds.length === 0 && (
            <p className="mt-2">
              由本单位审批人登记在先一方的书面同意，或者由法务
              {ways.includes('decided') ? '登记判决、裁决' : '说明市场不重叠'}。
            </p>
          )}
          {isOwed && grounds.length > 0 && (
            <ClearanceForm versionN={versionN} earlier={earlier} grounds={grounds} reply={reply} />
          )}
        </section>
      ))}
      {said.length > 0 && (
        <section aria-labelledby="said-head">
          <SectionHead look="plain" id="said-head">
            已经说明的
          </SectionHead>
          <ClearanceList said={said} renderAfter={(line) => mayReview && <ReviewForm line={line} reply={reply} />} />
        </section>
      )}
      {ofThis.length > 0 && (
        <section aria-labelledby="of-this-head">
          <SectionHead look="plain" id="of-this-head" note="只有本单位看得到">
            为以后的合同说明的
          </SectionHead>
          <SaidOfThis said={ofThis} />
        </section>
      )}
      {open.length === 0 && said.length === 0 && ofThis.length === 0 && (
        <EmptyState title="没有要说明的在先合同">没有另一份有效的许可或者转让和这份合同重叠。</EmptyState>
      )}
      <div>
        <ButtonLink look="secondary" to={`/desk/contracts/${contract.id}`}>
          回合同页
        </ButtonLink>
      </div>
    </div>
  );
}
