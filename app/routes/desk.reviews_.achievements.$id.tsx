import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf } from '#app/domain/machine.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { reviewLevelLabels, type ReviewLevel, waitingAge } from '#app/domain/review.ts';
import { isHeldForGood } from '#app/domain/secrecy-screen.ts';
import { passAt, ReturnReview, RevokeRegistration } from '#app/domain/review-input.ts';
import { mayReview, mayReviewRegistration } from '#app/domain/review-access.ts';
import { differencesOf } from '#app/services/reviews/differences.server.ts';
import { getReviewCase } from '#app/services/reviews/queries.server.ts';
import { passCase, returnCase } from '#app/services/reviews/review-case.server.ts';
import { revokeRegistration } from '#app/services/reviews/revoke-registration.server.ts';
import { versionPair } from '#app/services/reviews/trail-queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { DecisionList } from '#app/ui/reviews/decision-list.tsx';
import { OpenPapers } from '#app/ui/records/open-papers.tsx';
import { RecordSheet } from '#app/ui/records/record-sheet.tsx';
import { PublicationNotice } from '#app/ui/reviews/publication-notice.tsx';
import { RemarkBelow, ReviewForms } from '#app/ui/reviews/review-forms.tsx';
import { RegistrationNeeds } from '#app/ui/reviews/registration-needs.tsx';
import { RevokeForm } from '#app/ui/reviews/revoke-form.tsx';
import { VersionDifferences } from '#app/ui/reviews/version-differences.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `审核：${data?.row.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    const found = await getReviewCase(ctx, id);
    const lists = await codeLists(ctx);
    // What a reviewer last saw: the newest earlier version that was decided on.
    const seen = found.decisions.find(({ versionN }) => versionN < found.versionN)?.versionN ?? null;
    const pair = seen === null ? null : await versionPair(ctx, found.row.id, found.versionN, seen);
    return {
      ...found,
      seen,
      differences: pair?.earlier ? differencesOf(pair.earlier, pair.later, lists, found.isOwn) : null,
      age: waitingAge(dayOf(found.registration?.waitingSince ?? found.row.updatedAt), dayOf(ctx.now())),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const list = () => redirect(`/desk/reviews/achievements?decided=${rowId(args.params)}`);
  return handleForm(args, {
    pass: judgedDeed(
      mayReview,
      async (ctx, form) => {
        const { level, mustOpen } = await getReviewCase(ctx, rowId(args.params));
        if (level === null || form.get('level') !== level) throw new AppError('state_changed');
        return passAt(level, mustOpen);
      },
      async (ctx, input) => {
        await passCase(ctx, { ...input, id: rowId(args.params) });
        return list();
      },
    ),
    return: deed(ReturnReview, mayReview, async (ctx, input) => {
      await returnCase(ctx, { ...input, id: rowId(args.params) });
      return list();
    }),
    revoke: deed(RevokeRegistration, mayReviewRegistration, async (ctx, { note }) => {
      await revokeRegistration(ctx, { id: rowId(args.params), note });
      return list();
    }),
  });
};

export default function ReviewCase() {
  const { row, org, registration, versionN, decisions, level, mayReturn, mayRevoke, ...rest } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const state =
    registration === null ? labelOf(achievementMachine, row.state) : labelOf(registrationMachine, registration.state);
  const at: ReviewLevel | null = level ?? (registration?.state === 'reviewing' ? registration.level : null);
  return (
    <>
      <Breadcrumbs items={[{ label: '成果审核', to: '/desk/reviews/achievements' }, { label: row.no }]} />
      <PageTitle
        marks={
          <StateMark tone={level === null ? 'neutral' : 'attention'} boxed>
            {state}
            {at !== null && `：${reviewLevelLabels[at]}`}
          </StateMark>
        }
        meta={
          <p>
            {org.name} {org.isSample && <Sample />}，第 {versionN} 版{level !== null && `，已等 ${rest.age.days} 天`}
            {registration?.regNo && `，批准登记号 ${registration.regNo}`}
          </p>
        }
        actions={row.state === 'published' && <ButtonLink to={`/achievements/${row.no}`}>看公开页面</ButtonLink>}
      >
        {row.name}
      </PageTitle>
      <div className="grid gap-8">
        {registration?.state === 'reviewing' && registration.statedRegNo !== null && (
          <Notice kind="attention" title={`单位填报的批准登记号 ${registration.statedRegNo}，请核实`}>
            最后一级通过就是确认这个号，不另编号；查不到这个号的，请退回，由单位改正后再来。
          </Notice>
        )}
        {level === 'secrecy' && row.reviewFlags.length > 0 && (
          <Notice kind="attention" title="要人工复核">
            {row.reviewFlags.join('；')}。
            {isHeldForGood(row.reviewFlags)
              ? '这条规则启用时不能通过，请退回修改。'
              : '请按军民两用和出口管制的要求核对后再决定。'}
          </Notice>
        )}
        <div className="grid gap-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:items-start">
          {rest.needs.length > 0 && (
            <section aria-label="登记要求" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
              <SectionHead look="plain">登记要求</SectionHead>
              <RegistrationNeeds
                needs={rest.needs}
                renderWay={({ kind }) =>
                  kind === 'paper' &&
                  registration?.bringsPapersOn && (
                    <span className="text-ink-soft">
                      单位声明另行报送（
                      <DateText value={registration.bringsPapersOn} />）
                    </span>
                  )
                }
              />
            </section>
          )}
          {/* What is decided stays in sight while the record is read; before it on a phone. */}
          <div className="lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:max-h-[calc(100vh-3rem)] lg:overflow-y-auto">
            <ReviewForms
              wanted={rest.needs.flatMap((need) => (need.kind === 'field' && !need.isMet ? [need.key] : []))}
              level={level}
              mustOpen={rest.mustOpen}
              seen={rest.mark}
              mayReturn={mayReturn}
              isLast={registration?.levels.at(-1) === level}
              absent={rest.absent}
              reply={reply}
            />
          </div>
          <div className="grid min-w-0 gap-8 lg:col-start-1">
            <section aria-label="送审材料" className="max-w-prose">
              <SectionHead look="plain">送审材料</SectionHead>
              {rest.attachments.length > 0 ? (
                <OpenPapers papers={rest.attachments} />
              ) : (
                <p className="text-sm text-ink-soft">
                  {rest.isOwn ? '没有随附材料。' : '平台上没有单位通过保密审查的材料。另行报送的，请收到核对后再决定。'}
                </p>
              )}
            </section>
            {rest.differences !== null && (
              <section>
                <SectionHead look="plain" note={`第 ${rest.seen} 版 → 第 ${versionN} 版`}>
                  和上次审的一版比
                </SectionHead>
                <VersionDifferences differences={rest.differences} />
              </section>
            )}
            {rest.publication !== null && <PublicationNotice {...rest.publication} />}
            {rest.claim !== null && <p className="text-sm text-attention">就绪水平：{rest.claim}</p>}
            <section aria-label="送审内容">
              <SectionHead look="plain">送审内容</SectionHead>
              <RecordSheet
                groups={rest.sheet}
                renderBelow={mayReturn ? ({ key }) => <RemarkBelow field={key} reply={reply} /> : undefined}
              />
            </section>
            <section>
              <SectionHead look="plain">审核记录</SectionHead>
              <DecisionList decisions={decisions} />
            </section>
            {mayRevoke && <RevokeForm reply={reply?.intent === 'revoke' ? reply : undefined} />}
          </div>
        </div>
      </div>
    </>
  );
}
