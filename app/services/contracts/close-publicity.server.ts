import { and, eq, lt } from 'drizzle-orm';
import { publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { openSigning } from './open-signing.server.ts';

/**
 * Ends a publicity whose last day has passed without an open objection, and opens signing. Asked too early, while an objection
 * is open, or again, it changes nothing.
 */
export async function closePublicity(tx: In<Context>, publicityId: string): Promise<boolean> {
  const { contract } = await lockPublicity(tx, publicityId);
  const [ended] = await tx.db
    .update(publicities)
    .set({ state: 'ended' })
    .where(and(eq(publicities.id, publicityId), eq(publicities.state, 'running'), lt(publicities.endsAt, tx.now())))
    .returning();
  if (ended === undefined) return false;
  await clearDeadline(tx, 'publicity.end', publicityId);
  await audit(tx, {
    deed: 'publicity.end',
    subjectType: 'publicity',
    subjectId: publicityId,
    versionN: ended.contractVersionN,
  });
  if (contract.state === 'publicity' && contract.versionN === ended.contractVersionN) await openSigning(tx, contract);
  return true;
}
