import { and, eq, inArray } from 'drizzle-orm';
import { statesWith } from '#app/domain/machine.ts';
import { objectionMachine } from '#app/domain/publicity.ts';
import { objections, publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { contractObjection } from './contract-objection.server.ts';
import { movePublicity, type Publicity } from './move-publicity.server.ts';
import { pathOfNotice } from './notice-path.ts';

/**
 * What was objected to a notice of the same terms that is void, put right, and was not decided, is an objection to the new one: what it
 * says of the price is answered before anybody signs. The contract is locked.
 */
export async function carryObjections(tx: In<Context>, publicity: Publicity, title: string): Promise<Publicity> {
  const { id, contractId, contractVersionN } = publicity;
  const earlier = tx.db
    .select({ id: publicities.id })
    .from(publicities)
    .where(
      and(
        eq(publicities.contractId, contractId),
        eq(publicities.contractVersionN, contractVersionN),
        eq(publicities.state, 'cancelled'),
      ),
    );
  const carried = await tx.db
    .update(objections)
    .set({ publicityId: id })
    .where(
      and(
        inArray(objections.publicityId, earlier),
        inArray(objections.state, statesWith(objectionMachine, 'undecided')),
      ),
    )
    .returning();
  for (const objection of carried) {
    await audit(tx, { deed: 'objection.carry', ...contractObjection.subjectOf(objection) });
    await notifyPeople(tx, [objection.filedBy], {
      kind: 'publicity.carry',
      params: { title },
      href: pathOfNotice(publicity),
    });
  }
  return carried.length === 0 ? publicity : movePublicity(tx, publicity, 'object');
}
