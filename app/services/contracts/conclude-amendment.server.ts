import { eq } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import type { EvidenceBody } from '#app/domain/signing-evidence.ts';
import { contracts, milestones } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { planTermEnd } from './plan-term-end.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { tellAmendment } from './tell-amendment.server.ts';

/**
 * Both sides have signed the change: the contract is performed by the new version from now on, and what the change names counts
 * from its day. `how`: by whom and in which way, for the evidence. The caller holds the lock and has moved the change.
 */
export async function concludeAmendment(
  tx: In<Context>,
  { contract, amendment }: { readonly contract: Contract; readonly amendment: Amendment },
  how: EvidenceBody,
): Promise<Contract> {
  const { versionN, baseVersionN, effectiveOn } = amendment;
  await clearDeadline(tx, 'amendment.answer', amendment.id);
  const { data, sha256 } = await getVersion(tx, contract.id, versionN);
  const [amended] = await tx.db
    .update(contracts)
    .set({ versionN, signedVersionN: versionN, updatedAt: tx.now() })
    .where(eq(contracts.id, contract.id))
    .returning();
  if (amended === undefined) throw new AppError('state_changed');
  await followMilestones(tx, amended.id, termsFromJson(data.terms));
  await addEvidence(tx, amended, 'amended', {
    versionN,
    replaces: baseVersionN,
    textSha256: sha256,
    effectiveOn,
    proposedBySide: amendment.side,
    ...how,
  });
  await planTermEnd(tx, amended);
  await planNextReport(tx, amended);
  await tellAmendment(tx, amended, amendment, 'sign');
  return amended;
}

/** Milestones that were not reached take the words and sums of the change; new ones are added. */
async function followMilestones(
  tx: In<Context>,
  contractId: string,
  terms: ReturnType<typeof termsFromJson>,
): Promise<void> {
  const rows = await tx.db.select().from(milestones).where(eq(milestones.contractId, contractId));
  for (const [i, { name, amountFen, payWithinDays, acceptWithinDays }] of terms.milestones.entries()) {
    const columns = { name, amountFen, payWithinDays, acceptWithinDays, updatedAt: tx.now() };
    const row = rows.find(({ position }) => position === i + 1);
    if (row === undefined) {
      await tx.db.insert(milestones).values({ contractId, position: i + 1, ...columns, state: 'pending' });
    } else if (row.state === 'pending') {
      await tx.db.update(milestones).set(columns).where(eq(milestones.id, row.id));
    }
  }
}
