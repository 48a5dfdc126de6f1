import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { mayAnswerProjects, mayKeepProjects } from '#app/domain/project-access.ts';
import { DecidePlea, DunDuties, EnterProjects, LinkProject, PleadDuty } from '#app/domain/project-input.ts';
import { decidePlea } from '#app/services/projects/decide-plea.server.ts';
import { enterProjects } from '#app/services/projects/enter-projects.server.ts';
import { dunDuties } from '#app/services/projects/dun-duties.server.ts';
import { linkProject, unlinkProject } from '#app/services/projects/link-project.server.ts';
import { pleadDuty } from '#app/services/projects/plead-duty.server.ts';
import { enterProjectSheet } from '#app/services/projects/enter-project-sheet.server.ts';
import { dutyPageSize, dutyTabs, listDuties } from '#app/services/projects/queries.server.ts';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { DutyRow } from '#app/ui/projects/duty-row.tsx';
import { EnterForm } from '#app/ui/projects/enter-form.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { pageOf } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '省级科技项目 · 成果通' }];

const maxBytes = 20 * 1_048_576;
const doneWords = {
  link: '已把成果关联到项目',
  unlink: '已取消关联',
  plead: '已申请免除，等主管部门答复',
  decide: '已答复免除申请，承担单位已收到通知',
} as const;
const doneIn = (word: string | null) =>
  (Object.keys(doneWords) as (keyof typeof doneWords)[]).find((key) => key === word) ?? null;
const tabWords = { overdue: '已逾期', pleaded: '申请免除', all: '全部' } as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const tab = dutyTabs.find((word) => word === params.get('tab')) ?? 'all';
    const words = (params.get('q') ?? '').trim().slice(0, 60);
    const at = pageOf(params);
    const { rows, counts } = await listDuties(ctx, { tab, words, page: at });
    return {
      rows,
      counts,
      words,
      at,
      pageSize: dutyPageSize,
      dunned: /^\d{1,3}$/.exec(params.get('dunned') ?? '')?.[0] ?? null,
      entered: /^\d{1,5}$/.exec(params.get('entered') ?? '')?.[0] ?? null,
      given: /^\d{1,5}$/.exec(params.get('given') ?? '')?.[0] ?? '0',
      done: doneIn(params.get('done')),
      tab,
      tabs: dutyTabs,
      isKeeper: mayKeepProjects(ctx.actor),
      mayAnswer: mayAnswerProjects(ctx.actor),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  // Back to the list as it was filtered, with a line on what was done.
  const back = (done: keyof typeof doneWords) => {
    const { searchParams } = new URL(args.request.url);
    return redirect(hrefOf({ tab: searchParams.get('tab') ?? '', q: searchParams.get('q') ?? '', done }));
  };
  const entered = (n: number, of: number) => redirect(`/desk/projects?entered=${n}&given=${of}`);
  if (isUpload(args.request)) {
    return handleUpload(args, { maxBytes, may: mayKeepProjects }, (upload) => ({
      upload: deed(NoInput, async (ctx) => {
        const done = await enterProjectSheet(ctx, requiredFile(upload, '请选择项目清单。'));
        return entered(done.entered, done.rows);
      }),
    }));
  }
  return handleForm(args, {
    enter: deed(EnterProjects, mayKeepProjects, async (ctx, { lines }) =>
      entered(await enterProjects(ctx, lines), lines.length),
    ),
    link: deed(LinkProject, mayAnswerProjects, async (ctx, input) => {
      await linkProject(ctx, input);
      return back('link');
    }),
    unlink: deed(LinkProject, mayAnswerProjects, async (ctx, input) => {
      await unlinkProject(ctx, input);
      return back('unlink');
    }),
    dun: deed(DunDuties, mayKeepProjects, async (ctx, input) =>
      redirect(`/desk/projects?tab=overdue&dunned=${await dunDuties(ctx, input)}`),
    ),
    plead: deed(PleadDuty, mayAnswerProjects, async (ctx, input) => {
      await pleadDuty(ctx, input);
      return back('plead');
    }),
    decide: deed(DecidePlea, mayKeepProjects, async (ctx, input) => {
      await decidePlea(ctx, input);
      return back('decide');
    }),
  });
};

const hrefOf = (params: Readonly<Record<string, string>>): string =>
  `/desk/projects?${new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''))}`;

export default function Projects() {
  const { rows, counts, words, at, pageSize, dunned, entered, given, done, tab, tabs, isKeeper, mayAnswer } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  const urgeable = rows.filter((row) => row.isOverdue && row.state === 'open' && row.hasAccount && !row.isDunned);
  return (
    <>
      <PageTitle meta="项目验收后，承担单位要按期汇交成果、推动转化；有理由的可以申请免除。">
        省级科技项目成果库
      </PageTitle>
      <ErrorSummary
        errors={errors}
        message={
          (errors.file?.length ?? 0) > 1 ? `文件里有 ${errors.file?.length} 处要改，在上传的地方逐行列出。` : whole?.[0]
        }
      />
      {entered !== null && (
        <div className="mb-4">
          <Notice kind="success" live="polite" title={`新录入 ${entered} 项`}>
            {Number(given) > Number(entered) && `另有 ${Number(given) - Number(entered)} 项的编号已经在库，没有改动。`}
            入驻平台的承担单位已收到通知，没有入驻的在列表里标着，请线下告知；成果里写着项目编号的，汇交已自动记为完成。
          </Notice>
        </div>
      )}
      {done !== null && !reply && (
        <div className="mb-4">
          <Notice kind="success" live="polite" title={doneWords[done]} />
        </div>
      )}
      {dunned !== null && (
        <div className="mb-4">
          <Notice kind="success" live="polite" title={`已催办 ${dunned} 项，承担单位已收到通知`} />
        </div>
      )}
      <nav aria-label="按状态看" className="mb-3 flex flex-wrap gap-2">
        {tabs.map((word) => (
          <ChoiceChip key={word} to={hrefOf({ tab: word, q: words })} current={word === tab} count={counts[word]}>
            {tabWords[word]}
          </ChoiceChip>
        ))}
      </nav>
      <Form method="get" className="mb-4 flex max-w-form flex-wrap items-end gap-3">
        <input type="hidden" name="tab" value={tab} />
        <Field name="q" label="项目编号、名称或承担单位" required={false}>
          {(control) => <TextInput {...control} defaultValue={words} />}
        </Field>
        <SubmitButton look="secondary">查找</SubmitButton>
      </Form>
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
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {isKeeper && tab === 'overdue' && urgeable.length > 0 && (
          <IntentForm intent="dun">
            {urgeable.map(({ id }) => (
              <input key={id} type="hidden" name="ids" value={id} />
            ))}
            <SubmitButton intent="dun" look="secondary">
              催办本页 {urgeable.length} 项
            </SubmitButton>
          </IntentForm>
        )}
        {counts[tab] > 0 && <ExportLinks to={`/desk/projects/export?${new URLSearchParams({ tab, q: words })}`} />}
      </div>
      <Pagination
        page={at}
        pageSize={pageSize}
        total={counts[tab]}
        hrefFor={(page) => hrefOf({ tab, q: words, page: String(page) })}
      />
      {isKeeper && <EnterForm reply={reply} />}
    </>
  );
}
