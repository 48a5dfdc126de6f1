import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunEvent } from '#app/domain/event-access.ts';
import { localTime } from '#app/domain/event-form.ts';
import { EventInput } from '#app/domain/event-input.ts';
import { eventOfficer } from '#app/services/events/own-event.server.ts';
import { saveEvent } from '#app/services/events/save-event.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { demandOptions } from '#app/ui/demand-options.ts';
import { EventForm } from '#app/ui/events/event-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '办活动 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const org = eventOfficer(ctx);
    const { fields, chains, regions } = demandOptions(await codeLists(ctx));
    const inDays = (days: number, hour: number) =>
      `${localTime(new Date(ctx.now().getTime() + days * 86_400_000)).slice(0, 10)}T${String(hour).padStart(2, '0')}:00`;
    return {
      key: crypto.randomUUID(),
      options: { fields, chains, regions },
      values: {
        kind: 'salon',
        mode: 'onsite',
        regionCode: org.regionCode,
        host: org.orgName,
        startsAt: inDays(14, 9),
        endsAt: inDays(14, 12),
        registrationEndsAt: inDays(12, 18),
        companionsMax: '0',
        offerHours: '24',
        takesItems: 'yes',
      },
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    save: deed(EventInput, mayRunEvent, async (ctx, { plan, key }) => {
      const event = await saveEvent(ctx, { plan, key });
      return redirect(`/desk/events/${event.id}`);
    }),
  });

export default function NewEvent() {
  const { key, values, options } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '活动', to: '/desk/events' }, { label: '办活动' }]} />
      <PageTitle>办活动</PageTitle>
      <EventForm
        values={values}
        codes={{ fields: [], chains: [] }}
        options={options}
        reply={reply}
        replayKey={key}
        note="保存为草稿；议程、展示的成果和材料在下一页填，审查后发布。"
      />
    </>
  );
}
