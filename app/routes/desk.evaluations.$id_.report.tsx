import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { IssueReport } from '#app/domain/evaluation-input.ts';
import { notApplicableField, paperField, scoredWords } from '#app/domain/evaluation-grounds.ts';
import { type ValueKey, valueKeys, valueLabels } from '#app/domain/evaluation.ts';
import { scoresToReport } from '#app/services/evaluations/evaluation-queries.server.ts';
import { issueEvaluation } from '#app/services/evaluations/issue-evaluation.server.ts';
import { loadAsEvaluator, mayRunEvaluation } from '#app/services/evaluations/own-evaluation.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ExpertWords } from '#app/ui/evaluations/expert-words.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Select } from '#app/ui/select.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { trlWords } from '#app/ui/trl-ladder.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { fileIn } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '出具评价报告 · 成果通' }];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const { state, ...found } = await page(() => scoresToReport(ctx, rowId(args.params)));
  // Nothing to write before the scoring has ended, nothing more once the report is issued.
  return state === 'scored' ? found : redirect(`/desk/evaluations/${found.id}`);
}

export const action = (args: ActionFunctionArgs) =>
  handleUpload(
    args,
    {
      maxBytes,
      maxFiles: valueKeys.length + 1,
      may: mayRunEvaluation,
      see: (ctx) => loadAsEvaluator(ctx, rowId(args.params)),
    },
    (upload) => ({
      issue: deed(IssueReport, async (ctx, input) => {
        const id = rowId(args.params);
        const papers: Partial<Record<ValueKey, Received>> = {};
        for (const key of valueKeys) {
          const paper = fileIn(upload, paperField(key));
          if (paper !== null) papers[key] = paper;
        }
        await issueEvaluation(ctx, { ...input, id, papers, report: fileIn(upload, 'file', '请选择评价报告文件。') });
        return redirect(`/desk/evaluations/${id}`);
      }),
    }),
  );

export default function IssueEvaluation() {
  const { id, spread, panel, panelSize } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <>
      <Breadcrumbs items={[{ label: '评价', to: `/desk/evaluations/${id}` }, { label: '出具报告' }]} />
      <PageTitle meta="出具后不能再改。评分当时公开；依据、理由、结论和文件等完成单位的保密审查人员看过再对外开放。">
        出具评价报告
      </PageTitle>
      <section
        aria-label="专家的评分和意见"
        className="mb-6 max-w-form rounded-lg border border-line bg-card px-4 py-4"
      >
        <SectionHead look="plain">专家的评分和意见</SectionHead>
        <ul className="text-sm">
          {panel.map((expert) => (
            <li key={expert.id} className="border-b border-line py-2 last:border-b-0">
              <ExpertWords expert={expert} />
            </li>
          ))}
        </ul>
      </section>
      <IntentForm intent="issue" encType="multipart/form-data" className="grid max-w-form gap-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        {valueKeys.map((key) => {
          const given = spread.find((one) => one.key === key);
          const n = given?.scores.length ?? 0;
          const absent = notApplicableField(key);
          return n === 0 ? (
            <Field
              key={key}
              name={absent}
              label={`${valueLabels[key]}不适用的原因`}
              why={`${panelSize} 位专家都没有评这一项，报告里写成不适用`}
              error={errors[absent]}
            >
              {(control) => <TextInput {...control} maxLength={300} defaultValue={typed(absent)} />}
            </Field>
          ) : (
            <div key={key} className="grid gap-2">
              <Field
                name={key}
                label={`${valueLabels[key]}的依据`}
                why={`${scoredWords(n, panelSize)}，中位数 ${given?.middle ?? ''}，${given?.low ?? ''}—${given?.high ?? ''}。写明文件、编号、日期，或在下面上传材料`}
                required={false}
                error={errors[key]}
              >
                {(control) => <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed(key)} />}
              </Field>
              <FileInput
                name={paperField(key)}
                label={`${valueLabels[key]}的依据材料`}
                required={false}
                accept="application/pdf,image/*"
                limits="PDF 或图片，不超过 20 MB；不要交完成单位提供的材料，写明名称和编号就行"
                error={errors[paperField(key)]}
              />
            </div>
          );
        })}
        <Field name="conclusion" label="评价结论" error={errors.conclusion}>
          {(control) => <TextArea {...control} rows={5} maxLength={3000} defaultValue={typed('conclusion')} />}
        </Field>
        <Field
          name="trlLevel"
          label="评定的技术就绪水平（TRL）"
          why="评价里没有评定的不填；填了就以你机构的名义公布"
          width="half"
          required={false}
          error={errors.trlLevel}
        >
          {(control) => (
            <Select
              {...control}
              blank="没有评定"
              defaultValue={typed('trlLevel')}
              options={trlWords.map((word, at) => ({ value: String(at + 1), label: `TRL ${at + 1} ${word}` }))}
            />
          )}
        </Field>
        <Field name="trlGround" label="评定这一级的依据" required={false} error={errors.trlGround}>
          {(control) => <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed('trlGround')} />}
        </Field>
        <FileInput
          name="file"
          label="评价报告"
          accept="application/pdf,image/*"
          limits="PDF 或图片，不超过 20 MB"
          error={errors.file}
        />
        <div className="grid sm:block">
          <SubmitButton intent="issue">出具报告</SubmitButton>
        </div>
      </IntentForm>
    </>
  );
}
