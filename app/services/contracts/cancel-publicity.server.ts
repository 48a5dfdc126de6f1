import { and, eq, inArray } from 'drizzle-orm';
import { sourcesOf } from '#app/domain/machine.ts';
import { publicityMachine } from '#app/domain/publicity.ts';
import { objections, publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { movePublicity } from './move-publicity.server.ts';
import { clearObjectionDates } from './own-objection.server.ts';

/** Voids the running publicity of a contract, or of that version alone, if there is one: its terms changed or it will not be signed. The contract is locked. */
export async function cancelPublicity(tx: In<Context>, contractId: string, versionN?: number): Promise<void> {
  const standing = await tx.db
    .select()
    .from(publicities)
    .where(
      and(
        eq(publicities.contractId, contractId),
        versionN === undefined ? undefined : eq(publicities.contractVersionN, versionN),
        inArray(publicities.state, sourcesOf(publicityMachine, 'cancel')),
      ),
    )
    .for('update');
  for (const publicity of standing) {
    const { id, contractVersionN: versionN } = await movePublicity(tx, publicity, 'cancel');
    await clearDeadline(tx, 'publicity.end', id);
    await dropObjections(tx, id);
    await audit(tx, { deed: 'publicity.cancel', subjectType: 'publicity', subjectId: id, versionN });
  }
}

/** Nothing is left to decide about a notice that no longer stands; what was said of it stays on record. */
async function dropObjections(tx: In<Context>, publicityId: string): Promise<void> {
  const rows = await tx.db
    .update(objections)
    .set({ reviewUntil: null })
    .where(eq(objections.publicityId, publicityId))
    .returning({ id: objections.id });
  for (const { id } of rows) await clearObjectionDates(tx, id);
}
