import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { AchievementForm as AchievementInput } from '#app/domain/achievement-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { createAchievement } from '#app/services/achievements/create-achievement.server.ts';
import { achievementOptions } from '#app/services/achievements/form-options.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RecordForm } from '#app/ui/records/record-form.tsx';
import { moreRows, readDraft } from '#app/web/achievement-draft.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '登记成果 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!mayWriteAchievement(ctx.actor)) throw new AppError('forbidden');
    return { key: randomUUID(), options: achievementOptions(await codeLists(ctx)) };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    create: deed(AchievementInput, mayWriteAchievement, async (ctx, { key, ...fields }, values) => {
      const { isOpen, versionN: _versionN, next, ...texts } = fields;
      const more = moreRows('create', next, values);
      if (more) return more;
      const row = await createAchievement(ctx, { key, ...(await readDraft(ctx, { ...texts, isOpen })) });
      return redirect(`/desk/achievements/${row.id}?done=save`);
    }),
  });

export default function NewAchievement() {
  const { key, options } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '成果', to: '/desk/achievements' }, { label: '登记成果' }]} />
      <PageTitle>登记成果</PageTitle>
      <RecordForm
        intent="create"
        replayKey={typeof reply?.values.key === 'string' ? reply.values.key : key}
        values={reply?.values ?? {}}
        errors={reply?.errors ?? {}}
        options={options}
      />
    </>
  );
}
