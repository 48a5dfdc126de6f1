import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { NoInput } from '#app/domain/form-input.ts';
import { formatInstant } from '#app/domain/days.ts';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { scheduleRunLabels } from '#app/domain/event-meeting.ts';
import { MeetingPlanInput, RunInput } from '#app/domain/meeting-input.ts';
import { publishSchedule } from '#app/services/meetings/publish-schedule.server.ts';
import { getMeetingDesk } from '#app/services/meetings/queries.server.ts';
import { saveMeetingPlan } from '#app/services/meetings/save-meeting-plan.server.ts';
import { startSchedule } from '#app/services/meetings/start-schedule.server.ts';
import { suggestMeetings } from '#app/services/meetings/suggest-meetings.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { MeetingPlanForm } from '#app/ui/meetings/meeting-plan-form.tsx';
import { RequestTable } from '#app/ui/meetings/request-table.tsx';
import { runTone } from '#app/ui/meetings/meeting-words.ts';
import { RunResult } from '#app/ui/meetings/run-result.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `一对一洽谈安排 ${data?.event.title ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { event, plan, people, slots, tables, kinds, requests, counts, runs, meetings, waiting, broken } =
      await getMeetingDesk(ctx, rowId(args.params));
    return {
      event: { id: event.id, title: event.title, startsAt: event.startsAt, endsAt: event.endsAt },
      plan,
      nameOf: Object.fromEntries(people.map(({ id, name, unit }) => [id, unit ? `${name}（${unit}）` : name])),
      counts: { ...counts, people: people.filter(({ takesPart }) => takesPart).length, meetings: meetings.length },
      slots,
      tables,
      kinds,
      requests: requests
        .filter(({ state }) => state !== 'withdrawn')
        .map(({ id, state, fromId, toId, value, reasons }) => ({ id, state, fromId, toId, value, reasons })),
      runs,
      waiting,
      broken,
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect(`/desk/events/${args.params.id ?? ''}/meetings`);
  const eventId = () => rowId(args.params);
  return handleForm(args, {
    plan: deed(MeetingPlanInput, mayRunEvent, async (ctx, input) => {
      await saveMeetingPlan(ctx, { eventId: eventId(), ...input });
      return here;
    }),
    suggest: deed(NoInput, mayRunEvent, async (ctx) => {
      await suggestMeetings(ctx, { eventId: eventId() });
      return here;
    }),
    schedule: deed(NoInput, mayRunEvent, async (ctx) => {
      await startSchedule(ctx, { eventId: eventId() });
      return here;
    }),
    publish: deed(RunInput, mayRunEvent, async (ctx, { runId }) => {
      await publishSchedule(ctx, { eventId: eventId(), runId });
      return here;
    }),
  });
};

export default function MeetingDeskPage() {
  const { event, plan, counts, slots, tables, kinds, requests, runs, waiting, broken, nameOf } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const [run] = runs;
  const isRunning = run?.state === 'queued' || run?.state === 'running';
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(revalidate, 1000);
    return () => clearInterval(timer);
  }, [isRunning, revalidate]);
  return (
    <>
      <PageTitle
        meta={event.title}
        actions={counts.meetings > 0 && <ButtonLink to={`/desk/events/${event.id}/meetings/day`}>现场日程</ButtonLink>}
      >
        一对一洽谈安排
      </PageTitle>
      <ErrorSummary errors={reply?.errors} message={reply?.errors['']?.[0]} />
      <div className="grid gap-8">
        {plan && (
          <>
            <FigureRow
              figures={[
                { label: '可以约见的人', value: `${counts.people} 人` },
                { label: '已同意', value: `${counts.accepted} 个`, note: `待答复 ${counts.pending}` },
                { label: '推荐', value: `${counts.suggested} 个`, note: `婉拒 ${counts.declined}` },
                {
                  label: '场次',
                  value: `${slots.length} 段 × ${tables.length} 桌`,
                  note: `已发布 ${counts.meetings} 场`,
                },
              ]}
            />
            <section>
              <SectionHead look="plain">推荐和排程</SectionHead>
              <div className="grid gap-4">
                {broken > 0 && (
                  <Notice kind="attention" title={`${broken} 场会面要重新安排`}>
                    有人退出，或时段已改。重新安排只动必须动的场次。
                  </Notice>
                )}
                {waiting > 0 && counts.meetings > 0 && (
                  <p className="text-sm text-ink-soft">还有 {waiting} 个约见或推荐没有排进日程。</p>
                )}
                <div className="flex flex-wrap gap-2">
                  <IntentForm intent="suggest">
                    <SubmitButton intent="suggest" look="secondary">
                      按供需匹配推荐
                    </SubmitButton>
                  </IntentForm>
                  <IntentForm intent="schedule">
                    <SubmitButton intent="schedule" look={run?.state === 'ready' ? 'secondary' : 'primary'}>
                      {run ? '重新安排日程' : '安排日程'}
                    </SubmitButton>
                  </IntentForm>
                </div>
                {run && (
                  <div className="grid gap-3">
                    <p className="flex flex-wrap items-baseline gap-x-3">
                      <b>第 {run.n} 版</b>
                      <StateMark tone={runTone[run.state]}>{scheduleRunLabels[run.state]}</StateMark>
                      <span className="text-sm text-ink-soft">{formatInstant(run.createdAt)}</span>
                    </p>
                    {isRunning && (
                      <ProgressBar
                        label={`正在安排，完成 ${Math.round(run.progressPpm / 10_000)}%`}
                        value={run.progressPpm}
                        max={1_000_000}
                      />
                    )}
                    {run.state === 'failed' && (
                      <Notice kind="danger" title="没有算成">
                        固定的场次互相冲突。到现场日程里取消几场固定，再安排一次。
                      </Notice>
                    )}
                    {run.result && <RunResult result={run.result} nameOf={nameOf} />}
                    {run.state === 'ready' && (
                      <IntentForm intent="publish">
                        <input type="hidden" name="runId" value={run.id} />
                        <SubmitButton intent="publish">发布日程并通知参会人</SubmitButton>
                      </IntentForm>
                    )}
                  </div>
                )}
              </div>
            </section>
            {requests.length > 0 && <RequestTable rows={requests} nameOf={nameOf} />}
          </>
        )}
        <section>
          <SectionHead look="plain">时段、桌位和规则</SectionHead>
          <MeetingPlanForm
            event={event}
            plan={plan}
            slots={slots}
            tables={tables}
            kinds={kinds}
            reply={reply?.intent === 'plan' ? reply : undefined}
          />
        </section>
      </div>
    </>
  );
}
