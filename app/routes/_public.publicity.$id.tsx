import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ReviewInput } from '#app/domain/contract-deed-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { ObjectInput, ObjectionId } from '#app/domain/objection-input.ts';
import { publicityProgress } from '#app/domain/publicity-period.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { acceptDismissal } from '#app/services/contracts/accept-dismissal.server.ts';
import { askReview } from '#app/services/contracts/ask-review.server.ts';
import { getPublicNotice } from '#app/services/contracts/public-notice-queries.server.ts';
import { withdrawObjection } from '#app/services/contracts/withdraw-objection.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { PublicityMark } from '#app/ui/contract-mark.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { NoticePaper } from '#app/ui/notice-paper.tsx';
import { Objections } from '#app/ui/objections.tsx';
import { filedOf, ObjectionForm } from '#app/ui/objection-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { objectToPrice } from '#app/web/object-to-price.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `定价公示：${data?.achievement ?? ''} · 成果通` },
];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => ({
    ...(await getPublicNotice(ctx, rowId(args.params))),
    isSignedIn: ctx.actor !== null,
    hasConsented: ctx.actor?.hasConsented ?? false,
    today: dayOf(ctx.now()),
    key: crypto.randomUUID(),
  }));
}

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) {
    const id = rowId(args.params);
    const see = (ctx: ActorContext) => getPublicNotice(ctx, id);
    return objectToPrice(args, { see, input: ObjectInput, backTo: `/publicity/${id}#object` });
  }
  return handleForm(args, {
    withdraw: deed(ObjectionId, async (ctx, input) => {
      await withdrawObjection(ctx, input);
      return redirect(`/publicity/${rowId(args.params)}`);
    }),
    accept: deed(ObjectionId, async (ctx, input) => {
      await acceptDismissal(ctx, input);
      return redirect(`/publicity/${rowId(args.params)}`);
    }),
    review: deed(ReviewInput, async (ctx, input) => {
      await askReview(ctx, input);
      return redirect(`/publicity/${rowId(args.params)}`);
    }),
  });
};

export default function Publicity() {
  const { publicity, achievement, notice, unit, isOpen, mine, isSignedIn, hasConsented, today, key } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="max-w-prose pb-8">
      <Breadcrumbs items={[{ label: '公示栏', to: '/publicity' }, { label: achievement }]} />
      <PageTitle
        marks={<PublicityMark state={publicity.state} boxed />}
        meta={
          publicity.state === 'cancelled' ? '这次公示已作废' : notice ? publicityProgress(notice, today) : unit.name
        }
      >
        定价公示：{achievement}
      </PageTitle>
      {notice && (
        <>
          <NoticePaper notice={notice} isSample={unit.isSample} />
          <p className="mt-2 text-sm text-ink-soft">
            公示内容已冻结，SHA-256：
            <Fingerprint sha256={publicity.sha256} whole />
          </p>
        </>
      )}
      <section className="mt-10" aria-labelledby="object">
        <SectionHead id="object">{notice ? '提出异议' : '你提出的异议'}</SectionHead>
        {mine.length > 0 && (
          <div className="mt-3">
            <Objections subject="contract" objections={mine} mayDecide={false} reply={reply} />
          </div>
        )}
        <div className="mt-4">
          {notice === null ? (
            <p>这是 {unit.name} 的内部公示，全文只给本单位的人看；你提出的异议和答复留在这里。</p>
          ) : !isOpen ? (
            <p>公示期已过，不再受理异议。</p>
          ) : isSignedIn && !hasConsented ? (
            <>
              <p className="mb-3">提出异议以前，请先看服务协议和隐私说明并同意，然后回到这里填写。</p>
              <ButtonLink look="primary" to={`/consent?next=${encodeURIComponent(`/publicity/${publicity.id}`)}`}>
                先看两份说明
              </ButtonLink>
            </>
          ) : isSignedIn ? (
            <>
              <ErrorSummary errors={errors} message={message?.[0]} />
              <ObjectionForm
                key={mine.length}
                filed={filedOf(mine)}
                subject="contract"
                replayKey={key}
                reply={reply}
                takesPapers
              />
            </>
          ) : (
            <>
              <p className="mb-3">公示期内可以实名提出异议：直接联系 {notice.contact}，或者登录后在这里提交。</p>
              <ButtonLink to={`/sign-in?next=/publicity/${publicity.id}`}>登录后提出</ButtonLink>
            </>
          )}
        </div>
      </section>
    </div>
  );
}
