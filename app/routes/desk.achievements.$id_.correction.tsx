import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { advantageFaults } from '#app/domain/advantage.ts';
import { fieldsOf } from '#app/domain/achievement-draft.ts';
import { AchievementForm as AchievementInput } from '#app/domain/achievement-input.ts';
import { correctionMachine, mayDoCorrection } from '#app/domain/correction.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf } from '#app/domain/machine.ts';
import { recordSheet } from '#app/domain/record-sheet.ts';
import { levelOfDeeds, remarkFields } from '#app/domain/review.ts';
import { passAt, ReturnReview } from '#app/domain/review-input.ts';
import { achievementOptions } from '#app/services/achievements/form-options.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { mayCorrect } from '#app/services/corrections/own-correction.server.ts';
import { getCorrectionPage } from '#app/services/corrections/queries.server.ts';
import {
  applyCorrection,
  clearCorrection,
  returnCorrection,
} from '#app/services/corrections/review-correction.server.ts';
import { saveCorrection } from '#app/services/corrections/save-correction.server.ts';
import {
  dropCorrection,
  recallCorrection,
  submitCorrection,
} from '#app/services/corrections/submit-correction.server.ts';
import { mayList } from '#app/services/listings/own-listing.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { askedOfRecord } from '#app/services/reviews/asked-of-record.server.ts';
import { recordDifferences } from '#app/services/reviews/differences.server.ts';
import { CorrectionDeedForms } from '#app/ui/achievements/correction-deed-forms.tsx';
import { ListedPriceCounts } from '#app/ui/listings/listed-price-counts.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RecordForm } from '#app/ui/records/record-form.tsx';
import { RecordSheet } from '#app/ui/records/record-sheet.tsx';
import { Remarks } from '#app/ui/reviews/decision-list.tsx';
import { PublicationNotice } from '#app/ui/reviews/publication-notice.tsx';
import { RemarkBelow, ReviewForms } from '#app/ui/reviews/review-forms.tsx';
import { VersionDifferences } from '#app/ui/reviews/version-differences.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { moreRows, readDraft } from '#app/web/achievement-draft.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { isUuid } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `更正：${data?.row.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const feedback = params.get('feedback') ?? undefined;
    const feedbackId = isUuid(feedback) ? feedback : null;
    const { proposed, shown, ...found } = await getCorrectionPage(ctx, rowId(args.params), feedbackId);
    const { id, no, regNo, versionN } = found.row;
    const isForRegistration = params.get('for') === 'registration';
    const lists = await codeLists(ctx);
    const record = { no, regNo, orgName: ctx.actor.org?.orgName ?? '', ...proposed };
    const sheet = found.mayWrite ? null : recordSheet(record, lists, true);
    const said = new Set((sheet ?? []).flatMap(({ fields }) => fields.map(({ key }) => key)));
    return {
      ...found,
      isOfficer: mayList(ctx.actor),
      asked: found.mayWrite ? await askedOfRecord(ctx, { id, versionN, isForRegistration }) : [],
      level: levelOfDeeds(found.deeds),
      mayReturn: found.deeds.includes('return'),
      absent: remarkFields.filter((key) => !said.has(key)),
      differences: found.correction && recordDifferences(shown, proposed, lists, true),
      form: found.mayWrite
        ? {
            fields: fieldsOf(proposed),
            options: achievementOptions(lists),
            warnings: found.correction === null ? [] : advantageFaults(proposed.data.advantages),
          }
        : null,
      sheet,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const id = rowId(args.params);
  const { search } = new URL(args.request.url);
  const back = () => redirect(`/desk/achievements/${id}/correction${search}`);
  const moved =
    (verb: (ctx: ActorContext, input: { readonly id: string }) => Promise<unknown>) => async (ctx: ActorContext) => {
      await verb(ctx, { id });
      return back();
    };
  return handleForm(args, {
    save: deed(AchievementInput, mayCorrect, async (ctx, { key: _key, isOpen, versionN, next, ...fields }, values) => {
      const more = moreRows('save', next, values);
      if (more) return more;
      await saveCorrection(ctx, { id, savedN: versionN ?? 0, ...(await readDraft(ctx, { ...fields, isOpen })) });
      if (next === 'submit') await submitCorrection(ctx, { id });
      return back();
    }),
    submit: deed(NoInput, mayDoCorrection('submit'), moved(submitCorrection)),
    recall: deed(NoInput, mayDoCorrection('recall'), moved(recallCorrection)),
    drop: deed(NoInput, mayDoCorrection('drop'), moved(dropCorrection)),
    pass: judgedDeed(
      (actor) => mayDoCorrection('clear')(actor) || mayDoCorrection('apply')(actor),
      async (ctx, form) => {
        const level = levelOfDeeds((await getCorrectionPage(ctx, id)).deeds);
        if (level === null || form.get('level') !== level) throw new AppError('state_changed');
        return passAt(level);
      },
      async (ctx, { level, ...input }) => {
        await (level === 'secrecy' ? clearCorrection : applyCorrection)(ctx, { ...input, id });
        return redirect(`/desk/reviews/achievements?decided=${id}`);
      },
    ),
    return: deed(ReturnReview, mayDoCorrection('return'), async (ctx, input) => {
      await returnCorrection(ctx, { ...input, id });
      return redirect(`/desk/reviews/achievements?decided=${id}`);
    }),
  });
};

