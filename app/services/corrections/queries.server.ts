import { and, asc, eq, inArray } from 'drizzle-orm';
import { hasRole, mayReviewTeam } from '#app/domain/access.ts';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import type { AchievementDraft } from '#app/domain/achievement-draft.ts';
import {
  correctionDeeds,
  isCorrectable,
  reviewedCorrectionStates,
  writableCorrectionStates,
} from '#app/domain/correction.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { effectLine } from '#app/domain/evaluation.ts';
import { overridesPrice } from '#app/domain/offered-price.ts';
import { publicationOf } from '#app/domain/publication.ts';
import { remarksOf, unitLevels } from '#app/domain/review.ts';
import { mayReview } from '#app/domain/review-access.ts';
import { achievementCorrections, achievements, organisations, usageFeedback } from '#db/schema/index.ts';
import { getOwnAchievement } from '../achievements/queries.server.ts';
import { teamOf } from '../achievements/team-of.server.ts';
import type { ActorContext } from '../context.server.ts';
import { findLiveListing } from '../listings/queries.server.ts';
import { listDecisions } from '../reviews/trail-queries.server.ts';
import { findOpenCorrection, mayCorrect, textOf } from './own-correction.server.ts';

/**
 * The correction of one of the unit's own records for those who write and those who review it: what is proposed, what is public
 * now, and what the reader may do. Where none is under way the public text is what the form begins with; with a user's word
 * (应用效果) that he agreed to publish it stands below its abstract, to be worked in.
 */
export async function getCorrectionPage(ctx: ActorContext, achievementId: string, feedbackId: string | null = null) {
  const { row, version, draft } = await getOwnAchievement(ctx, achievementId);
  if (!mayCorrect(ctx.actor) && !mayReview(ctx.actor)) throw new AppError('forbidden');
  const correction = await findOpenCorrection(ctx, achievementId);
  const deeds = correction === null ? [] : correctionDeeds(ctx.actor, correction, row.state);
  const decisions = await listDecisions(ctx, achievementId);
  const listing = await findLiveListing(ctx, achievementId);
  const proposed: Required<AchievementDraft> =
    correction === null || correction.data === null
      ? { ...draft, data: await withEffect(ctx, row.id, draft.data, feedbackId) }
      : {
          data: correction.data,
          people: mayReviewTeam(ctx.actor) ? [...(correction.people ?? [])] : [],
          priceFloorFen: mayReviewTeam(ctx.actor) ? correction.priceFloorFen : null,
        };
  return {
    row: { id: row.id, no: row.no, regNo: row.regNo, name: row.name, state: row.state, versionN: row.versionN },
    correction: correction && {
      state: correction.state,
      savedN: correction.savedN,
      text: textOf(correction),
      baseN: correction.baseN,
      note: correction.note,
      reviewFlags: correction.reviewFlags,
      updatedAt: correction.updatedAt,
    },
    remarks: correction?.state === 'returned' ? remarksOf(decisions, unitLevels) : [],
    proposed,
    shown: { data: version.data, ...(await shownTeam(ctx, row)) } satisfies Required<AchievementDraft>,
    deeds,
    /** The live listing, whose price everybody reads whatever the correction says, and whether it says something else. */
    listed: listing && {
      priceKind: listing.priceKind,
      minFen: listing.minFen,
      maxFen: listing.maxFen,
      formula: listing.formula,
      isOther: overridesPrice(proposed.data.price, listing),
    },
    /** How far the record goes public with it, and how far it is now: only of what is proposed. */
    publication:
      correction === null || correction.data === null
        ? null
        : {
            level: publicationOf(proposed.data),
            isDefault: proposed.data.publication === undefined,
            now: publicationOf(version.data),
          },
    mayWrite:
      mayCorrect(ctx.actor) &&
      isCorrectable(row.state) &&
      (correction === null || writableCorrectionStates.includes(correction.state)),
  };
}

/** Team and floor as they are now, for who reads those of the correction: else each person would look new to him. */
async function shownTeam(ctx: ActorContext, row: { readonly id: string; readonly priceFloorFen: bigint | null }) {
  if (!mayReviewTeam(ctx.actor)) return { people: [], priceFloorFen: null };
  return { people: await teamOf(ctx, row.id), priceFloorFen: row.priceFloorFen };
}

async function withEffect(
  { db }: ActorContext,
  achievementId: string,
  data: AchievementData,
  feedbackId: string | null,
): Promise<AchievementData> {
  if (feedbackId === null) return data;
  const [told] = await db
    .select({ feedback: usageFeedback, orgName: organisations.name })
    .from(usageFeedback)
    .innerJoin(organisations, eq(organisations.id, usageFeedback.orgId))
    .where(
      and(
        eq(usageFeedback.id, feedbackId),
        eq(usageFeedback.achievementId, achievementId),
        // His words are his: without his consent they go into no public text, not even without his name.
        eq(usageFeedback.isPublic, true),
      ),
    );
  if (told === undefined) throw new AppError('not_found');
  const { effect, createdAt } = told.feedback;
  const line = effectLine({ effect, by: told.orgName, on: dayOf(createdAt) });
  return { ...data, abstract: `${data.abstract}\n${line}` };
}

/** Corrections of the unit that wait for a reviewer, the oldest first. */
export async function listCorrectionsToReview(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined || !hasRole(ctx.actor, 'secrecy', 'approver')) return [];
  const rows = await ctx.db
    .select({
      id: achievements.id,
      no: achievements.no,
      name: achievements.name,
      orgId: achievementCorrections.orgId,
      state: achievementCorrections.state,
      recordState: achievements.state,
      since: achievementCorrections.updatedAt,
    })
    .from(achievementCorrections)
    .innerJoin(achievements, eq(achievements.id, achievementCorrections.achievementId))
    .where(
      and(eq(achievementCorrections.orgId, orgId), inArray(achievementCorrections.state, reviewedCorrectionStates)),
    )
    .orderBy(asc(achievementCorrections.updatedAt), asc(achievementCorrections.id))
    .limit(200);
  return rows.map((row) => {
    const deeds = correctionDeeds(ctx.actor, row, row.recordState);
    return { ...row, isMine: deeds.includes('clear') || deeds.includes('apply') };
  });
}
