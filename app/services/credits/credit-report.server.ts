import { asc, eq } from 'drizzle-orm';
import { creditParts } from '#app/domain/credit.ts';
import { chargedMilestoneStates } from '#app/domain/milestone.ts';
import type { Fen } from '#app/domain/money.ts';
import { type contracts, milestones } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { getChargedSums } from '../contracts/charged-sums.server.ts';
import { raiseCredit } from './raise-credit.server.ts';

interface TakenBack {
  readonly statementId: string;
  /** What stands on a credit of royalties. */
  readonly label: string;
  /** All that the report took back, of royalties and of milestones. */
  readonly backFen: Fen;
}

/**
 * Books what a report took back, milestone by milestone as far as each was charged and the rest as royalties. Called by the report's
 * own transaction once its milestones are taken back and before it reaches others, so that the cap counts none of it any more, with
 * the contract locked; the caller sets it off. Of nothing it does nothing.
 */
export async function creditReport(
  tx: In<Context>,
  contract: Pick<typeof contracts.$inferSelect, 'id' | 'licensorOrgId' | 'licenseeOrgId'>,
  { statementId, label, backFen }: TakenBack,
): Promise<void> {
  if (backFen <= 0n) return;
  const { ofMilestone } = await getChargedSums(tx, contract.id);
  const stones = await tx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position));
  const gone = stones
    .filter(({ state }) => !chargedMilestoneStates.includes(state))
    .map((stone) => ({ ...stone, chargedFen: ofMilestone.get(stone.id) ?? 0n }));
  const { ofMilestones, ofRoyaltiesFen } = creditParts(backFen, gone);
  for (const { id: milestoneId, fen: amountFen } of ofMilestones) {
    const stone = gone.find(({ id }) => id === milestoneId);
    const ofStone = `更正后未达到 里程碑 ${stone?.position}：${stone?.name}`;
    await raiseCredit(tx, { contract, statementId, milestoneId, label: ofStone, amountFen });
  }
  if (ofRoyaltiesFen > 0n) await raiseCredit(tx, { contract, statementId, label, amountFen: ofRoyaltiesFen });
}
