import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { termOf } from '#app/domain/schedule.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';

/** The day after which the platform closes the contract, or cancels what was never reached. */
export async function planTermEnd(tx: In<Context>, contract: Contract): Promise<void> {
  if (contract.signedVersionN === null || contract.signedAt === null) return;
  const { data } = await getVersion(tx, contract.id, contract.signedVersionN);
  const { endOn } = termOf(termsFromJson(data.terms), { signedOn: dayOf(contract.signedAt) });
  await setDeadline(tx, { kind: 'contract.term', subjectId: contract.id, orgId: null, dueAt: endOfDay(endOn) });
}
