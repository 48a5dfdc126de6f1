import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { hasRole, mayWriteAchievement } from '#app/domain/access.ts';
import { achievementDeeds } from '#app/domain/achievement-deeds.ts';
import { AchievementForm as AchievementInput, PlainDeed } from '#app/domain/achievement-input.ts';
import { fieldsOf } from '#app/domain/achievement-draft.ts';
import { readAchievementForm } from '#app/domain/achievement-form.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf } from '#app/domain/machine.ts';
import { editAchievement } from '#app/services/achievements/edit-achievement.server.ts';
import { achievementOptions } from '#app/services/achievements/form-options.server.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import { recallAchievement } from '#app/services/achievements/recall-achievement.server.ts';
import { reopenAchievement } from '#app/services/achievements/reopen-achievement.server.ts';
import { submitAchievement } from '#app/services/achievements/submit-achievement.server.ts';
import { withdrawAchievement } from '#app/services/achievements/withdraw-achievement.server.ts';
import { listAchievementMatches } from '#app/services/matches/match-groups.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { AchievementDeedForms } from '#app/ui/achievement-deed-forms.tsx';
import { AchievementForm } from '#app/ui/achievement-form.tsx';
import { achievementTone } from '#app/ui/achievement-tone.ts';
import { askRegistration } from '#app/services/reviews/ask-registration.server.ts';
import { findOwnRegistration, listDecisions } from '#app/services/reviews/trail-queries.server.ts';
import { withdrawRegistration } from '#app/services/reviews/withdraw-registration.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { matchGroupWords } from '#app/ui/match-group-words.ts';
import { MatchGroups } from '#app/ui/match-groups.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Remarks } from '#app/ui/reviews/decision-list.tsx';
import { RegistrationCard } from '#app/ui/reviews/registration-card.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isUuid } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.row.name ?? '成果'} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { id } = args.params;
    if (!isUuid(id)) throw new AppError('not_found');
    const { row, version, people } = await getOwnAchievement(ctx, id);
    const deeds = achievementDeeds(ctx.actor, row);
    const [found, lists, registration, decisions] = await Promise.all([
      row.state === 'published' ? listAchievementMatches(ctx, id) : [],
      codeLists(ctx),
      findOwnRegistration(ctx, id),
      listDecisions(ctx, id),
    ]);
    const last = decisions[0];
    return {
      matches: found.map((group) => matchGroupWords(group, lists)),
      isOfficer: hasRole(ctx.actor, 'officer'),
      registration,
      remarks: last?.outcome === 'return' ? last.remarks : [],
      isReviewer: deeds.includes('clear') || deeds.includes('publish') || deeds.includes('return'),
      row,
      data: version.data,
      sha256: version.sha256,
      people,
      fields: fieldsOf({
        data: version.data,
        people: people.map(({ contact, ...person }) => ({ ...person, ...(contact !== null && { contact }) })),
      }),
      deeds,
      options: deeds.includes('edit') ? achievementOptions(lists) : null,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const { id } = args.params;
  if (!isUuid(id)) throw new Response('没有找到这一项。', { status: 404 });
  const back = () => redirect(`/desk/achievements/${id}`);
  return handleForm(args, {
    save: deed(
      AchievementInput,
      mayWriteAchievement,
      async (ctx, { key: _key, isOpen: _isOpen, versionN, ...fields }) => {
        const { version } = await getOwnAchievement(ctx, id);
        const { org } = ctx.actor;
        const scope = { orgName: org?.orgName ?? '', regionCode: org?.regionCode ?? '', lists: await codeLists(ctx) };
        const { achievement: data, people } = readAchievementForm(fields, scope, version.data);
        await editAchievement(ctx, { id, versionN: versionN ?? version.n, data, people });
        return back();
      },
    ),
    submit: deed(PlainDeed, async (ctx) => {
      await submitAchievement(ctx, { id });
      return back();
    }),
    recall: deed(PlainDeed, async (ctx) => {
      await recallAchievement(ctx, { id });
      return back();
    }),
    'ask-registration': deed(PlainDeed, async (ctx) => {
      await askRegistration(ctx, { id });
      return back();
    }),
    'withdraw-registration': deed(PlainDeed, async (ctx) => {
      await withdrawRegistration(ctx, { id });
      return back();
    }),
    withdraw: deed(PlainDeed, async (ctx) => {
      await withdrawAchievement(ctx, { id });
      return back();
    }),
    reopen: deed(PlainDeed, async (ctx) => {
      await reopenAchievement(ctx, { id });
      return back();
    }),
  });
};

