import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { ReviewInput } from '#app/domain/contract-deed-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { isAppError } from '#app/domain/errors.ts';
import { DecidePriceObjection, ObjectInput, ObjectionId } from '#app/domain/objection-input.ts';
import { publicityLabel } from '#app/domain/publicity.ts';
import { certificateName } from '#app/domain/publicity-paper.ts';
import { publicityProgress } from '#app/domain/publicity-period.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { acceptDismissal } from '#app/services/contracts/accept-dismissal.server.ts';
import { admitObjection } from '#app/services/contracts/admit-objection.server.ts';
import { askReview } from '#app/services/contracts/ask-review.server.ts';
import { correctNotice } from '#app/services/contracts/correct-notice.server.ts';
import { decideObjection } from '#app/services/contracts/decide-objection.server.ts';
import { noteReading } from '#app/services/contracts/note-reading.server.ts';
import { findNoticeObjectedTo } from '#app/services/contracts/public-notice-queries.server.ts';
import { publicityPage } from '#app/services/contracts/publicity-queries.server.ts';
import { withdrawObjection } from '#app/services/contracts/withdraw-objection.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { PublicityMark } from '#app/ui/contract-mark.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { NoticePaper } from '#app/ui/notice-paper.tsx';
import { Objections } from '#app/ui/objections.tsx';
import { ObjectionEntry } from '#app/ui/objection-entry.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Postings } from '#app/ui/contracts/postings.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isReading } from '#app/web/is-reading.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { objectToPrice } from '#app/web/object-to-price.server.ts';
import { objectingReader } from '#app/web/objecting-reader.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { versionAsked } from '#app/web/version-asked.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '定价公示 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [id, version] = [rowId(args.params), versionAsked(args.request)];
    const found = await publicityPage(ctx, id, { version }).catch((error: unknown) =>
      ownObjections(error, ctx, id, version),
    );
    if (isReading(args.request)) await noteReading(ctx, found);
    return { ...found, reader: await objectingReader(ctx), today: dayOf(ctx.now()), key: crypto.randomUUID() };
  });
}

/** Who objected and is of the unit no more reads what came of it on the page that is everybody's. */
async function ownObjections(
  error: unknown,
  ...[ctx, id, version]: Parameters<typeof findNoticeObjectedTo>
): Promise<never> {
  const noticeId =
    isAppError(error) && error.code === 'not_found' ? await findNoticeObjectedTo(ctx, id, version) : null;
  throw noticeId === null ? error : redirect(`/publicity/${noticeId}`);
}

export const action = (args: ActionFunctionArgs) => {
  const version = versionAsked(args.request);
  const back = (answered = '') => {
    const search = new URLSearchParams({
      ...(version === null ? {} : { version: String(version) }),
      ...(answered === '' ? {} : { answered }),
    });
    return redirect(`/desk/contracts/${rowId(args.params)}/publicity${search.size > 0 ? `?${search}` : ''}`);
  };
  if (isUpload(args.request)) {
    const id = rowId(args.params);
    const see = (ctx: ActorContext) => publicityPage(ctx, id, { version });
    const at = `/desk/contracts/${id}/publicity${version === null ? '' : `?version=${version}`}`;
    return objectToPrice(args, { see, input: ObjectInput, backTo: `${at}#objections` });
  }
  return handleForm(args, {
    withdraw: deed(ObjectionId, async (ctx, input) => {
      await withdrawObjection(ctx, input);
      return back();
    }),
    accept: deed(ObjectionId, async (ctx, input) => {
      await acceptDismissal(ctx, input);
      return back();
    }),
    review: deed(ReviewInput, async (ctx, input) => {
      await askReview(ctx, input);
      return back();
    }),
    admit: deed(ObjectionId, gateOf('admit'), async (ctx, input) => {
      await admitObjection(ctx, input);
      return back();
    }),
    decide: deed(DecidePriceObjection, gateOf('decide'), async (ctx, { outcome, ...input }) => {
      await (outcome === 'correct' ? correctNotice(ctx, input) : decideObjection(ctx, { ...input, outcome }));
      return back(input.objectionId);
    }),
  });
};

