import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { brokerMachine, wantedSeniorBrokers } from '#app/domain/broker.ts';
import { allowed, labelOf, statesOf } from '#app/domain/machine.ts';
import { mayKeepTalent } from '#app/domain/talent-access.ts';
import { BrokerReturnInput, BrokerReviewInput } from '#app/domain/talent-input.ts';
import { listRegistry } from '#app/services/brokers/registry-queries.server.ts';
import { reviewBroker } from '#app/services/brokers/review-broker.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RegistryRow } from '#app/ui/talent/registry-row.tsx';
import { TalentNav } from '#app/ui/talent/talent-nav.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '技术经纪人名录 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const asked = new URL(args.request.url).searchParams.get('state');
    const state = statesOf(brokerMachine).find((word) => word === asked) ?? null;
    return { ...(await listRegistry(ctx, { state })), state, own: ctx.actor.userId };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/talent');
  return handleForm(args, {
    list: deed(BrokerReviewInput, mayKeepTalent, async (ctx, { brokerId }) => {
      await reviewBroker(ctx, brokerId, { event: 'list' });
      return here;
    }),
    return: deed(BrokerReturnInput, mayKeepTalent, async (ctx, { brokerId, note }) => {
      await reviewBroker(ctx, brokerId, { event: 'return', note });
      return here;
    }),
    strike: deed(BrokerReturnInput, mayKeepTalent, async (ctx, { brokerId, note }) => {
      await reviewBroker(ctx, brokerId, { event: 'strike', note });
      return here;
    }),
  });
};

export default function Talent() {
  const { rows, counts, total, inForce, seniors, expired, state, own } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle
        meta="本辖区单位的技术经纪人：证书由你们核验，核验过的才能受托和撮合。"
        actions={
          <ButtonLink to="/desk/talent/export?as=xlsx" reloadDocument>
            导出
          </ButtonLink>
        }
      >
        技术转移人才
      </PageTitle>
      <TalentNav here="/desk/talent" />
      <FigureRow
        figures={[
          { label: '在册且证书有效', value: `${inForce} 人` },
          { label: '其中中高级', value: `${seniors} 人`, note: `全省目标 ${wantedSeniorBrokers} 人` },
          { label: '待核验', value: `${(counts.filed ?? 0) + (counts.renewing ?? 0)} 人` },
          { label: '证书已过期', value: `${expired} 人` },
        ]}
      />
      <nav aria-label="按状态看" className="my-4 flex flex-wrap gap-2">
        <ChoiceChip to="/desk/talent" current={state === null} count={total}>
          全部
        </ChoiceChip>
        {statesOf(brokerMachine)
          .filter((word) => counts[word] !== undefined || word === state)
          .map((word) => (
            <ChoiceChip key={word} to={`/desk/talent?state=${word}`} current={state === word} count={counts[word] ?? 0}>
              {labelOf(brokerMachine, word)}
            </ChoiceChip>
          ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title="这里没有技术经纪人">有人登记证书后，会排在这里等核验。</EmptyState>
      ) : (
        <ul className="rounded-lg border border-line bg-card">
          {rows.map((row) => (
            <RegistryRow
              key={row.id}
              row={row}
              events={row.userId === own ? [] : allowed(brokerMachine, row.state, ['authority'])}
              reply={reply?.values.brokerId === row.id ? reply : undefined}
            />
          ))}
        </ul>
      )}
    </>
  );
}
