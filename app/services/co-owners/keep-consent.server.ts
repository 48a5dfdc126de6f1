import { AppError } from '#app/domain/errors.ts';
import { formatPpm } from '#app/domain/money.ts';
import { ownerConsents } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type AskedOwner, ownersFault } from './owners-to-ask.server.ts';

/** Keeps a co-owner's consent with its trace in the evidence. The contract is locked. */
export async function keepConsent(
  tx: In<ActorContext>,
  contract: Contract,
  {
    versionN,
    owner,
    paper,
  }: {
    readonly versionN: number;
    readonly owner: AskedOwner;
    /** The paper that he signed; null: he says so on his account. */
    readonly paper: { readonly id: string; readonly sha256: string } | null;
  },
): Promise<void> {
  const { entitlementId, name, sharePpm } = owner;
  const [kept] = await tx.db
    .insert(ownerConsents)
    .values({
      contractId: contract.id,
      versionN,
      entitlementId,
      name,
      sharePpm,
      userId: paper === null ? tx.actor.userId : null,
      fileId: paper?.id ?? null,
      recordedBy: tx.actor.userId,
      consentedAt: tx.now(),
    })
    .onConflictDoNothing()
    .returning({ id: ownerConsents.id });
  if (kept === undefined) throw new AppError('state_changed');
  const { sha256: textSha256 } = await getVersion(tx, contract.id, versionN);
  await addEvidence(tx, contract, 'owner_consented', {
    versionN,
    textSha256,
    side: 'licensor',
    organisation: tx.actor.org?.orgName ?? '',
    owner: name,
    share: formatPpm(sharePpm),
    ...(paper === null
      ? { way: 'page', secondFactorAt: tx.actor.provedAt?.toISOString() ?? null }
      : { way: 'paper', agreedBy: tx.actor.name, fileSha256: paper.sha256 }),
    address: tx.address ?? null,
  });
  await audit(tx, { deed: 'contract.owner_consent', subjectType: 'contract', subjectId: contract.id, versionN });
  if ((await ownersFault(tx, contract, versionN)) !== null) return;
  const notice = {
    kind: 'contract.owners',
    params: { title: contract.title },
    href: `/desk/contracts/${contract.id}`,
  };
  await notifyOrganisation(tx, contract.licensorOrgId, ['owner', 'approver', 'officer'], notice);
}
