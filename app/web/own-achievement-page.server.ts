import { dayOf } from '#app/domain/days.ts';
import { hasRole, mayWriteAchievement } from '#app/domain/access.ts';
import { achievementDeeds } from '#app/domain/achievement-deeds.ts';
import { advantageFaults } from '#app/domain/advantage.ts';
import { fieldsOf } from '#app/domain/achievement-draft.ts';
import { overridesPrice } from '#app/domain/offered-price.ts';
import { askFault } from '#app/domain/registration.ts';
import { authorityLevels, remarksOf, unitLevels } from '#app/domain/review.ts';
import { readRecordDone } from '#app/domain/record-done.ts';
import { recordSheet } from '#app/domain/record-sheet.ts';
import { achievementOptions } from '#app/services/achievements/form-options.server.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { listAchievementMatches } from '#app/services/matches/match-groups.server.ts';
import { listNearDemands } from '#app/services/matches/near-demands.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { findLiveTradeOf } from '#app/services/units/queries.server.ts';
import { pathOf } from '#app/services/reviews/registration-case.server.ts';
import { findOwnRegistration, listDecisions } from '#app/services/reviews/trail-queries.server.ts';
import { whoReviews } from '#app/services/reviews/who-reviews.server.ts';
import { matchGroupWords } from '#app/ui/match-group-words.ts';

/** All that the page of one of the unit's own records shows. */
export async function ownAchievementPage(ctx: ActorContext, id: string, params: URLSearchParams) {
  const { row, version, draft } = await getOwnAchievement(ctx, id);
  const deeds = achievementDeeds(ctx.actor, row);
  const [found, near, lists, registration, decisions, { path }, steps, listing, trade] = await Promise.all([
    row.state === 'published' ? listAchievementMatches(ctx, id) : [],
    row.state === 'published' ? listNearDemands(ctx, id) : [],
    codeLists(ctx),
    findOwnRegistration(ctx, id),
    listDecisions(ctx, id),
    pathOf(ctx, row.orgId),
    whoReviews(ctx, row),
    row.state === 'published' ? findLiveListing(ctx, id) : null,
    row.state === 'published' ? findLiveTradeOf(ctx, id) : null,
  ]);
  return {
    done: readRecordDone(params.get('done')),
    steps,
    listing,
    isPriceOther: listing !== null && overridesPrice(version.data.price, listing),
    trade: trade && { no: trade.no },
    today: dayOf(ctx.now()),
    matches: found.map((group) => matchGroupWords(group, lists)),
    near,
    isOfficer: hasRole(ctx.actor, 'officer'),
    mayCorrect: mayWriteAchievement(ctx.actor),
    registration,
    path,
    remarks: row.state === 'returned' ? remarksOf(decisions, unitLevels) : [],
    fault: askFault({
      ...row,
      registration: registration?.state ?? null,
      isVerified: ctx.actor.org?.verified === true,
    }),
    registrationRemarks: registration?.state === 'returned' ? remarksOf(decisions, authorityLevels) : [],
    isReviewer: deeds.includes('clear') || deeds.includes('publish') || deeds.includes('return'),
    row: {
      id: row.id,
      no: row.no,
      name: row.name,
      state: row.state,
      versionN: row.versionN,
      isListed: row.isListed,
      regNo: row.regNo,
    },
    note: row.reviewNote,
    sha256: version.sha256,
    deeds,
    ...(deeds.includes('edit')
      ? {
          fields: fieldsOf(draft),
          options: achievementOptions(lists),
          warnings: advantageFaults(draft.data.advantages),
          sheet: null,
        }
      : {
          fields: null,
          options: null,
          warnings: [],
          sheet: recordSheet(
            { no: row.no, regNo: row.regNo, orgName: ctx.actor.org?.orgName ?? '', ...draft },
            lists,
            true,
          ),
        }),
  };
}
