import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { signableAmendmentStates } from '#app/domain/amendment-machine.ts';
import { standingContractStates } from '#app/domain/contract-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractAmendments, contracts } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { waitingAmendment } from '../contracts/take-amendment-effect.server.ts';
import type { Listing } from '../listings/own-listing.server.ts';
import { wayBegun } from '../signing/refuse-other-ways.server.ts';
import { isInTheWay } from './refuse-beside-trade.server.ts';

/**
 * Nothing is announced for sale of which somebody has begun to sign what the buyer would have to bear, or which a signed change gives
 * away on a day to come: the sale would end or change under its bidders. The caller holds the listing's row.
 */
export async function refuseBeingSigned(
  tx: In<Context>,
  { achievementId, modes }: Pick<Listing, 'achievementId' | 'modes'>,
): Promise<void> {
  for (const [contract, versionN, baseVersionN] of await versionsBeingSigned(tx, achievementId)) {
    if (!(await isInTheWay(tx, { contract, versionN, baseVersionN }, modes))) continue;
    throw new AppError('invalid', {
      says: `合同 ${contract.no} 已经有人签署，签完这项成果可以卖的就变了。请先签完，或者撤回那份合同。`,
    });
  }
}

type Version = readonly [contract: typeof contracts.$inferSelect, versionN: number, baseVersionN: number | null];

async function versionsBeingSigned(tx: In<Context>, achievementId: string): Promise<Version[]> {
  const isOf = eq(contracts.achievementId, achievementId);
  const opened = await tx.db
    .select()
    .from(contracts)
    .where(and(isOf, eq(contracts.state, 'signing')));
  const changes = await tx.db
    .select({ contract: contracts, versionN: contractAmendments.versionN, base: contractAmendments.baseVersionN })
    .from(contractAmendments)
    .innerJoin(contracts, eq(contracts.id, contractAmendments.contractId))
    .where(
      and(
        isOf,
        inArray(contracts.state, standingContractStates),
        isNotNull(contracts.signedVersionN),
        inArray(contractAmendments.state, [...signableAmendmentStates, 'signed']),
      ),
    );
  const versions: Version[] = [
    ...opened.map((contract) => [contract, contract.versionN, null] as const),
    ...changes.map(({ contract, versionN, base }) => [contract, versionN, base] as const),
  ];
  const begun: Version[] = [];
  for (const version of versions) {
    const [contract, versionN, base] = version;
    const waiting = base === null ? null : await waitingAmendment(tx, contract);
    const isOpen = base === null || contract.signedVersionN === base;
    if (isOpen && (waiting?.versionN === versionN || (await wayBegun(tx, contract.id, versionN)) !== null))
      begun.push(version);
  }
  return begun;
}
