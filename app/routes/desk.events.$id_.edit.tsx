import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { EventInput } from '#app/domain/event-input.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { eventOfficer } from '#app/services/events/own-event.server.ts';
import { saveEvent } from '#app/services/events/save-event.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { demandOptions } from '#app/ui/demand-options.ts';
import { EventForm, eventValues } from '#app/ui/events/event-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `改${data?.title ?? '活动'} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    eventOfficer(ctx);
    const { event, tickets } = await getDeskEvent(ctx, rowId(args.params));
    const { fields, chains, regions } = demandOptions(await codeLists(ctx));
    return {
      id: event.id,
      title: event.title,
      isPublic: event.state !== 'draft',
      codes: { fields: event.fields, chains: event.chains },
      options: { fields, chains, regions },
      values: eventValues(event, tickets),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  return handleForm(args, {
    save: deed(EventInput, mayRunEvent, async (ctx, { plan, versionN }) => {
      await saveEvent(ctx, { id, plan, versionN });
      return redirect(`/desk/events/${id}`);
    }),
  });
};

export default function EditEvent() {
  const { id, title, values, codes, options, isPublic } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs
        items={[{ label: '活动', to: '/desk/events' }, { label: title, to: `/desk/events/${id}` }, { label: '修改' }]}
      />
      <PageTitle>修改活动</PageTitle>
      <EventForm
        values={values}
        codes={codes}
        options={options}
        reply={reply}
        note={isPublic ? '时间或地点改了，报名的人都会收到通知。' : '保存后还是草稿。'}
      />
    </>
  );
}
