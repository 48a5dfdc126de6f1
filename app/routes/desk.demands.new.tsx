import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayRunDemand } from '#app/domain/access.ts';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { demandMonths } from '#app/domain/demand-dates.ts';
import { demandFormFrom, newDemandForm } from '#app/domain/demand-form.ts';
import { DemandDraftInput, DemandPublicInput } from '#app/domain/demand-input.ts';
import { demandOfficer } from '#app/services/demands/own-demand.server.ts';
import { publishDemand } from '#app/services/demands/publish-demand.server.ts';
import { saveDemand } from '#app/services/demands/save-demand.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DemandForm } from '#app/ui/demand-form.tsx';
import { demandOptions } from '#app/ui/demand-options.ts';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { metricDeeds } from '#app/web/metric-deeds.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '写需求 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { verified } = demandOfficer(ctx);
    return {
      key: crypto.randomUUID(),
      mayPublish: verified,
      form: newDemandForm(ctx.actor.org?.regionCode ?? '', addMonths(dayOf(ctx.now()), demandMonths.usual)),
      options: demandOptions(await codeLists(ctx)),
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    ...metricDeeds(),
    save: deed(DemandDraftInput, mayRunDemand, async (ctx, { data, key }) => {
      const demand = await saveDemand(ctx, { data, key });
      return redirect(`/desk/demands/${demand.id}/edit?saved=1`);
    }),
    publish: deed(DemandPublicInput, mayRunDemand, async (ctx, { data, key }) => {
      const demand = await publishDemand(ctx, { data, key });
      return redirect(`/desk/demands/${demand.id}`);
    }),
  });

export default function NewDemand() {
  const { key, form, options, mayPublish } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs items={[{ label: '需求', to: '/desk/demands' }, { label: '写需求' }]} />
      <PageTitle>写需求</PageTitle>
      <DemandForm
        values={reply ? demandFormFrom(reply.values) : form}
        errors={reply?.errors ?? {}}
        options={options}
        replayKey={typeof reply?.values.key === 'string' ? reply.values.key : key}
        isPublic={false}
        mayPublish={mayPublish}
      />
    </>
  );
}
