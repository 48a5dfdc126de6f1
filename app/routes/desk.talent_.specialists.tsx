import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { mayKeepTalent } from '#app/domain/talent-access.ts';
import { RecallSpecialistInput, SendSpecialistInput } from '#app/domain/talent-input.ts';
import { listAssignments } from '#app/services/specialists/queries.server.ts';
import { recallSpecialist, sendSpecialist } from '#app/services/specialists/send-specialist.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { AssignmentRow } from '#app/ui/talent/assignment-row.tsx';
import { SendForm } from '#app/ui/talent/send-form.tsx';
import { TalentNav } from '#app/ui/talent/talent-nav.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '科技特派员选派 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const today = dayOf(ctx.now());
    return { rows: await listAssignments(ctx), key: crypto.randomUUID(), today, endsOn: addMonths(today, 12) };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/talent/specialists');
  return handleForm(args, {
    send: deed(SendSpecialistInput, mayKeepTalent, async (ctx, input) => {
      await sendSpecialist(ctx, input);
      return here;
    }),
    recall: deed(RecallSpecialistInput, mayKeepTalent, async (ctx, input) => {
      await recallSpecialist(ctx, input);
      return here;
    }),
  });
};

export default function Specialists() {
  const { rows, key, today, endsOn } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const running = rows.filter(({ isRunning }) => isRunning);
  const of = (kind: string) => running.filter((row) => row.kind === kind).length;
  return (
    <>
      <PageTitle meta="选派期内，特派员和专员可以替企业、合作社和农户填需求，由派驻单位审核后发布。">
        科技特派员选派
      </PageTitle>
      <TalentNav here="/desk/talent/specialists" />
      <FigureRow
        figures={[
          { label: '在派科技特派员', value: `${of('envoy')} 人次` },
          { label: '在派科技专员', value: `${of('commissioner')} 人次` },
          { label: '派驻单位', value: `${new Set(running.map(({ unitName }) => unitName)).size} 家` },
          { label: '代填需求', value: `${rows.reduce((sum, row) => sum + row.demands, 0)} 项` },
        ]}
      />
      <div className="mt-6">
        {rows.length === 0 ? (
          <EmptyState title="还没有选派">在下面把人派到企业或合作社，写明起止日期。</EmptyState>
        ) : (
          <ul className="rounded-lg border border-line bg-card">
            {rows.map((row) => (
              <AssignmentRow key={row.id} row={row} reply={reply?.values.id === row.id ? reply : undefined} />
            ))}
          </ul>
        )}
      </div>
      <SendForm
        key={rows.length}
        today={today}
        endsOn={endsOn}
        replayKey={key}
        reply={reply?.intent === 'send' ? reply : undefined}
      />
    </>
  );
}
