import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { mayConfirmEvent, mayRunEvent } from '#app/domain/event-access.ts';
import { EventNoteInput, ReportInput, TaskInput } from '#app/domain/event-input.ts';
import { eventMachine } from '#app/domain/event.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { confirmReport, returnReport } from '#app/services/events/decide-report.server.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { countedFigures, shownFigures } from '#app/services/events/event-figures.server.ts';
import { eventItemResults } from '#app/services/events/event-item-results.server.ts';
import { eventTrace } from '#app/services/events/event-trace.server.ts';
import { finishTask } from '#app/services/events/finish-task.server.ts';
import { reportEvent } from '#app/services/events/report-event.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { EventDeeds } from '#app/ui/events/event-deeds.tsx';
import { EventResults } from '#app/ui/events/event-results.tsx';
import { eventTone } from '#app/ui/events/event-tone.ts';
import { EvidenceSection } from '#app/ui/events/evidence-section.tsx';
import { ItemResults } from '#app/ui/events/item-results.tsx';
import { outcomeDeeds } from '#app/ui/events/outcome-deeds.ts';
import { TaskSection } from '#app/ui/events/task-section.tsx';
import { TraceTable } from '#app/ui/events/trace-table.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { eventFileDeeds, keepEventFileForm } from '#app/web/event-file-deeds.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `成效和报告：${data?.event.title ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { event, papers, tasks, report, feedback, roles, isOwn, mayKeepFiles, mayClearFiles } = await getDeskEvent(
      ctx,
      rowId(args.params),
    );
    const [figures, trace, items] = await Promise.all([
      // The department has to count; the organizer is no party to a contract and reads sums of several.
      isOwn ? shownFigures(ctx, event.id) : countedFigures(ctx, event.id),
      eventTrace(ctx, event.id, { isOrganizer: isOwn }),
      eventItemResults(ctx, event.id),
    ]);
    const { id, no, title, state, startsAt, reviewNote, publishedAt } = event;
    return {
      event: { id, no, title, state, startsAt, reviewNote, isPublic: publishedAt !== null },
      papers,
      mayKeepFiles,
      mayClearFiles,
      tasks,
      report,
      feedback,
      trace,
      items,
      figures,
      events: allowed(eventMachine, state, roles).filter((word) => outcomeDeeds.has(word)),
      isOfficer: roles.includes('organizer'),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const path = `/desk/events/${id}/outcome`;
  const here = redirect(path);
  if (isUpload(args.request)) return keepEventFileForm(args, id, path);
  return handleForm(args, {
    ...eventFileDeeds(id, path),
    'finish-task': deed(TaskInput, mayRunEvent, async (ctx, { rowId: task, note }) => {
      await finishTask(ctx, { eventId: id, rowId: task, note });
      return here;
    }),
    report: deed(ReportInput, mayRunEvent, async (ctx, { summary }) => {
      await reportEvent(ctx, { id, summary });
      return here;
    }),
    confirm: deed(NoInput, mayConfirmEvent, async (ctx) => {
      await confirmReport(ctx, { id });
      return here;
    }),
    'return-report': deed(EventNoteInput, mayConfirmEvent, async (ctx, { note }) => {
      await returnReport(ctx, { id, note });
      return here;
    }),
  });
};

const papers = [
  ['report', '一页报告'],
  ['signed', '签约项目清单'],
  ['items', '成果汇编'],
] as const;

export default function EventOutcome() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { event, isOfficer, feedback } = found;
  return (
    <div className="grid gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '活动', to: '/desk/events' },
            { label: event.title, to: `/desk/events/${event.id}` },
            { label: '成效和报告' },
          ]}
        />
        <PageTitle
          marks={
            <StateMark tone={eventTone[event.state]} boxed>
              {labelOf(eventMachine, event.state)}
            </StateMark>
          }
          actions={
            isOfficer &&
            papers.map(([name, words]) => (
              <ButtonLink key={name} to={`/desk/events/${event.id}/papers/${name}`} reloadDocument>
                {words}
              </ButtonLink>
            ))
          }
        >
          成效和报告
        </PageTitle>
        <ErrorSummary {...(reply?.errors[''] ? { message: reply.errors[''][0] ?? '' } : {})} />
        <EventDeeds event={event} events={found.events} report={found.report} reply={reply} />
      </div>
      <section className="grid gap-3">
        <SectionHead
          look="plain"
          note={feedback.n > 0 ? `${feedback.n} 份评价，总体 ${feedback.overall} 分` : '还没有评价'}
        >
          成效
        </SectionHead>
        <EventResults figures={found.figures} />
      </section>
      <ItemResults rows={found.items} />
      <TraceTable rows={found.trace} />
      <EvidenceSection files={found.papers} mayEdit={found.mayKeepFiles} mayClear={found.mayClearFiles} reply={reply} />
      {found.tasks.length > 0 && (
        <TaskSection tasks={found.tasks} trace={found.trace} mayEdit={isOfficer} reply={reply} />
      )}
    </div>
  );
}
