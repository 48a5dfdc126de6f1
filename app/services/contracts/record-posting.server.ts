import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { type PostingPlace, postingFault } from '#app/domain/publicity-posting.ts';
import { publicities, publicityPostings } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { requireDeed } from './own-contract.server.ts';

interface PostingInput {
  /** Of the form: sent twice, it makes one record. */
  readonly key?: string | undefined;
  readonly publicityId: string;
  readonly place: PostingPlace;
  /** Empty for a notice board. */
  readonly url: string;
  readonly postedOn: string;
  /** A picture or PDF of the notice as it stood there. */
  readonly paper: Received;
}

/** The unit records that its notice stood elsewhere, too; a correction is a new record. Not of a notice that is void. */
export async function recordPosting(ctx: ActorContext, input: PostingInput): Promise<void> {
  requireDeed(ctx, 'publicise');
  const { publicityId, place, url, postedOn } = input;
  const orgId = ctx.actor.org?.orgId;
  const [seen] = await ctx.db.select().from(publicities).where(eq(publicities.id, publicityId));
  if (orgId === undefined || seen?.orgId !== orgId) throw new AppError('not_found');
  const notice = { startedOn: dayOf(seen.startedAt), lastOn: dayOf(seen.endsAt) };
  const fault = postingFault({ place, url, postedOn }, notice, dayOf(ctx.now()));
  refuseFaults(fault === null ? [] : [fault]);
  await inTransaction(ctx, async (tx) => {
    const { publicity } = await lockPublicity(tx, publicityId);
    if (publicity.state === 'cancelled') throw new AppError('state_changed');
    const { id, earlier } = await onceRow(tx, publicityPostings, input.key, 'publicity.post');
    if (earlier !== undefined) return;
    const file = await keepFile(tx, input.paper, 'posting', orgId);
    const row = { id, publicityId, orgId, place, url, postedOn, fileId: file.id };
    await tx.db.insert(publicityPostings).values({ ...row, recordedBy: tx.actor.userId, createdAt: tx.now() });
    await audit(tx, { deed: 'publicity.post', subjectType: 'publicity', subjectId: publicityId });
  });
}

/** Whether a file is a posting of a notice of that organisation: its members read it, the price is not for others. */
export async function isOwnPosting({ actor, db }: ActorContext, fileId: string): Promise<boolean> {
  const orgId = actor.org?.orgId;
  if (orgId === undefined) return false;
  return (
    (await db.$count(
      publicityPostings,
      and(eq(publicityPostings.fileId, fileId), eq(publicityPostings.orgId, orgId)),
    )) > 0
  );
}
