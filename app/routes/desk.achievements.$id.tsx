import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { AchievementForm as AchievementInput } from '#app/domain/achievement-input.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type RecordDone, recordDone } from '#app/domain/record-done.ts';
import { editAchievement } from '#app/services/achievements/edit-achievement.server.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import { recallAchievement } from '#app/services/achievements/recall-achievement.server.ts';
import { reopenAchievement } from '#app/services/achievements/reopen-achievement.server.ts';
import { submitAchievement } from '#app/services/achievements/submit-achievement.server.ts';
import { withdrawAchievement } from '#app/services/achievements/withdraw-achievement.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { AchievementDeedForms } from '#app/ui/achievements/achievement-deed-forms.tsx';
import { OwnAchievementLinks } from '#app/ui/achievements/own-achievement-links.tsx';
import { OwnListingCard } from '#app/ui/achievements/own-listing-card.tsx';
import { ReviewStanding } from '#app/ui/achievements/review-standing.tsx';
import { achievementTone } from '#app/ui/achievements/achievement-tone.ts';
import { withdrawRegistration } from '#app/services/reviews/withdraw-registration.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { MatchGroups } from '#app/ui/match-groups.tsx';
import { NearDemands } from '#app/ui/near-demands.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RecordForm } from '#app/ui/records/record-form.tsx';
import { RecordSheet } from '#app/ui/records/record-sheet.tsx';
import { Remarks } from '#app/ui/reviews/decision-list.tsx';
import { RegistrationCard } from '#app/ui/reviews/registration-card.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { moreRows, readDraft } from '#app/web/achievement-draft.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { ownAchievementPage } from '#app/web/own-achievement-page.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.row.name ?? '成果'} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => ownAchievementPage(ctx, rowId(args.params), new URL(args.request.url).searchParams));
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const back = (done: RecordDone) => redirect(`/desk/achievements/${id}?done=${done}`);
  const moved =
    (done: RecordDone, verb: (ctx: ActorContext, input: { readonly id: string }) => Promise<unknown>) =>
    async (ctx: ActorContext) => {
      await verb(ctx, { id });
      return back(done);
    };
  return handleForm(args, {
    save: deed(
      AchievementInput,
      mayWriteAchievement,
      async (ctx, { key: _key, isOpen, versionN, next, ...fields }, values) => {
        const more = moreRows('save', next, values);
        if (more) return more;
        const { row } = await getOwnAchievement(ctx, id);
        await editAchievement(ctx, {
          id,
          versionN: versionN ?? row.versionN,
          ...(await readDraft(ctx, { ...fields, isOpen })),
        });
        if (next !== 'submit') return back('save');
        await submitAchievement(ctx, { id });
        return back('submit');
      },
    ),
    submit: deed(NoInput, moved('submit', submitAchievement)),
    recall: deed(NoInput, moved('recall', recallAchievement)),
    'withdraw-registration': deed(NoInput, moved('withdraw-registration', withdrawRegistration)),
    withdraw: deed(NoInput, moved('withdraw', withdrawAchievement)),
    reopen: deed(NoInput, moved('reopen', reopenAchievement)),
  });
};

export default function OwnAchievement() {
  const {
    row,
    note,
    fields,
    deeds,
    options,
    warnings,
    sheet,
    sha256,
    matches,
    near,
    isOfficer,
    mayCorrect,
    registration,
    registrationRemarks,
    fault,
    remarks,
    path,
    isReviewer,
    done,
    steps,
    listing,
    isPriceOther,
    trade,
    today,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const ofForm = reply?.intent === 'save' ? reply : undefined;
  const ofDeed = reply && reply !== ofForm ? reply : undefined;
  const nextSteps = (
    <AchievementDeedForms
      state={row.state}
      deeds={deeds}
      errors={ofDeed?.errors ?? {}}
      openForm={options ? 'record' : undefined}
    />
  );
  return (
    <>
      <Breadcrumbs items={[{ label: '成果', to: '/desk/achievements' }, { label: row.no }]} />
      <PageTitle
        marks={
          <StateMark tone={achievementTone[row.state]} boxed>
            {labelOf(achievementMachine, row.state)}
          </StateMark>
        }
        meta={`${row.no}，第 ${row.versionN} 版`}
        actions={
          <OwnAchievementLinks row={row} isReviewer={isReviewer} isOfficer={isOfficer} mayCorrect={mayCorrect} />
        }
      >
        {row.name}
      </PageTitle>
      {done !== null && done !== 'submit' && reply === undefined && (
        <div className="mb-4 max-w-form">
          <Notice
            kind="success"
            title={`${recordDone[done]}${done === 'save' ? `（第 ${row.versionN} 版）` : ''}`}
            live="polite"
          />
        </div>
      )}
      <ReviewStanding steps={steps} isNew={done === 'submit' && reply === undefined} />
      {row.state === 'returned' && note && (
        <Notice kind="attention" title="退回修改">
          {note}
          <Remarks remarks={remarks} {...(options && { formAt: '' })} />
        </Notice>
      )}
      {row.state !== 'published' && <div className="mt-4">{nextSteps}</div>}
      <OwnListingCard
        id={row.id}
        no={row.no}
        listing={listing}
        isOther={isPriceOther}
        trade={trade}
        today={today}
        isOfficer={isOfficer}
      />
      {(row.state === 'published' || registration !== null) && (
        <RegistrationCard
          row={row}
          registration={registration}
          remarks={registrationRemarks}
          path={path}
          fault={fault}
          isOfficer={isOfficer && row.state === 'published'}
        />
      )}
      {matches.length > 0 && (
        <section className="mt-8">
          <SectionHead look="plain" note="最相符的在前">
            相符的需求
          </SectionHead>
          <MatchGroups groups={matches} side="offered" isOfficer={isOfficer} answerTo="/desk/matches" />
        </section>
      )}
      <NearDemands demands={near} achievementId={row.id} isOfficer={isOfficer} />
      {options ? (
        <div className="mt-8">
          <RecordForm
            key={row.versionN}
            id="record"
            intent="save"
            versionN={row.versionN}
            values={ofForm?.values ?? { ...fields, isOpen: 'on' }}
            errors={ofForm?.errors ?? {}}
            options={options}
            maySubmit={deeds.includes('submit')}
            warnings={ofForm ? [] : warnings}
            remarks={remarks}
          />
        </div>
      ) : (
        <section className="mt-8" aria-label="内容">
          <RecordSheet groups={sheet} />
          <p className="mt-4 text-sm text-ink-soft">
            版本指纹 <code className="break-all font-mono">{sha256}</code>
          </p>
        </section>
      )}
      {row.state === 'published' && <div className="mt-8">{nextSteps}</div>}
    </>
  );
}
