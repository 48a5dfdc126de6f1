import { eq } from 'drizzle-orm';
import { type Day, dayOf, startOfDay } from '#app/domain/days.ts';
import type { EvidenceBody } from '#app/domain/signing-evidence.ts';
import { contractAmendments } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { planNextReport } from '../royalties/plan-next-report.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { planTermEnd } from './plan-term-end.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { takeAmendmentEffect } from './take-amendment-effect.server.ts';
import { tellAmendment } from './tell-amendment.server.ts';

/**
 * Both sides have signed the change. Where its day has come the contract is performed by the new version from now on; else by the
 * version before until that day begins. `how`: by whom and in which way, for the evidence; `signedAt`: the last signature or seal.
 * The caller holds the lock and has moved the change.
 */
export async function concludeAmendment(
  tx: In<Context>,
  { contract, amendment }: { readonly contract: Contract; readonly amendment: Amendment },
  how: EvidenceBody,
  signedAt: Date = tx.now(),
): Promise<Contract> {
  const { versionN, baseVersionN } = amendment;
  const effectiveOn = await dayOfEffect(tx, amendment);
  await clearDeadline(tx, 'amendment.answer', amendment.id);
  const { sha256 } = await getVersion(tx, contract.id, versionN);
  await addEvidence(tx, contract, 'amended', {
    versionN,
    replaces: baseVersionN,
    textSha256: sha256,
    effectiveOn,
    proposedBySide: amendment.side,
    ...(dayOf(signedAt) < dayOf(tx.now()) && { sealedOn: dayOf(signedAt) }),
    ...how,
  });
  await tellAmendment(tx, contract, amendment, 'sign');
  if (effectiveOn > dayOf(tx.now())) {
    const dueAt = startOfDay(effectiveOn);
    await setDeadline(tx, { kind: 'amendment.take_effect', subjectId: amendment.id, orgId: null, dueAt });
    return contract;
  }
  const amended = await takeAmendmentEffect(tx, contract, amendment);
  await planTermEnd(tx, amended);
  await planNextReport(tx, amended);
  return amended;
}

/**
 * Of a change that was published the day is that of its conclusion: when it was written nobody knew it, and what was done between the last
 * seal and the word of both was done by the version before.
 */
async function dayOfEffect(tx: In<Context>, { id, asksPublicity, effectiveOn }: Amendment): Promise<Day> {
  if (!asksPublicity) return effectiveOn;
  const today = dayOf(tx.now());
  await tx.db.update(contractAmendments).set({ effectiveOn: today }).where(eq(contractAmendments.id, id));
  return today;
}
