import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DecidePlea, EnterProjects, LinkProject, PleadDuty } from '#app/domain/project-input.ts';
import {
  decidePlea,
  enterProjects,
  linkProject,
  mayAnswerProjects,
  mayKeepProjects,
  pleadDuty,
} from '#app/services/projects/project-verbs.server.ts';
import { dutyTabs, listDuties } from '#app/services/projects/queries.server.ts';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { DutyRow } from '#app/ui/projects/duty-row.tsx';
import { EnterForm } from '#app/ui/projects/enter-form.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '省级科技项目 · 成果通' }];

const words = { overdue: '已逾期', pleaded: '申请免除', all: '全部' } as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const asked = new URL(args.request.url).searchParams.get('tab');
    const tab = dutyTabs.find((word) => word === asked) ?? 'all';
    return {
      rows: await listDuties(ctx, tab),
      tab,
      tabs: dutyTabs,
      isKeeper: mayKeepProjects(ctx.actor),
      mayAnswer: mayAnswerProjects(ctx.actor),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const back = () => redirect('/desk/projects');
  return handleForm(args, {
    enter: deed(EnterProjects, mayKeepProjects, async (ctx, { lines }) => {
      await enterProjects(ctx, lines);
      return back();
    }),
    link: deed(LinkProject, mayAnswerProjects, async (ctx, input) => {
      await linkProject(ctx, input);
      return back();
    }),
    plead: deed(PleadDuty, mayAnswerProjects, async (ctx, input) => {
      await pleadDuty(ctx, input);
      return back();
    }),
    decide: deed(DecidePlea, mayKeepProjects, async (ctx, input) => {
      await decidePlea(ctx, input);
      return back();
    }),
  });
};

export default function Projects() {
  const { rows, tab, tabs, isKeeper, mayAnswer } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <>
      <PageTitle meta="项目验收后，承担单位要按期汇交成果、推动转化；有理由的可以申请免除。">
        省级科技项目成果库
      </PageTitle>
      <ErrorSummary errors={errors} message={whole?.[0]} />
      <nav aria-label="按状态看" className="mb-4 flex flex-wrap gap-2">
        {tabs.map((word) => (
          <ChoiceChip key={word} to={`/desk/projects?tab=${word}`} current={word === tab}>
            {words[word]}
          </ChoiceChip>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title="这里没有项目">
          {isKeeper ? '在下面粘贴已验收的项目清单。' : '主管部门录入你单位承担的项目后，会出现在这里。'}
        </EmptyState>
      ) : (
        <ul className="rounded-lg border border-line bg-card">
          {rows.map((row) => (
            <DutyRow key={row.id} row={row} isKeeper={isKeeper} mayAnswer={mayAnswer} />
          ))}
        </ul>
      )}
      {isKeeper && <EnterForm reply={reply?.intent === 'enter' ? reply : undefined} />}
    </>
  );
}
