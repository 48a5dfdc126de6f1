import { eq } from 'drizzle-orm';
import { isUndecided, type ObjectionState } from '#app/domain/publicity.ts';
import { objectors } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';

/** Name and contact are kept from the day on which an objection was settled; a review asked for opens it again. */
export async function settleObjector(tx: In<Context>, objectionId: string, state: ObjectionState): Promise<void> {
  await tx.db
    .update(objectors)
    .set({ settledAt: isUndecided(state) ? null : tx.now() })
    .where(eq(objectors.objectionId, objectionId));
}
