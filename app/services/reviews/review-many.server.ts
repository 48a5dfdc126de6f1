import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mayReview, mayReviewRegistration } from '#app/domain/review-access.ts';
import { levelOfState, reviewChecklists, type ReviewLevel, type ReviewOutcome } from '#app/domain/review.ts';
import { achievements, achievementVersions } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import { isFlaggedRecord } from '../achievements/flagged-record.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import type { ActorContext } from '../context.server.ts';
import { screenStored } from '../secrecy/screen-stored.server.ts';
import { loadOnTurn } from './own-registration.server.ts';
import { passCase, returnCase } from './review-case.server.ts';

interface BatchInput {
  /** What was ticked, each with what was on the screen of it, as `reviewMark` names it. */
  readonly records: readonly { readonly id: string; readonly seen: string }[];
  readonly outcome: ReviewOutcome;
  readonly note?: string | undefined;
}

/**
 * What a batch left as it was: `flagged` has to be read by itself, `own` came with a file that this person brought himself, the
 * others changed or are not this person's any more.
 */
interface Left {
  readonly id: string;
  readonly why: 'changed' | 'flagged' | 'own';
}

/**
 * One decision on many records, each in a transaction of its own: what somebody else decided or changed in the meantime, what is
 * not this person's to decide, and what has to be read by itself is left as it is and named.
 */
export async function reviewMany(
  ctx: ActorContext,
  { records, outcome, note }: BatchInput,
): Promise<{ readonly done: number; readonly left: readonly Left[] }> {
  if (!mayReview(ctx.actor)) throw new AppError('forbidden');
  const left: Left[] = [];
  const chosen = [...new Map(records.map((record) => [record.id, record])).values()];
  for (const record of chosen) {
    try {
      if (outcome === 'return') await returnCase(ctx, { ...record, note });
      else if (!(await passOne(ctx, record, note))) left.push({ id: record.id, why: 'flagged' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      left.push({ id: record.id, why: reasonOf(error) });
    }
  }
  return { done: chosen.length - left.length, left };
}

/** A paper that no machine has read is opened on the record's own page. */
function reasonOf({ code, params }: AppError): Left['why'] {
  if (params['eyes'] === 'own') return 'own';
  return code === 'invalid' || code === 'secrecy_refused' ? 'flagged' : 'changed';
}

/** False where the secrecy reviewer has to read the record by itself. */
async function passOne(
  ctx: ActorContext,
  record: { readonly id: string; readonly seen: string },
  note: string | undefined,
): Promise<boolean> {
  const level = await levelOf(ctx, record.id);
  // A rule may have come since it was saved.
  if (level === 'secrecy' && ((await isFlagged(ctx, record.id)) || (await screenStored(ctx, record.id)).length > 0))
    return false;
  await passCase(ctx, { ...record, note, checks: reviewChecklists[level].map(({ key }) => key) });
  return true;
}

async function levelOf(ctx: ActorContext, id: string): Promise<ReviewLevel> {
  if (mayReviewRegistration(ctx.actor)) return (await loadOnTurn(ctx, id)).level;
  return levelOfState((await loadOwn(ctx, id)).state);
}

async function isFlagged({ db }: ActorContext, id: string): Promise<boolean> {
  const [row] = await db
    .select({ isFlagged: isFlaggedRecord })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .where(eq(achievements.id, id));
  return row?.isFlagged === true;
}
