import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { eventMachine } from '#app/domain/event.ts';
import { labelOf } from '#app/domain/machine.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { eventTone } from '#app/ui/events/event-tone.ts';
import { EvidenceSection } from '#app/ui/events/evidence-section.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { eventFileDeeds, keepEventFileForm } from '#app/web/event-file-deeds.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `材料：${data?.event.title ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { event, papers, mayKeepFiles, mayClearFiles } = await getDeskEvent(ctx, rowId(args.params));
    return { event: { id: event.id, title: event.title, state: event.state }, papers, mayKeepFiles, mayClearFiles };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const path = `/desk/events/${id}/files`;
  return isUpload(args.request) ? keepEventFileForm(args, id, path) : handleForm(args, eventFileDeeds(id, path));
};

export default function EventFiles() {
  const { event, papers, mayKeepFiles, mayClearFiles } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="grid gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '活动', to: '/desk/events' },
            { label: event.title, to: `/desk/events/${event.id}` },
            { label: '材料' },
          ]}
        />
        <PageTitle
          marks={
            <StateMark tone={eventTone[event.state]} boxed>
              {labelOf(eventMachine, event.state)}
            </StateMark>
          }
          meta="活动方案、批示件随送审；海报和活动材料审查通过后出现在公开页面。"
        >
          材料
        </PageTitle>
        <ErrorSummary {...(reply?.errors[''] ? { message: reply.errors[''][0] ?? '' } : {})} />
      </div>
      <EvidenceSection files={papers} mayEdit={mayKeepFiles} mayClear={mayClearFiles} reply={reply} />
    </div>
  );
}
