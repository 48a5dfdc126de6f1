import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { supplierOfficer } from '#app/domain/access.ts';
import { lacking } from '#app/domain/registration-needs.ts';
import { AskRegistration } from '#app/domain/review-input.ts';
import { askRegistration } from '#app/services/reviews/ask-registration.server.ts';
import { getRegistrationCase } from '#app/services/reviews/registration-case.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { askFaultWords } from '#app/ui/reviews/ask-fault-words.ts';
import { AskRegistrationForm } from '#app/ui/reviews/ask-registration-form.tsx';
import { pathWords } from '#app/ui/reviews/path-words.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `申请登记：${data?.row.name ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => getRegistrationCase(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    'ask-registration': deed(AskRegistration, supplierOfficer, async (ctx, { bringsPapers, number }) => {
      const id = rowId(args.params);
      await askRegistration(ctx, { id, bringsPapers: bringsPapers === 'on', number });
      return redirect(`/desk/achievements/${id}`);
    }),
  });

export default function AskForRegistration() {
  const { row, registration, fault, needs, reports, path, isUnchanged } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '申请登记' },
        ]}
      />
      <PageTitle meta={`${row.name}，第 ${row.versionN} 版`}>申请科技成果登记</PageTitle>
      {fault === null ? (
        <div className="grid gap-6">
          <p>
            送出后{pathWords(path)}。审的是现在公开的第 {row.versionN} 版。
          </p>
          {isUnchanged && (
            <Notice
              kind="attention"
              title="退回以后，正文和材料都还没有改过"
              actions={<ButtonLink to={`/desk/achievements/${row.id}/correction?for=registration`}>去更正</ButtonLink>}
            >
              {registration?.note && <>意见：{registration.note} </>}
              照原样再送，多半还会退回。
            </Notice>
          )}
          {reports.map(({ evaluator, issuedOn, isOpened }) => (
            <p key={`${evaluator}${issuedOn}`} className="text-sm text-ink-soft">
              {evaluator} {issuedOn} 在平台上出具的评价报告
              {isOpened
                ? '随申请一并送审，不用再上传。'
                : '还没有经过本单位的保密审查，先请保密审查人员在“评价”里看过，再随申请送审。'}
            </p>
          ))}
          <AskRegistrationForm
            achievementId={row.id}
            regNo={row.regNo}
            needs={needs}
            missing={{ fields: lacking(needs, 'field').length, papers: lacking(needs, 'paper').length }}
            reply={reply}
          />
        </div>
      ) : (
        <Notice kind="info" title="现在不能申请登记">
          {askFaultWords[fault]}
        </Notice>
      )}
    </div>
  );
}
