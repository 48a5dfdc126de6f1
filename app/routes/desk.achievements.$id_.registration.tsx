import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { supplierOfficer } from '#app/domain/access.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { lacking } from '#app/domain/registration-needs.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { AskRegistration } from '#app/domain/review-input.ts';
import { askRegistration } from '#app/services/reviews/ask-registration.server.ts';
import { getRegistrationCase } from '#app/services/reviews/registration-case.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
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
    'ask-registration': deed(AskRegistration, supplierOfficer, async (ctx, { bringsPapers }) => {
      const id = rowId(args.params);
      await askRegistration(ctx, { id, bringsPapers: bringsPapers === 'on' });
      return redirect(`/desk/achievements/${id}`);
    }),
  });

export default function AskForRegistration() {
  const { row, registration, needs, path, isUnchanged } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isPossible =
    row.state === 'published' &&
    (registration === null ? row.regNo === null : transitionOf(registrationMachine, registration.state, 'submit'));
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
      {isPossible ? (
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
          <AskRegistrationForm
            achievementId={row.id}
            needs={needs}
            missing={{ fields: lacking(needs, 'field').length, papers: lacking(needs, 'paper').length }}
            reply={reply}
          />
        </div>
      ) : (
        <Notice kind="info" title="现在不能申请登记">
          {row.state !== 'published'
            ? '成果公开以后才能申请登记。'
            : registration === null
              ? `已有批准登记号 ${row.regNo}，一项成果只登记一次。`
              : '这项成果的登记正在审核，或者已经办结，进展在成果页面上。'}
        </Notice>
      )}
    </div>
  );
}