export default function Correction() {
  const {
    row,
    correction,
    remarks,
    asked,
    deeds,
    level,
    mayReturn,
    absent,
    differences,
    publication,
    listed,
    isOfficer,
    form,
    sheet,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const ofForm = reply?.intent === 'save' ? reply : undefined;
  const ofReview = reply?.intent === 'pass' || reply?.intent === 'return' ? reply : undefined;
  const ofDeed = reply && !ofForm && !ofReview ? reply : undefined;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '更正' },
        ]}
      />
      <PageTitle
        marks={
          correction && (
            <StateMark tone={correction.state === 'returned' ? 'danger' : 'attention'} boxed>
              {labelOf(correctionMachine, correction.state)}
            </StateMark>
          )
        }
        meta={row.state === 'published' ? `公开的是第 ${row.versionN} 版；更正通过审核之前，公众一直看到它。` : null}
      >
        更正：{row.name}
      </PageTitle>
      <div className="grid gap-8">
        {correction === null && form === null && (
          <Notice kind="info" title="没有正在进行的更正">
            公开的成果由经办人或完成人更正；还没有公开的，直接修改草稿。
          </Notice>
        )}
        {correction?.state === 'returned' && correction.note && (
          <Notice kind="attention" title="退回修改">
            {correction.note}
            <Remarks remarks={remarks} formAt="" />
          </Notice>
        )}
        {asked.length > 0 && (
          <Notice kind="attention" title="申请登记前要改的">
            <Remarks remarks={asked} formAt="" />
          </Notice>
        )}
        {level === 'secrecy' && correction !== null && correction.reviewFlags.length > 0 && (
          <Notice kind="attention" title="要人工复核">
            {correction.reviewFlags.join('；')}。请按军民两用和出口管制的要求核对后再决定。
          </Notice>
        )}
        {listed !== null && (listed.isOther || form !== null) && (
          <ListedPriceCounts achievementId={row.id} listing={listed} isOther={listed.isOther} isOfficer={isOfficer} />
        )}
        {level !== null && publication !== null && <PublicationNotice {...publication} />}
        {correction && (
          <CorrectionDeedForms
            state={correction.state}
            deeds={deeds}
            errors={ofDeed?.errors ?? {}}
            openForm={form ? 'record' : undefined}
          />
        )}
        <ReviewForms
          mustOpen={false}
          level={level}
          seen={correction?.text ?? ''}
          mayReturn={mayReturn}
          isLast={false}
          absent={absent}
          reply={ofReview}
        />
        {differences !== null && (
          <section aria-label="改了什么">
            <SectionHead look="plain" note={`第 ${row.versionN} 版 → 更正`}>
              改了什么
            </SectionHead>
            <VersionDifferences differences={differences} />
          </section>
        )}
        {form && (
          <RecordForm
            key={correction?.savedN ?? 0}
            id="record"
            intent="save"
            versionN={correction?.savedN}
            values={ofForm?.values ?? { ...form.fields, isOpen: 'on' }}
            errors={ofForm?.errors ?? {}}
            options={form.options}
            maySubmit
            warnings={ofForm ? [] : form.warnings}
            remarks={[...remarks, ...asked]}
          />
        )}
        {sheet && correction && (
          <section aria-label="更正后的内容">
            <SectionHead look="plain">更正后的内容</SectionHead>
            <RecordSheet
              groups={sheet}
              renderBelow={mayReturn ? ({ key }) => <RemarkBelow field={key} reply={ofReview} /> : undefined}
            />
          </section>
        )}
      </div>
    </>
  );
}
