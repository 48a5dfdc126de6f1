import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { answerDays } from './ask-other-side.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';

/** From today the side that a change was put to has its days to answer it. */
export async function awaitAnswer(
  tx: In<Context>,
  contract: Contract,
  { id: subjectId, side }: Pick<Amendment, 'id' | 'side'>,
): Promise<void> {
  const orgId = orgOnSide(contract, otherContractSide(side));
  const dueAt = endOfDay(addDays(dayOf(tx.now()), answerDays));
  await setDeadline(tx, { kind: 'amendment.answer', subjectId, orgId, dueAt });
}
