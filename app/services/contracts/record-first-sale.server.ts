import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { declare, requireStandingDeclaration } from './declare.server.ts';
import { lastDeclaration } from './last-declaration.server.ts';
import { type Contract, getVersion, lockContract } from './own-contract.server.ts';
import { requireSeenVersion } from './require-seen-version.server.ts';

export interface FirstSale {
  readonly contractId: string;
  readonly versionN: number;
  readonly soldOn: Day;
  /** What was sold to whom, for the licensor to check. */
  readonly note: string;
}

/**
 * The licensee says on which day the product was first sold, where the royalties are agreed to begin with it: from that day on
 * periods are reported. Said once; the licensor reads it and may dispute it.
 */
export async function recordFirstSale(
  ctx: ActorContext,
  { contractId, versionN, soldOn, note }: FirstSale,
): Promise<Contract> {
  const given = { contractId, versionN, ground: 'by_terms', reason: note, effectiveOn: soldOn } as const;
  const { contract: found } = await requireStandingDeclaration(ctx, 'first_sale', given);
  const refuse = (says: string) => new AppError('invalid', { says }, 'soldOn');
  if (soldOn > dayOf(ctx.now())) throw refuse('首次销售日不能晚于今天。');
  if (found.signedAt !== null && soldOn < dayOf(found.signedAt)) throw refuse('首次销售日不能早于合同签署日。');
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    await requireSeenVersion(tx, contract, versionN);
    const { data } = await getVersion(tx, contractId, contract.signedVersionN ?? 0);
    if (termsFromJson(data.terms).royalty?.startEvent !== 'first_sale') throw new AppError('state_changed');
    if ((await lastDeclaration(tx, contractId, 'first_sale')) !== null) throw new AppError('state_changed');
    await declare(tx, contract, 'licensee', 'first_sale', given);
    await planNextReport(tx, contract);
    return contract;
  });
}
