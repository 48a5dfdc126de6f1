import { and, eq, isNull } from 'drizzle-orm';
import { isProofFresh } from '#app/domain/access.ts';
import { type DeclarationAnswer, isAsked } from '#app/domain/contract-declaration.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { declare } from './declare.server.ts';
import { passMilestones } from './deem-milestone.server.ts';
import { endEarly } from './end-early.server.ts';
import { endLeft } from './end-left.server.ts';
import { extendTrial } from './extend-trial.server.ts';
import type { DeclarationRow } from './last-declaration.server.ts';
import { loseRights } from './lose-rights.server.ts';
import { type Contract, getOwnContract, lockContract, moveContract, requireDeed } from './own-contract.server.ts';
import { restoreRights } from './restore-rights.server.ts';

export interface AnswerInput {
  readonly contractId: string;
  readonly declarationId: string;
  readonly answer: DeclarationAnswer;
  readonly reason?: string | undefined;
  /** Of a yes to an end: what was shown as open, in fen. Without it `invalid`; where it is another sum since, `conflict`. */
  readonly openFen?: Fen | undefined;
}

/**
 * The other side says yes or no to a proposal, or who made it takes it back. A yes has its effect in the same transaction; to end
 * the contract or its royalties it needs a fresh second factor. Two answers at once: the first counts.
 */
export async function answerDeclaration(ctx: ActorContext, input: AnswerInput): Promise<void> {
  requireDeed(ctx, 'answer');
  const { side } = await getOwnContract(ctx, input.contractId);
  await inTransaction(ctx, async (tx) => {
    const locked = await lockContract(tx, input.contractId);
    const isThis = and(
      eq(contractDeclarations.id, input.declarationId),
      eq(contractDeclarations.contractId, input.contractId),
    );
    const [asked] = await tx.db.select().from(contractDeclarations).where(isThis);
    if (asked === undefined || !isAsked(asked.event)) throw new AppError('not_found');
    if ((input.answer === 'withdrawn') !== (asked.side === side)) throw new AppError('forbidden');
    const isGrave = asked.event !== 'extend_trial' && input.answer === 'accepted';
    if (isGrave && !isProofFresh(tx.actor, tx.now())) throw new AppError('proof_required');
    const stopsMilestones = ['end_by_agreement', 'lose_rights'].includes(asked.event) && input.answer === 'accepted';
    const contract = stopsMilestones ? await passMilestones(tx, locked) : locked;
    const [answered] = await tx.db
      .update(contractDeclarations)
      .set({
        answer: input.answer,
        answerReason: input.reason ?? null,
        answeredBy: tx.actor.userId,
        answeredAt: tx.now(),
      })
      .where(and(isThis, isNull(contractDeclarations.answer)))
      .returning();
    if (answered === undefined) throw new AppError('state_changed');
    if (asked.event === 'end_by_agreement' && input.answer === 'accepted')
      await requireShown(tx, contract.id, input.openFen);
    await clearDeadline(tx, 'declaration.answer', answered.id);
    // Asked before each proposal had a day of its own.
    await clearDeadline(tx, 'contract.answer', contract.id);
    const kind = `contract.answer_${input.answer}`;
    await audit(tx, { deed: kind, subjectType: 'contract', subjectId: contract.id, versionN: contract.versionN });
    const notice = { kind, params: { title: contract.title }, href: `/desk/contracts/${contract.id}` };
    await notifyOrganisation(tx, orgOnSide(contract, asked.side), ['owner', 'officer', 'approver'], notice);
    if (input.answer === 'accepted') await takeEffect(tx, contract, answered);
  });
}

/** Who agrees to an end agrees to what it leaves to pay. */
async function requireShown(tx: In<ActorContext>, contractId: string, shownFen: Fen | undefined): Promise<void> {
  if (shownFen === undefined) throw new AppError('invalid', { says: '请确认知道解除的后果' }, 'agrees');
  const { openFen } = await endLeft(tx, contractId);
  if (openFen === shownFen) return;
  throw new AppError('conflict', { says: `没有付清的款项现在是 ${formatYuan(openFen)}，与你看到的不同，请重新核对。` });
}

async function takeEffect(tx: In<ActorContext>, contract: Contract, asked: DeclarationRow): Promise<void> {
  if (asked.event === 'extend_trial') await extendTrial(tx, contract);
  if (asked.event === 'lose_rights') await loseRights(tx, contract, asked);
  if (asked.event === 'restore_rights') await restoreRights(tx, contract, asked);
  if (asked.event !== 'end_by_agreement') return;
  const ended = await moveContract(tx, { id: contract.id, versionN: contract.versionN }, 'terminate');
  // It ends by the word of who accepts: his side stands beside his name.
  await declare(tx, ended, otherContractSide(asked.side), 'terminate', { ground: 'agreed', reason: asked.reason });
  await endEarly(tx, ended);
}
