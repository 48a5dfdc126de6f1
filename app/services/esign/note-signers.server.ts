import { eq } from 'drizzle-orm';
import { signerOf } from '#app/domain/esign.ts';
import type { ProviderFlow } from '#app/domain/esign.ts';
import { esignSigners } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { addEvidence } from '../contracts/add-evidence.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Flow, signersOf } from './own-esign.server.ts';

/** Who has read and signed, once each: his line in the evidence, and a word to the one who is next. */
export async function noteSigners(tx: In<Context>, contract: Contract, flow: Flow, seen: ProviderFlow): Promise<void> {
  const rows = await signersOf(tx, flow.id);
  for (const row of rows) {
    const now = signerOf(seen, row.side);
    if (now === undefined) continue;
    const isNew = row.signedAt === null && now.status === 'signed' && now.signedAt !== null;
    const signed = isNew ? { signedAt: now.signedAt, verifiedName: now.person } : {};
    if (!isNew && (now.readAt === null || row.readAt !== null)) continue;
    await tx.db
      .update(esignSigners)
      .set({ readAt: row.readAt ?? now.readAt, ...signed })
      .where(eq(esignSigners.id, row.id));
    if (!isNew) continue;
    const { sha256: textSha256 } = await getVersion(tx, contract.id, flow.versionN);
    await addEvidence(tx, contract, 'esign_signed', {
      versionN: flow.versionN,
      textSha256,
      side: row.side,
      organisation: row.orgName,
      // Whom the provider verified, or nobody; beside him whom the side had named.
      signer: now.person,
      named: row.signerName,
      authority: row.authority,
      way: 'provider',
      provider: flow.provider,
      providerFlow: flow.providerFlowId,
      signedAt: now.signedAt?.toISOString() ?? null,
    });
    const next = rows.find(({ orderNo }) => orderNo === row.orderNo + 1);
    if (next === undefined || next.signedAt !== null || seen.state !== 'signing') continue;
    const notice = {
      kind: 'esign.turn',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}/esign`,
    };
    await notifyOrganisation(tx, next.orgId, ['owner', 'approver', 'officer'], notice);
  }
}
