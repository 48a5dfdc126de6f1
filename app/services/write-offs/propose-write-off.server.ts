import { AppError } from '#app/domain/errors.ts';
import { mayProposeWriteOff, writeOffMachine, type WriteOffReason } from '#app/domain/write-off.ts';
import { writeOffs } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { lockClaim } from '../payments/lock-claim.server.ts';
import { getOwnClaim } from '../payments/own-claim.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { WriteOff } from './move-write-off.server.ts';
import { requireDeadClaim } from './write-off-facts.server.ts';

export interface ProposeWriteOff {
  readonly obligationId: string;
  readonly reason: WriteOffReason;
  /** How payment was pressed for, and what shows that nothing comes. */
  readonly note: string;
  readonly document: Received;
  readonly key?: string | undefined;
}

/**
 * The payee's finance proposes to write off all that is open of an overdue claim, with the unit's approval document. Nothing is
 * booked until another person approves; the payer is told nothing.
 */
export async function proposeWriteOff(ctx: ActorContext, input: ProposeWriteOff): Promise<WriteOff> {
  if (!mayProposeWriteOff(ctx.actor)) throw new AppError('forbidden');
  await getOwnClaim(ctx, input.obligationId, 'payee');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, writeOffs, input.key, 'write_off.propose');
      if (earlier) return earlier;
      const { contract, obligation } = await lockClaim(tx, input.obligationId);
      const amountFen = await requireDeadClaim(tx, obligation.id, { isDecided: false });
      const file = await keepFile(tx, input.document, 'write_off', obligation.payeeOrgId);
      const row = await insertRow(tx, writeOffs, {
        id,
        contractId: contract.id,
        obligationId: obligation.id,
        orgId: obligation.payeeOrgId,
        reason: input.reason,
        note: input.note,
        amountFen,
        state: writeOffMachine.initial,
        documentFileId: file.id,
        proposedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await audit(tx, { deed: 'write_off.propose', subjectType: 'write_off', subjectId: id });
      const href = `/desk/obligations/${obligation.id}/write-off`;
      const notice = { kind: 'write_off.propose', params: { title: obligation.label }, href };
      await notifyOrganisation(tx, obligation.payeeOrgId, ['approver', 'owner'], notice);
      return row;
    },
    // Two people at the same moment: one proposal waits at a time.
    () => new AppError('state_changed'),
  );
}
