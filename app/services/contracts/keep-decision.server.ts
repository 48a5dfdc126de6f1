import { mayReview } from '#app/domain/objection-days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext, In } from '../context.server.ts';
import { recordDecision } from '../objections/end-objection.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { pathOfNotice } from './notice-path.ts';
import { clearObjectionDates, objectionToOwn } from './own-objection.server.ts';
import type { Contract } from './own-contract.server.ts';

interface Decision {
  readonly objectionId: string;
  /** The reasons, which the objector reads. */
  readonly decision: string;
}

/** An objection to a notice of the own unit that this person may decide, with words that others may read. */
export async function decidableObjection(ctx: ActorContext, { objectionId, decision }: Decision): Promise<Objection> {
  const seen = await objectionToOwn(ctx, objectionId);
  if (seen.state === 'in_review' && !mayReview(seen, ctx.actor.userId)) throw new AppError('forbidden');
  await screenTexts(ctx, [decision]);
  return seen;
}

/** Keeps a decision, the first or that of the review, with who said it, and tells the objector. The contract and its notice are locked. */
export async function keepDecision(
  tx: In<ActorContext>,
  { contract, publicity }: { readonly contract: Contract; readonly publicity: Publicity },
  seen: Objection,
  given: {
    readonly outcome: 'uphold' | 'correct' | 'dismiss';
    readonly decision: string;
    readonly reviewUntil?: Date | null;
  },
): Promise<Objection> {
  if (publicity.state !== 'objected') throw new AppError('state_changed');
  const { outcome, decision, reviewUntil = null } = given;
  const said =
    seen.state === 'in_review'
      ? { reviewDecision: decision, reviewedBy: tx.actor.userId, reviewedAt: tx.now() }
      : { decision, decidedBy: tx.actor.userId, decidedAt: tx.now(), reviewUntil };
  const objection = await recordDecision(tx, contractObjection, seen, { outcome, decision }, said);
  await clearObjectionDates(tx, objection.id);
  await notifyPeople(tx, [objection.filedBy], {
    kind: 'publicity.decide',
    params: { title: contract.title },
    href: pathOfNotice(publicity),
  });
  return objection;
}
