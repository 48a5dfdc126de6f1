import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { hasRole, mayRunDemand } from '#app/domain/access.ts';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { demandMonths } from '#app/domain/demand-dates.ts';
import { demandQuality } from '#app/domain/demand-quality.ts';
import { MergeInput, ReturnDemandInput, SplitInput } from '#app/domain/demand-refine-input.ts';
import { AnyFormInput, DemandCloseInput, DemandRenewInput } from '#app/domain/demand-input.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { isMatchable } from '#app/domain/demand-match.ts';
import { matchesShown } from '#app/domain/match-shown.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { unknownShare, unknownTerms } from '#app/domain/match-gap.ts';
import { DismissInput, MatchInput } from '#app/domain/match-input.ts';
import { closeDemand } from '#app/services/demands/close-demand.server.ts';
import { confirmDemand } from '#app/services/demands/confirm-demand.server.ts';
import { mergeDemands } from '#app/services/demands/merge-demands.server.ts';
import { listMergeable, listVersions } from '#app/services/demands/refinement-queries.server.ts';
import { reviewDemand } from '#app/services/demands/review-demand.server.ts';
import { splitDemand } from '#app/services/demands/split-demand.server.ts';
import { getOwnDemand } from '#app/services/demands/queries.server.ts';
import { renewDemand } from '#app/services/demands/renew-demand.server.ts';
import { solveDemand } from '#app/services/demands/solve-demand.server.ts';
import { currentWeights } from '#app/services/matches/current-weights.server.ts';
import { answerMatch } from '#app/services/matches/answer-match.server.ts';
import { listDemandMatches } from '#app/services/matches/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { closeWords, DemandDeeds } from '#app/ui/demand-deeds.tsx';
import { ConfirmCard, ReviewCard } from '#app/ui/demands/demand-cards.tsx';
import { DemandVersions } from '#app/ui/demands/demand-versions.tsx';
import { QualityMeter } from '#app/ui/demands/quality-meter.tsx';
import { SplitMerge } from '#app/ui/demands/split-merge.tsx';
import { DemandHistory } from '#app/ui/demand-history.tsx';
import { answeredOf, matchLine } from '#app/ui/demand-match-line.ts';
import { DemandMatches } from '#app/ui/demand-matches.tsx';
import { DemandSheet } from '#app/ui/demand-sheet.tsx';
import { demandWordsOf } from '#app/ui/demand-words.ts';
import { demandTone } from '#app/ui/demand-tone.ts';
import { exclusionsSaid, percent, shownTerms } from '#app/ui/match-words.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.demand.title ?? '需求'} · 成果通` }];

/** Enough to choose from without scrolling for minutes; the rest is one click away. */
const shownAtFirst = 5;

/** Words to say otherwise: more than a few nobody rewrites. */
const mostUnfound = 8;

const levelNames = ['strong', 'possible', 'weak'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    const { demand, data, isSample, history, talks } = await getOwnDemand(ctx, id);
    if (demand.state === 'draft') throw redirect(`/desk/demands/${id}/edit`);
    const [found, lists, versions, others, { weights }] = await Promise.all([
      listDemandMatches(ctx, demand),
      codeLists(ctx),
      listVersions(ctx, id),
      listMergeable(ctx, demand),
      currentWeights(ctx),
    ]);
    const asked = new URL(args.request.url).searchParams.get('level');
    const level = levelNames.find((name) => name === asked) ?? null;
    const kept = found.filter((match) => match.answer !== 'declined');
    const isWhole = new URL(args.request.url).searchParams.has('all');
    const keyTerms = demand.matchedVersionN === demand.versionN ? (demand.keyTerms ?? []) : [];
    const { shown, more, moreWeak } = matchesShown(kept, { level, isWhole, most: shownAtFirst });
    const isOfficer = hasRole(ctx.actor, 'officer') && ctx.actor.org?.kind === 'enterprise';
    return {
      demand: {
        id: demand.id,
        no: demand.no,
        title: demand.title,
        state: demand.state,
        versionN: demand.versionN,
        validUntilOn: demand.validUntilOn,
        publishedAt: demand.publishedAt,
        matchedVersionN: demand.matchedVersionN,
        confirmedAt: demand.confirmedAt ?? demand.publishedAt,
        reviewNote: demand.reviewNote,
        closeReason: demand.closeReason,
        closeNote: demand.closeNote,
      },
      orgName: ctx.actor.org?.orgName ?? '',
      isSample,
      data,
      words: demandWordsOf(data, lists),
      quality: demandQuality(data, weights),
      versions,
      others,
      today: dayOf(ctx.now()),
      key: crypto.randomUUID(),
      history,
      talks,
      level,
      counts: Object.fromEntries(levelNames.map((name) => [name, kept.filter((match) => match.level === name).length])),
      total: kept.length,
      matches: shown.map((one) => matchLine(one, keyTerms, lists)),
      more,
      moreWeak,
      declined: found.filter((match) => match.answer === 'declined').map(answeredOf),
      excluded: exclusionsSaid(demand.excluded ?? {}),
      shared: kept[0] === undefined ? [] : shownTerms(kept[0].reasons, '').map(({ term }) => term),
      unfound: unknownTerms(keyTerms).slice(0, mostUnfound),
      unfoundShare: percent(unknownShare(keyTerms)),
      events: isOfficer ? allowed(demandMachine, demand.state, ['officer']) : [],
      isOfficer,
      renewTo: addMonths(dayOf(ctx.now()), demandMonths.usual),
    };
  });
}

