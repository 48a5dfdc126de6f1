import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { localTime } from '#app/domain/event-form.ts';
import { ImportListInput } from '#app/domain/event-input.ts';
import { eventOfficer, ownEvent } from '#app/services/events/own-event.server.ts';
import { getDeskEvent } from '#app/services/events/desk-queries.server.ts';
import { putDownAttendees } from '#app/services/events/put-down-attendees.server.ts';
import { readAttendeeSheet } from '#app/services/events/read-attendee-sheet.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ImportListForm } from '#app/ui/events/import-list-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `导入名单：${data?.title ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    eventOfficer(ctx);
    const { event, tickets } = await getDeskEvent(ctx, rowId(args.params));
    return {
      id: event.id,
      title: event.title,
      replyDueAt: localTime(event.registrationEndsAt > ctx.now() ? event.registrationEndsAt : event.startsAt),
      tickets: tickets.map(({ id, kind, capacity, taken }) => ({ id, kind, free: capacity - taken })),
      key: crypto.randomUUID(),
    };
  });
}

const maxBytes = 2 * 1_048_576;

export const action = async (args: ActionFunctionArgs) => {
  const eventId = await page(async () => rowId(args.params));
  const see = (ctx: Parameters<typeof ownEvent>[0]) => ownEvent(ctx, eventId);
  return handleUpload(args, { maxBytes, may: mayRunEvent, see, isKept: false }, (upload) => ({
    import: deed(ImportListInput, mayRunEvent, async (ctx, input) => {
      const { sha256 } = requiredFile(upload, '请选名单文件');
      const people = await readAttendeeSheet(ctx.files, sha256);
      const done = await putDownAttendees(ctx, { eventId, people, ...input });
      return redirect(`/desk/events/${eventId}/people?imported=${done}`);
    }),
  }));
};

export default function ImportList() {
  const { id, title, key, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '活动', to: '/desk/events' },
          { label: title, to: `/desk/events/${id}` },
          { label: '报名和签到', to: `/desk/events/${id}/people` },
          { label: '导入名单' },
        ]}
      />
      <PageTitle
        meta="一张表录入一批人；有一行不对就整张不录，并说明是哪一行。"
        actions={
          <ButtonLink to={`/desk/events/${id}/import/template?as=xlsx`} reloadDocument>
            下载模板
          </ButtonLink>
        }
      >
        导入名单
      </PageTitle>
      <ImportListForm {...form} replayKey={key} reply={reply} />
    </>
  );
}
