import { eq } from 'drizzle-orm';
import { contractDeclarations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { cancelMilestones } from './cancel-milestones.server.ts';
import { chargeByRights } from './charge-by-rights.server.ts';
import type { DeclarationRow } from './last-declaration.server.ts';
import type { Contract } from './own-contract.server.ts';
import { cancelledAmong, standingStops } from './standing-stops.server.ts';

/**
 * Both sides go by the end of a right: where nothing of the royalties goes on, what was not accepted by then falls due no more, evidence
 * handed in or not; else the milestones that the declaration names. Royalties since its day cost what is left (Civil Code art. 865);
 * what was paid for the time before stays paid (Patent Law art. 47). The declaration is answered already, the contract locked, and what
 * time had accepted by then is (`passMilestones`).
 */
export async function loseRights(tx: In<Context>, contract: Contract, lost: DeclarationRow): Promise<void> {
  const isWhole = (lost.keepsPpm ?? 0) === 0;
  const done = await cancelMilestones(tx, contract.id, [], isWhole ? null : (lost.stops ?? []));
  // What goes on by the terms is asked by positions, those that were accepted before among them. One that leaves nothing stops those
  // too that another end had stopped already: taken back, it gives back what nothing else stops then.
  if (isWhole) {
    const { positions } = await standingStops(tx, contract.id, lost.id);
    const stops = [...new Set([...done, ...(await cancelledAmong(tx, contract.id, positions))])].sort((a, b) => a - b);
    await tx.db.update(contractDeclarations).set({ stops }).where(eq(contractDeclarations.id, lost.id));
  }
  await chargeByRights(tx, contract, lost, '权利失效后不计的提成');
}
