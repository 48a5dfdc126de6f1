import { and, eq } from 'drizzle-orm';
import type { EvidenceBody, EvidenceKind } from '#app/domain/signing-evidence.ts';
import { contractTexts, contractVersions } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { appendEvidence } from './append-evidence.server.ts';
import { isFromBeforeWords, keepTextsOf, textOfVersion } from './keep-texts.server.ts';
import type { Contract } from './own-contract.server.ts';

/**
 * Adds an entry to the contract's evidence. Of a version whose hash does not cover its words the entry names the words too: whatever
 * is signed, its words are fixed from then on. The caller has locked the contract.
 */
export async function addEvidence(
  tx: In<Context>,
  contract: Pick<Contract, 'id' | 'no'>,
  kind: EvidenceKind,
  body: EvidenceBody,
): Promise<void> {
  const words = await laterWords(tx, contract.id, body.versionN);
  await appendEvidence(tx, contract, kind, words === null ? body : { ...body, wordsSha256: words });
}

/** The hash of words that were kept later than the version was written; null where the version's own hash covers them. */
async function laterWords(tx: In<Context>, contractId: string, n: EvidenceBody[string] | undefined) {
  if (typeof n !== 'number') return null;
  const find = () =>
    tx.db
      .select({ sha256: contractTexts.sha256 })
      .from(contractVersions)
      .leftJoin(contractTexts, textOfVersion)
      .where(and(eq(contractVersions.contractId, contractId), eq(contractVersions.n, n), isFromBeforeWords));
  const [version] = await find();
  if (version === undefined) return null;
  if (version.sha256 !== null) return version.sha256;
  await keepTextsOf(tx, contractId);
  return (await find())[0]?.sha256 ?? null;
}
