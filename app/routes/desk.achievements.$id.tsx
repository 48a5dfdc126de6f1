import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { hasRole, mayWriteAchievement } from '#app/domain/access.ts';
import {
  AchievementForm as AchievementInput,
  PlainDeed,
  PublishAchievement,
  ReturnAchievement,
} from '#app/domain/achievement-input.ts';
import { fieldsOf } from '#app/domain/achievement-draft.ts';
import { readAchievementForm } from '#app/domain/achievement-form.ts';
import { achievementMachine } from '#app/domain/achievement.ts';
import { AppError } from '#app/domain/errors.ts';
import { allowed, labelOf, transitionOf } from '#app/domain/machine.ts';
import { editableStates, editAchievement } from '#app/services/achievements/edit-achievement.server.ts';
import { achievementOptions } from '#app/services/achievements/form-options.server.ts';
import { publishAchievement } from '#app/services/achievements/publish-achievement.server.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import { reopenAchievement } from '#app/services/achievements/reopen-achievement.server.ts';
import { returnAchievement } from '#app/services/achievements/return-achievement.server.ts';
import { submitAchievement } from '#app/services/achievements/submit-achievement.server.ts';
import { withdrawAchievement } from '#app/services/achievements/withdraw-achievement.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { AchievementForm } from '#app/ui/achievement-form.tsx';
import { achievementTone } from '#app/ui/achievement-tone.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
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
    const roles = ctx.actor.org?.roles ?? [];
    const mayEdit = editableStates.includes(row.state) && hasRole(ctx.actor, 'officer', 'inventor');
    return {
      row,
      data: version.data,
      sha256: version.sha256,
      people,
      fields: fieldsOf({ data: version.data, people }),
      events: allowed(achievementMachine, row.state, roles),
      options: mayEdit ? achievementOptions(await codeLists(ctx)) : null,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const { id } = args.params;
  if (!isUuid(id)) throw new Response('没有找到这一项。', { status: 404 });
  const back = () => redirect(`/desk/achievements/${id}`);
  return handleForm(args, {
    save: deed(AchievementInput, mayWriteAchievement, async (ctx, { key: _key, isOpen: _isOpen, versionN, ...fields }) => {
      const { version } = await getOwnAchievement(ctx, id);
      const { org } = ctx.actor;
      const scope = { orgName: org?.orgName ?? '', regionCode: org?.regionCode ?? '', lists: await codeLists(ctx) };
      const { achievement: data, people } = readAchievementForm(fields, scope, version.data);
      await editAchievement(ctx, { id, versionN: versionN ?? version.n, data, people });
      return back();
    }),
    submit: deed(PlainDeed, async (ctx) => {
      await submitAchievement(ctx, { id });
      return back();
    }),
    publish: deed(PublishAchievement, async (ctx) => {
      await publishAchievement(ctx, { id });
      return back();
    }),
    return: deed(ReturnAchievement, async (ctx, { note }) => {
      await returnAchievement(ctx, { id, note });
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
  const { row, fields, options } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const ofForm = reply?.intent === 'save' ? reply : undefined;
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
        actions={row.state === 'published' && <ButtonLink to={`/achievements/${row.no}`}>看公开页面</ButtonLink>}
      >
        {row.name}
      </PageTitle>
      {row.state === 'returned' && row.reviewNote && (
        <Notice kind="attention" title="退回修改">
          {row.reviewNote}
        </Notice>
      )}
      <Deeds />
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

/** Buttons of the machine for the roles of who looks. */
function Deeds() {
  const { events, row } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const errors = reply && reply.intent !== 'save' ? reply.errors : {};
  if (events.length === 0) return null;
  const says = (event: string) => transitionOf(achievementMachine, row.state, event)?.says;
  return (
    <section
      aria-label="下一步"
      className="mt-4 grid max-w-form gap-5 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
    >
      <ErrorSummary errors={withoutWhole(errors)} message={errors['']?.[0]} />
      {events.includes('publish') && (
        <IntentForm intent="publish">
          <CheckboxGroup
            name="hasReviewed"
            label="保密审查"
            error={errors.hasReviewed}
            options={[{ value: 'on', label: '已审查，内容不涉及国家秘密和不宜公开的商业秘密，可以向社会公开。' }]}
          />
          <SubmitButton intent="publish">审核通过并公开</SubmitButton>
        </IntentForm>
      )}
      {events.includes('return') && (
        <IntentForm intent="return">
          <Field name="note" label="退回原因" error={errors.note}>
            {(control) => <TextArea {...control} rows={2} defaultValue={String(reply?.values.note ?? '')} />}
          </Field>
          <div className="mt-2">
            <SubmitButton intent="return" look="secondary">
              退回修改
            </SubmitButton>
          </div>
        </IntentForm>
      )}
      {(['submit', 'withdraw', 'reopen'] as const)
        .filter((event) => events.includes(event))
        .map((event) => (
          <IntentForm key={event} intent={event}>
            <p className="mb-2 text-sm text-ink-soft">{says(event)}。</p>
            <SubmitButton
              intent={event}
              look={event === 'withdraw' ? 'danger' : event === 'submit' ? 'primary' : 'secondary'}
            >
              {{ submit: '提交单位审核', withdraw: '撤下', reopen: '改为草稿' }[event]}
            </SubmitButton>
          </IntentForm>
        ))}
    </section>
  );
}

const withoutWhole = (errors: FormReply['errors']) =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => field !== ''));

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