/** Which matches were listed: an answer leaves the list as it was unfolded. */
function listShown(request: Request): string {
  const asked = [...new URL(request.url).searchParams].filter(([name]) => name === 'level' || name === 'all');
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const here = redirect(`/desk/demands/${id}${listShown(args.request)}`);
  return handleForm(args, {
    close: deed(DemandCloseInput, mayRunDemand, async (ctx, { reason, note }) => {
      await closeDemand(ctx, { id, reason, note });
      return here;
    }),
    solve: deed(AnyFormInput, async (ctx) => {
      await solveDemand(ctx, { id });
      return here;
    }),
    confirm: deed(AnyFormInput, async (ctx) => {
      await confirmDemand(ctx, { id });
      return here;
    }),
    approve: deed(AnyFormInput, async (ctx) => {
      await reviewDemand(ctx, { id, approve: true });
      return here;
    }),
    return: deed(ReturnDemandInput, mayRunDemand, async (ctx, { note }) => {
      await reviewDemand(ctx, { id, approve: false, note });
      return redirect('/desk/demands');
    }),
    split: deed(SplitInput, mayRunDemand, async (ctx, { parts, key }) => {
      await splitDemand(ctx, { id, parts, key });
      return redirect('/desk/demands?state=draft');
    }),
    merge: deed(MergeInput, mayRunDemand, async (ctx, { intoId }) => {
      await mergeDemands(ctx, { id, intoId });
      return redirect(`/desk/demands/${intoId}`);
    }),
    renew: deed(DemandRenewInput, mayRunDemand, async (ctx, { validUntilOn }) => {
      await renewDemand(ctx, { id, validUntilOn });
      return here;
    }),
    interested: deed(MatchInput, mayRunDemand, async (ctx, { matchId }) => {
      await answerMatch(ctx, { matchId, answer: 'interested' });
      return here;
    }),
    dismiss: deed(DismissInput, mayRunDemand, async (ctx, input) => {
      await answerMatch(ctx, { ...input, answer: 'declined' });
      return here;
    }),
    restore: deed(MatchInput, mayRunDemand, async (ctx, { matchId }) => {
      await answerMatch(ctx, { matchId, answer: null });
      return here;
    }),
  });
};

export default function DemandPage() {
  const found = useLoaderData<typeof loader>();
  const { demand, unfound } = found;
  const mayEdit = found.isOfficer && isMatchable(demand.state);
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
            <ButtonLink to={`/brokers?field=${encodeURIComponent(found.data.fields[0]?.split('.')[0] ?? '')}`}>
              请技术经纪人找
            </ButtonLink>
          </>
        }
      >
        {demand.title}
      </PageTitle>
      {demand.state === 'review' && <ReviewCard mayReview={found.events.includes('publish')} />}
      {mayEdit && <ConfirmCard confirmedAt={demand.confirmedAt} today={found.today} />}
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
          {unfound.length > 0 && (
            <Notice
              kind="attention"
              title={`${unfound.length} 个词没有找到任何成果`}
              actions={mayEdit && <ButtonLink to={`/desk/demands/${demand.id}/edit`}>换个说法</ButtonLink>}
            >
              {unfound.map((term) => `「${term}」`).join('')}
              在平台公开的成果里都没有出现，占了需求用词的 {found.unfoundShare}。换个说法再找，或请技术经纪人线下问。
            </Notice>
          )}
          <QualityMeter
            quality={found.quality}
            edit={mayEdit && <ButtonLink to={`/desk/demands/${demand.id}/edit`}>补上</ButtonLink>}
          />
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
          isFresh={demand.matchedVersionN === demand.versionN}
          excluded={found.excluded}
        />
      </div>
    </>
  );
}
