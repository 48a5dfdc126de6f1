import { redirect } from '@remix-run/node';
import { hasRole } from '#app/domain/access.ts';
import { addMonths, dayOf } from '#app/domain/days.ts';
import { demandMonths } from '#app/domain/demand-dates.ts';
import { demandQuality } from '#app/domain/demand-quality.ts';
import { demandMachine } from '#app/domain/demand.ts';
import { matchesShown } from '#app/domain/match-shown.ts';
import { allowed } from '#app/domain/machine.ts';
import { unknownShare, unknownTerms } from '#app/domain/match-gap.ts';
import { listMergeable, listVersions } from '#app/services/demands/refinement-queries.server.ts';
import { getOwnDemand } from '#app/services/demands/queries.server.ts';
import { findKin } from '#app/services/demands/went-on.server.ts';
import { currentWeights } from '#app/services/matches/current-weights.server.ts';
import { listDemandMatches } from '#app/services/matches/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { answeredOf, matchLine } from '#app/ui/demand-match-line.ts';
import { demandWordsOf } from '#app/ui/demand-words.ts';
import { exclusionsSaid, percent, shownTerms } from '#app/ui/match-words.ts';
import type { ActorContext } from '#app/services/context.server.ts';

/** Enough to choose from without scrolling for minutes; the rest is one click away. */
const shownAtFirst = 5;

/** Words to say otherwise: more than a few nobody rewrites. */
const mostUnfound = 8;

const levelNames = ['strong', 'possible', 'weak'] as const;

/** The page of an enterprise's own demand: what it says, how good it is, and the matches that were asked for. */
export async function demandPage(ctx: ActorContext, id: string, asked: URLSearchParams) {
  const { demand, data, isSample, history, talks } = await getOwnDemand(ctx, id);
  if (demand.state === 'draft') throw redirect(`/desk/demands/${id}/edit`);
  const [found, lists, versions, others, { weights }, kin] = await Promise.all([
    listDemandMatches(ctx, demand),
    codeLists(ctx),
    listVersions(ctx, id),
    listMergeable(ctx, demand),
    currentWeights(ctx),
    findKin(ctx, demand),
  ]);
  const level = levelNames.find((name) => name === asked.get('level')) ?? null;
  const kept = found.filter((match) => match.answer !== 'declined');
  const isWhole = asked.has('all');
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
    kin,
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
}
