import type { ActorContext, In } from '../context.server.ts';
import { concludeContract } from '../contracts/conclude-contract.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { keepSignature } from './keep-signature.server.ts';
import { standingScan } from './standing-scan.server.ts';

/** Both sides have confirmed the same scan: their signatures stand, and the contract is concluded. The caller holds its lock. */
export async function concludeOnPaper(tx: In<ActorContext>, contract: Contract): Promise<Contract> {
  const { versionN } = contract;
  const scan = await standingScan(tx, contract.id, versionN);
  const confirmed = scan.answers.filter((row) => row.outcome === 'confirmed' && row.scanSha256 === scan.sha256);
  for (const { side, answeredBy: userId, authority, letterId, answeredAt: signedAt } of confirmed) {
    await keepSignature(tx, contract, { versionN, side, way: 'paper', userId, authority, letterId, signedAt });
  }
  return concludeContract(tx, contract);
}
