import type { Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { isOpenTransfer } from './own-transfer.server.ts';
import { findInquiry, priorityAheadOf } from './priority-inquiry.server.ts';

/** What the contract's own page says of those who may buy first; null where nobody is heard: it is no assignment, or it is signed. */
export async function priorityCard(ctx: Pick<Context, 'db' | 'now'>, contract: Contract) {
  if (!(await isOpenTransfer(ctx, contract))) return null;
  const inquiry = await findInquiry(ctx, contract.id, contract.versionN);
  const ahead = await priorityAheadOf(ctx, contract);
  const wasClaimed = inquiry?.answers.some(({ word }) => word === 'claims') ?? false;
  return { untilOn: inquiry?.untilOn ?? null, wasClaimed, ahead };
}
