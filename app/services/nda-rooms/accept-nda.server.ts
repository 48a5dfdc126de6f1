import { eq } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayAcceptNda } from '#app/domain/nda-access.ts';
import { ndaAcceptances } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { holdOpenDeal, moveNda, type Nda, reachRoom, standingNda } from './reach-room.server.ts';

interface AcceptNda {
  readonly dealId: string;
  readonly ndaId: string;
  /** Of the text that the person read. */
  readonly sha256: string;
}

/**
 * Binds the actor's side to the text, with a fresh second factor; who, when, from where and the text's hash are kept. The
 * second side's acceptance opens the room. A text that is no longer the one on the page is state_changed.
 */
export async function acceptNda(ctx: ActorContext, { dealId, ndaId, sha256 }: AcceptNda): Promise<Nda> {
  if (!mayAcceptNda(ctx.actor)) throw new AppError('forbidden');
  const { side, orgId } = await reachRoom(ctx, dealId);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  if (!isProofFresh(ctx.actor, ctx.now())) throw new AppError('proof_required');
  return inTransaction(ctx, async (tx) => {
    const deal = await holdOpenDeal(tx, dealId);
    const nda = await standingNda(tx, dealId, 'update');
    if (nda === null || nda.id !== ndaId || nda.sha256 !== sha256 || nda.state !== 'proposed')
      throw new AppError('state_changed');
    const accepted = await tx.db.select().from(ndaAcceptances).where(eq(ndaAcceptances.ndaId, nda.id));
    if (accepted.some((row) => row.orgId === orgId)) throw new AppError('already_signed');
    await tx.db.insert(ndaAcceptances).values({
      ndaId: nda.id,
      orgId,
      userId: tx.actor.userId,
      sha256,
      address: tx.address ?? null,
      acceptedAt: tx.now(),
    });
    await audit(tx, { deed: 'nda.sign', subjectType: 'deal', subjectId: dealId, versionN: nda.n });
    const isComplete = accepted.length === 1;
    await notifyOrganisation(tx, orgOf(deal, otherSide(side)), ['officer'], {
      kind: isComplete ? 'nda.active' : 'nda.sign',
      href: `/desk/deals/${dealId}/room`,
    });
    if (isComplete) return moveNda(tx, nda, 'accept', { activeAt: tx.now() });
    await announceRoom(tx, dealId);
    return nda;
  });
}
