import { eq } from 'drizzle-orm';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { authorityLetters, signatures } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { concludeContract } from '../contracts/conclude-contract.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { standingScan } from './standing-scan.server.ts';

/** Both sides have confirmed the same scan: their signatures stand, and the contract is concluded. The caller holds its lock. */
export async function concludeOnPaper(tx: In<ActorContext>, contract: Contract): Promise<Contract> {
  const { id: contractId, versionN } = contract;
  const scan = await standingScan(tx, contractId, versionN);
  const { sha256 } = await getVersion(tx, contractId, versionN);
  const confirmed = scan.answers.filter((row) => row.outcome === 'confirmed' && row.scanSha256 === scan.sha256);
  for (const answer of confirmed) {
    await tx.db.insert(signatures).values({
      contractId,
      versionN,
      side: answer.side,
      orgId: orgOnSide(contract, answer.side),
      userId: answer.answeredBy,
      sha256,
      way: 'paper',
      authority: answer.authority,
      authorityFileId: await fileOf(tx, answer.letterId),
      signedAt: answer.answeredAt,
    });
  }
  return concludeContract(tx, contract);
}

async function fileOf(tx: In<ActorContext>, letterId: string | null): Promise<string | null> {
  if (letterId === null) return null;
  const [letter] = await tx.db.select().from(authorityLetters).where(eq(authorityLetters.id, letterId));
  return letter?.fileId ?? null;
}
