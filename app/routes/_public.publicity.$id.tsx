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
import { PublicityMark } from '#app/ui/contract-mark.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { NoticePaper } from '#app/ui/notice-paper.tsx';
import { Objections } from '#app/ui/objections.tsx';
import { ObjectionEntry } from '#app/ui/objection-entry.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { objectToPrice } from '#app/web/object-to-price.server.ts';
import { objectingReader } from '#app/web/objecting-reader.server.ts';
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
    reader: await objectingReader(ctx),
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
  const { publicity, achievement, notice, unit, isOpen, side, mine, reader, today, key } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="max-w-prose pb-8">
      <Breadcrumbs items={[{ label: '公示栏', to: '/publicity' }, { label: achievement }]} />
      <PageTitle
        marks={<PublicityMark state={publicity.state} raised={publicity.raised} boxed />}
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
          ) : side === 'party' ? (
            <p>你单位是这份合同的一方：对条款有意见的，在合同页和对方商量。</p>
          ) : side === 'handler' ? (
            <p>你是本单位办理异议的人，收到的异议在合同的公示页答复。受理联系：{notice.contact}。</p>
          ) : (
            <>
              {reader.is === 'guest' && (
                <p className="mb-3">公示期内可以实名提出异议：直接联系 {notice.contact}，或者登录后在这里提交。</p>
              )}
              <ObjectionEntry
                subject="contract"
                at={`/publicity/${publicity.id}`}
                objections={mine}
                replayKey={key}
                takesPapers
                {...{ reader, reply }}
              />
            </>
          )}
        </div>
      </section>
    </div>
  );
}
