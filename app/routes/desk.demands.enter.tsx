import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { demandMonths } from '#app/domain/demand-dates.ts';
import { demandFormFrom, newDemandForm } from '#app/domain/demand-form.ts';
import { EnterDemandInput } from '#app/domain/demand-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { enterDemand, listEntered, servedUnits } from '#app/services/demands/enter-demand.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DemandForm } from '#app/ui/demand-form.tsx';
import { demandOptions } from '#app/ui/demand-options.ts';
import { EnteredList } from '#app/ui/demands/entered-list.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { handleForm, judgedDeed } from '#app/web/form.server.ts';
import { metricDeeds } from '#app/web/metric-deeds.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '代填需求 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [units, entered, lists] = await Promise.all([servedUnits(ctx), listEntered(ctx), codeLists(ctx)]);
    return {
      key: crypto.randomUUID(),
      units: units.map(({ id, name }) => ({ value: id, label: name })),
      form: newDemandForm(units[0]?.regionCode ?? '', addMonths(dayOf(ctx.now()), demandMonths.usual)),
      options: demandOptions(lists),
      entered,
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    ...metricDeeds(),
    enter: judgedDeed(
      () => true,
      async (ctx) => {
        if ((await servedUnits(ctx)).length === 0) throw new AppError('forbidden');
        return EnterDemandInput;
      },
      async (ctx, { orgId, data, key }) => {
        await enterDemand(ctx, { orgId, data, key });
        return redirect('/desk/demands/enter#entered');
      },
    ),
  });

export default function EnterDemand() {
  const { key, units, form, options, entered } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const chosen = typeof reply?.values.orgId === 'string' ? reply.values.orgId : (units[0]?.value ?? '');
  return (
    <>
      <Breadcrumbs items={[{ label: '需求', to: '/desk/demands' }, { label: '代填需求' }]} />
      <PageTitle
        meta="替委托你的企业，或者派你去服务的企业和合作社填需求；它们审核通过才公开。"
        actions={units.length > 0 && <ButtonLink to="/desk/demands/import">用表格批量填</ButtonLink>}
      >
        代填需求
      </PageTitle>
      {units.length === 0 ? (
        <EmptyState title="现在没有请你代填的单位">
          企业长期委托你做技术经纪，或者主管部门把你选派到企业、合作社以后，可以在这里替它们填。
        </EmptyState>
      ) : (
        <DemandForm
          key={entered.length}
          values={reply ? demandFormFrom(reply.values) : form}
          errors={reply?.errors ?? {}}
          options={options}
          replayKey={typeof reply?.values.key === 'string' ? reply.values.key : key}
          isPublic={false}
          mayPublish={false}
          enterFor={{ units, chosen }}
        />
      )}
      <EnteredList rows={entered} />
    </>
  );
}
