import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { addDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  answerReturnWithinDays,
  mayState,
  requireSoundReturn,
  returnStanding,
  type ReturnWay,
} from '#app/domain/material-return.ts';
import { materialReturns } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { lastReturn, owesReturn } from './material-returns.server.ts';
import { getOwnContract, lockContract, requireDeed } from './own-contract.server.ts';
import { tellReturn } from './tell-return.server.ts';

export interface ReturnInput {
  readonly contractId: string;
  readonly way: ReturnWay;
  readonly doneOn: Day;
  readonly note: string;
  readonly paper?: Received;
}

/**
 * The licensee says that the technical materials of an ended contract were returned or destroyed, with the day and a file; the licensor
 * answers. Once while it is owed or contested; two at once: the second finds it stated.
 */
export async function stateReturn(ctx: ActorContext, input: ReturnInput): Promise<void> {
  requireDeed(ctx, 'stateReturn');
  const { side } = await getOwnContract(ctx, input.contractId);
  if (side !== 'licensee') throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    if (!(await owesReturn(tx, contract)) || contract.signedAt === null) throw new AppError('state_changed');
    const last = await lastReturn(tx, contract.id);
    if (!mayState(returnStanding(last))) throw new AppError('state_changed');
    const { way, doneOn, note, paper } = input;
    requireSoundReturn({ way, doneOn, hasFile: paper !== undefined }, dayOf(contract.signedAt), dayOf(tx.now()));
    const kept = paper && (await keepFile(tx, paper, 'evidence', orgOnSide(contract, side)));
    await tx.db.insert(materialReturns).values({
      contractId: contract.id,
      n: (last?.n ?? 0) + 1,
      way,
      doneOn,
      note,
      fileId: kept?.id ?? null,
      statedBy: tx.actor.userId,
      statedAt: tx.now(),
    });
    await clearDeadline(tx, 'contract.return', contract.id);
    const dueAt = endOfDay(addDays(dayOf(tx.now()), answerReturnWithinDays));
    const { id: subjectId, licensorOrgId: orgId } = contract;
    await setDeadline(tx, { kind: 'contract.confirm_return', subjectId, orgId, dueAt });
    await tellReturn(tx, contract, 'stated');
  });
}