export default function Publicity() {
  const { contract, unit, publicity, notice, today, key, ...rest } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="grid grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, ...(rest.seesContract && { to: `/desk/contracts/${contract.id}` }) },
            { label: '公示' },
          ]}
        />
        <PageTitle
          marks={<PublicityMark state={publicity.state} raised={rest.raised} boxed />}
          meta={`${publicity.audience === 'unit' ? '本单位内公示' : '向社会公示'}；${publicity.state === 'cancelled' ? '这次公示已作废' : publicityProgress(notice, today)}`}
        >
          {notice.change ? '变更公示' : '定价公示'}：{contract.title}
        </PageTitle>
        {reply && reply.intent !== 'object' && <ErrorSummary message={Object.values(reply.errors)[0]?.[0]} />}
        <NoticePaper notice={notice} isSample={unit.isSample} />
        <p className="mt-2 text-sm text-ink-soft">
          公示内容已冻结，SHA-256：
          <Fingerprint sha256={publicity.sha256} whole />
        </p>
        {rest.others.length > 0 && (
          <p className="mt-2 text-sm">
            这份合同另有公示：
            {rest.others.map(({ versionN, state, raised }) => (
              <Link
                key={versionN}
                to={`/desk/contracts/${contract.id}/publicity?version=${versionN}`}
                className="link mr-3"
              >
                第 {versionN} 版（{publicityLabel(state, raised)}）
              </Link>
            ))}
          </p>
        )}
        {rest.isUnit && (
          <p className="mt-3">
            <ButtonLink
              to={`/desk/contracts/${contract.id}/publicity/paper?version=${publicity.contractVersionN}`}
              reloadDocument
            >
              下载公示{publicity.state === 'ended' ? certificateName(rest.raised) : '记录'} PDF
            </ButtonLink>
          </p>
        )}
      </div>
      {rest.isUnit && (rest.postings.length > 0 || rest.mayPost) && (
        <section aria-labelledby="postings">
          <SectionHead look="plain" id="postings" note="办公系统、网站或公告栏上的同一份公示，留网址和截图">
            站外公示记录
          </SectionHead>
          <Postings contractId={contract.id} postings={rest.postings} mayPost={rest.mayPost} />
        </section>
      )}
      <section aria-labelledby="objections">
        <SectionHead
          look="plain"
          id="objections"
          note={
            publicity.state === 'cancelled'
              ? '公示已作废'
              : publicity.state === 'ended'
                ? undefined
                : '异议没有处理完时不能签署'
          }
        >
          异议
        </SectionHead>
        <Objections
          subject="contract"
          objections={rest.objections}
          mayDecide={rest.mayDecide}
          deciders={rest.deciders}
          reply={reply}
        />
      </section>
      {rest.earlier.map((before) => (
        <section key={before.id} aria-labelledby={`before-${before.id}`}>
          <SectionHead look="plain" id={`before-${before.id}`} note="已作废">
            此前的公示：第 {before.versionN} 版，
            <DateText value={before.startedAt} as="iso" /> 发布
          </SectionHead>
          {before.objections.length === 0 ? (
            <p className="text-sm text-ink-soft">没有异议。</p>
          ) : (
            <Objections subject="contract" objections={before.objections} mayDecide={false} reply={undefined} />
          )}
        </section>
      ))}
      {rest.mayObject && (
        <section aria-labelledby="object" className="max-w-form">
          <SectionHead look="plain" id="object">
            提出异议
          </SectionHead>
          <ObjectionEntry
            subject="contract"
            at={`/desk/contracts/${contract.id}/publicity`}
            objections={rest.objections}
            replayKey={key}
            reader={rest.reader}
            takesPapers
            {...{ reply }}
          />
        </section>
      )}
    </div>
  );
}