export default function OwnAchievement() {
  const { row, fields, deeds, options, matches, isOfficer, registration, remarks, isReviewer } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const ofForm = reply?.intent === 'save' ? reply : undefined;
  const ofDeed = reply && reply !== ofForm ? reply : undefined;
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
          <>
            {isReviewer && (
              <ButtonLink look="primary" to={`/desk/reviews/achievements/${row.id}`}>
                去审核
              </ButtonLink>
            )}
            {row.state === 'published' && !row.isListed && isOfficer && (
              <ButtonLink to={`/desk/achievements/${row.id}/list`}>挂牌</ButtonLink>
            )}
            {row.state === 'published' && <ButtonLink to={`/achievements/${row.no}`}>看公开页面</ButtonLink>}
            <ButtonLink to={`/desk/achievements/${row.id}/evaluation`}>评价</ButtonLink>
            {isOfficer && <ButtonLink to={`/desk/achievements/${row.id}/entitlement`}>赋权</ButtonLink>}
            <ButtonLink look="quiet" to={`/desk/achievements/${row.id}/history`}>
              版本与经过
            </ButtonLink>
          </>
        }
      >
        {row.name}
      </PageTitle>
      {row.state === 'returned' && row.reviewNote && (
        <Notice kind="attention" title="退回修改">
          {row.reviewNote}
          <Remarks remarks={remarks} />
        </Notice>
      )}
      <AchievementDeedForms state={row.state} deeds={deeds} errors={ofDeed?.errors ?? {}} />
      {(row.state === 'published' || registration !== null) && (
        <RegistrationCard registration={registration} isOfficer={isOfficer && row.state === 'published'} />
      )}
      {registration?.state === 'returned' && remarks.length > 0 && (
        <div className="mt-3 max-w-form text-sm">
          <Remarks remarks={remarks} />
        </div>
      )}
      {matches.length > 0 && (
        <section className="mt-8">
          <SectionHead look="plain" note="最相符的在前">
            相符的需求
          </SectionHead>
          <MatchGroups groups={matches} side="offered" isOfficer={isOfficer} answerTo="/desk/matches" />
        </section>
      )}
      {options ? (
        <div className="mt-8">
          <AchievementForm
            key={row.versionN}
            intent="save"
            versionN={row.versionN}
            values={ofForm?.values ?? { ...fields, isOpen: 'on' }}
            errors={ofForm?.errors ?? {}}
            options={options}
          />
        </div>
      ) : (
        <Content />
      )}
    </>
  );
}

function Content() {
  const { data, fields, sha256 } = useLoaderData<typeof loader>();
  return (
    <section className="mt-8 max-w-prose">
      <SectionHead look="plain">内容</SectionHead>
      <KeyValue
        items={[
          { label: '问题', value: data.problem || '—' },
          { label: '做法', value: data.solution || '—' },
          { label: '关键词', value: data.keywords.join('、') || '—' },
          { label: '完成人', value: <span className="whitespace-pre-line">{String(fields.people) || '—'}</span> },
          { label: '版本指纹', value: <code className="break-all font-mono text-sm">{sha256}</code> },
        ]}
      />
      <p className="mt-4 whitespace-pre-line break-words">{data.abstract}</p>
    </section>
  );
}
