import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { demandMachine } from '#app/domain/demand.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { labelOf } from '#app/domain/machine.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { closeWords, DemandDeeds } from '#app/ui/demand-deeds.tsx';
import { ConfirmCard, ReviewCard } from '#app/ui/demands/demand-cards.tsx';
import { DemandVersions } from '#app/ui/demands/demand-versions.tsx';
import { QualityMeter } from '#app/ui/demands/quality-meter.tsx';
import { SplitMerge } from '#app/ui/demands/split-merge.tsx';
import { DemandKin } from '#app/ui/demands/went-on.tsx';
import { DemandHistory } from '#app/ui/demand-history.tsx';
import { DemandMatches } from '#app/ui/demand-matches.tsx';
import { DemandSheet } from '#app/ui/demand-sheet.tsx';
import { demandTone } from '#app/ui/demand-tone.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { demandAction } from '#app/web/demand-action.server.ts';
import { demandPage } from '#app/web/demand-page.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.demand.title ?? '需求'} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => demandPage(ctx, rowId(args.params), new URL(args.request.url).searchParams));
}

export const action = (args: ActionFunctionArgs) => demandAction(args);

export default function DemandPage() {
  const found = useLoaderData<typeof loader>();
  const { demand, unfound } = found;
  const isOpen = isMatchable(demand.state);
  const isOver = !isOpen && demand.state !== 'review';
  const mayEdit = found.isOfficer && isOpen;
  return (
    <>
      <Breadcrumbs items={[{ label: '需求', to: '/desk/demands' }, { label: demand.no }]} />
      <PageTitle
        marks={
          <StateMark tone={demandTone[demand.state]} boxed>
            {labelOf(demandMachine, demand.state)}
          </StateMark>
        }
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span>
              {found.orgName} {found.isSample && <Sample />}
            </span>
            <span>{found.words.region}</span>
            <span>
              {demand.publishedAt && (
                <>
                  <DateText value={demand.publishedAt} /> 发布
                </>
              )}
              {demand.validUntilOn && (
                <>
                  ，有效至 <DateText value={demand.validUntilOn} />
                </>
              )}
            </span>
          </p>
        }
        actions={
          <>
            {mayEdit && <ButtonLink to={`/desk/demands/${demand.id}/edit`}>改需求</ButtonLink>}
            {demand.state !== 'review' && (
              <ButtonLink to={`/desk/demands/${demand.id}/questions`}>提问与答复</ButtonLink>
            )}
            {isOpen && (
              <ButtonLink to={`/brokers?field=${encodeURIComponent(found.data.fields[0]?.split('.')[0] ?? '')}`}>
                请技术经纪人找
              </ButtonLink>
            )}
          </>
        }
      >
        {demand.title}
      </PageTitle>
      {demand.state === 'review' && <ReviewCard mayReview={found.events.includes('publish')} />}
      {mayEdit && <ConfirmCard confirmedAt={demand.confirmedAt} today={found.today} />}
      <DemandKin {...found.kin} isOpen={isOpen} />
      {demand.closeReason !== null && (
        <p className="mb-4 text-sm text-ink-soft">
          关闭的原因：{closeWords[demand.closeReason] ?? demand.closeReason}
          {demand.closeNote && `。${demand.closeNote}`}
        </p>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,25rem)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-4">
          <DemandSheet
            data={found.data}
            words={found.words}
            versionN={demand.versionN}
            shared={found.shared}
            unfound={unfound}
          />
          {isOpen && unfound.length > 0 && (
            <Notice
              kind="attention"
              title={`${unfound.length} 个词没有找到任何成果`}
              actions={mayEdit && <ButtonLink to={`/desk/demands/${demand.id}/edit`}>换个说法</ButtonLink>}
            >
              {unfound.map((term) => `「${term}」`).join('')}
              在平台公开的成果里都没有出现，占了需求用词的 {found.unfoundShare}。换个说法再找，或请技术经纪人线下问。
            </Notice>
          )}
          {!isOver && (
            <QualityMeter
              quality={found.quality}
              edit={mayEdit && <ButtonLink to={`/desk/demands/${demand.id}/edit`}>补上</ButtonLink>}
            />
          )}
          <DemandVersions versions={found.versions} />
          {mayEdit && (
            <SplitMerge title={demand.title} metrics={found.data.metrics} others={found.others} replayKey={found.key} />
          )}
          <DemandDeeds events={found.events} renewTo={found.renewTo} />
          <DemandHistory history={found.history} talks={found.talks} />
        </div>
        <DemandMatches
          demandId={demand.id}
          matches={found.matches}
          more={found.more}
          moreWeak={found.moreWeak}
          declined={found.declined}
          total={found.total}
          counts={found.counts}
          level={found.level}
          mayAct={mayEdit}
          isOver={isOver}
          isFresh={demand.matchedVersionN === demand.versionN}
          excluded={found.excluded}
        />
      </div>
    </>
  );
}
