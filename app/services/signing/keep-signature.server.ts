import { eq } from 'drizzle-orm';
import { type ContractSide, orgOnSide } from '#app/domain/contract-deeds.ts';
import type { SignerAuthority, SigningWay } from '#app/domain/signing-way.ts';
import { authorityLetters, signatures } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';

export interface KeptSignature {
  readonly versionN: number;
  readonly side: ContractSide;
  readonly way: SigningWay;
  /** Who answers for it here: who signed on the page, confirmed the scan, or named the signer. */
  readonly userId: string;
  readonly authority: SignerAuthority | null;
  readonly letterId: string | null;
  readonly signedAt: Date;
  readonly address?: string | null;
}

/** Keeps that a side has signed a version, with the hash of its text; gives the hash. The only writer of signatures. */
export async function keepSignature(
  tx: In<Context>,
  contract: Contract,
  { letterId, ...signature }: KeptSignature,
): Promise<{ readonly sha256: string }> {
  const { sha256 } = await getVersion(tx, contract.id, signature.versionN);
  await tx.db.insert(signatures).values({
    ...signature,
    contractId: contract.id,
    orgId: orgOnSide(contract, signature.side),
    sha256,
    authorityFileId: letterId === null ? null : await paperOf(tx, letterId),
  });
  return { sha256 };
}

async function paperOf(tx: In<Context>, letterId: string): Promise<string | null> {
  const [letter] = await tx.db.select().from(authorityLetters).where(eq(authorityLetters.id, letterId));
  return letter?.fileId ?? null;
}
