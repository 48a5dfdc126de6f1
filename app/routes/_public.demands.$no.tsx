import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { replyWithinDays } from '#app/domain/deal-deeds.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { labelOf } from '#app/domain/machine.ts';
import { isFollowing } from '#app/services/alerts/queries.server.ts';
import { getPublicDemand } from '#app/services/demands/queries.server.ts';
import { findGoneDemand } from '#app/services/demands/went-on.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { DemandSheet } from '#app/ui/demand-sheet.tsx';
import { demandTone } from '#app/ui/demand-tone.ts';
import { demandWordsOf } from '#app/ui/demand-words.ts';
import { WentOnNotice } from '#app/ui/demands/went-on.tsx';
import { FollowForm } from '#app/ui/follow-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PhoneActionBar } from '#app/ui/phone-action-bar.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { TrustMark } from '#app/ui/trust-mark.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.gone?.title ?? data?.shown?.demand.data.title ?? '需求'} · 成果通` },
  { name: 'description', content: data?.shown?.demand.data.summary ?? '' },
  ...(data?.gone ? [{ name: 'robots', content: 'noindex' }] : []),
];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const no = recordNo(args.params);
    const gone = await findGoneDemand(ctx, no);
    if (gone !== null) return { gone, shown: null };
    const [demand, lists] = await Promise.all([getPublicDemand(ctx, no), codeLists(ctx)]);
    const shown = {
      demand,
      words: demandWordsOf(demand.data, lists),
      today: dayOf(ctx.now()),
      isFollowing: await isFollowing(ctx, 'demand', demand.id),
    };
    return { gone: null, shown };
  });
}

export default function PublicDemandPage() {
  const { gone, shown } = useLoaderData<typeof loader>();
  if (shown !== null) return <ShownDemand {...shown} />;
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '找需求', to: '/demands' }, { label: gone.no }]} />
      <PageTitle meta={<span className="nums">{gone.no}</span>}>{gone.title}</PageTitle>
      <div className="max-w-form pb-14">
        <WentOnNotice how={gone.how} on={gone.on} />
      </div>
    </>
  );
}

type Shown = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['shown']>;

function ShownDemand({ demand, words, today, isFollowing: follows }: Shown) {
  const { data } = demand;
  return (
    <>
      <Breadcrumbs
        items={[{ label: '首页', to: '/' }, { label: '找需求', to: '/demands' }, { label: words.fields[0] ?? '需求' }]}
      />
      <PageTitle
        marks={
          <StateMark tone={demandTone[demand.state]} boxed>
            {labelOf(demandMachine, demand.state)}
          </StateMark>
        }
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span className="text-ink">
              {demand.orgName ?? '匿名企业'} {demand.isSample && <Sample />}
            </span>
            <span>{words.region}</span>
            <span className="nums">{demand.no}</span>
            {demand.trust && <TrustMark trust={demand.trust} />}
          </p>
        }
      >
        {data.title}
      </PageTitle>
      <div className="grid items-start gap-x-6 gap-y-8 pb-14 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <DemandSheet data={data} words={words} versionN={demand.versionN} />
        <aside aria-label="应答" className="rounded-lg border border-line bg-card text-sm lg:sticky lg:top-6">
          <div className="px-5 py-5 sm:px-6">
            <p className="text-ink-soft">预算</p>
            <p className="nums text-xl font-bold">{words.budget}</p>
            <div className="mt-4">
              <Answer demand={demand} wide />
            </div>
            <p className="mt-2 text-ink-soft">对方 {replyWithinDays} 个工作日内答复，不收费。</p>
            {!demand.isOwn && demand.state === 'published' && (
              <div className="mt-3">
                <FollowForm kind="demand" rowId={demand.id} isFollowing={follows} back={`/demands/${demand.no}`} />
              </div>
            )}
          </div>
          <div className="border-t border-line px-5 py-4 sm:px-6">
            <KeyValue
              look="spread"
              items={[
                { label: '发布', value: <DateText value={demand.publishedOn} /> },
                { label: '有效至', value: <Clock dueOn={data.validUntilOn} today={today} soonDays={14} /> },
                { label: '成熟度', value: words.trl },
                { label: '单位名称', value: demand.orgName === null ? '接受对接后可见' : '公开' },
              ]}
            />
          </div>
        </aside>
      </div>
      {demand.state !== 'solved' && <PhoneActionBar title={words.budget} action={<Answer demand={demand} />} />}
    </>
  );
}

function Answer({ demand, wide = false }: { demand: Shown['demand']; wide?: boolean }) {
  if (demand.isOwn) {
    return (
      <ButtonLink to={`/desk/demands/${demand.id}`} wide={wide}>
        管理这项需求
      </ButtonLink>
    );
  }
  if (demand.state === 'solved') return <p className="font-bold text-accent">这项需求已经解决。</p>;
  return (
    <ButtonLink look="primary" to={`/desk/deals/new?demand=${demand.id}`} wide={wide}>
      用我的成果应答
    </ButtonLink>
  );
}
