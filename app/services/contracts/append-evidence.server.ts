import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { type EvidenceBody, type EvidenceKind, evidenceText, noPrevious } from '#app/domain/signing-evidence.ts';
import { signingEvidence } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';

/**
 * Appends an entry to the contract's evidence as it is given, bound to the one before it by its hash. The caller has locked the
 * contract, so that two entries never follow the same one. Verbs call `addEvidence`, which names the words too.
 */
export async function appendEvidence(
  tx: In<Context>,
  contract: Pick<Contract, 'id' | 'no'>,
  kind: EvidenceKind,
  body: EvidenceBody,
): Promise<void> {
  const [last] = await tx.db
    .select({ n: signingEvidence.n, sha256: signingEvidence.sha256 })
    .from(signingEvidence)
    .where(eq(signingEvidence.contractId, contract.id))
    .orderBy(desc(signingEvidence.n))
    .limit(1);
  const createdAt = tx.now();
  const entry = {
    n: (last?.n ?? 0) + 1,
    kind,
    at: createdAt.toISOString(),
    body,
    previousSha256: last?.sha256 ?? noPrevious,
  };
  const sha256 = createHash('sha256').update(evidenceText(contract.no, entry)).digest('hex');
  const { n, previousSha256 } = entry;
  await tx.db
    .insert(signingEvidence)
    .values({ contractId: contract.id, n, kind, body, previousSha256, sha256, createdAt });
}
