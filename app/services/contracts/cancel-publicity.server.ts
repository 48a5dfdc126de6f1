import { and, eq, inArray } from 'drizzle-orm';
import { nextState, sourcesOf } from '#app/domain/machine.ts';
import { objectionMachine, publicityMachine } from '#app/domain/publicity.ts';
import { contracts, objections, publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { settleObjector } from '../objections/settle-objector.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { pathOfNotice } from './notice-path.ts';
import { clearObjectionDates, unsettledObjection } from './own-objection.server.ts';
import { voidNotice } from './void-notice.server.ts';

/**
 * Voids the running publicity of a contract, or of that version alone, if there is one: its terms changed or it will not be signed.
 * Objections that nobody decided end with it, those too that waited for a notice put right. The contract is locked.
 */
export async function cancelPublicity(tx: In<Context>, contractId: string, versionN?: number): Promise<void> {
  const ofVersion = versionN === undefined ? undefined : eq(publicities.contractVersionN, versionN);
  const standing = await tx.db
    .select()
    .from(publicities)
    .where(
      and(
        eq(publicities.contractId, contractId),
        ofVersion,
        inArray(publicities.state, sourcesOf(publicityMachine, 'cancel')),
      ),
    )
    .for('update');
  for (const publicity of standing) await voidNotice(tx, publicity);
  const left = await tx.db
    .select({ objection: objections, publicity: publicities, title: contracts.title })
    .from(objections)
    .innerJoin(publicities, eq(publicities.id, objections.publicityId))
    .innerJoin(contracts, eq(contracts.id, publicities.contractId))
    .where(
      and(eq(publicities.contractId, contractId), ofVersion, eq(publicities.state, 'cancelled'), unsettledObjection),
    );
  for (const { objection, publicity, title } of left) await lapse(tx, objection, publicity, title);
}

/** Nothing is left to decide about a notice that no longer stands; what was said of it stays on record, and who said it is told. */
async function lapse(tx: In<Context>, objection: Objection, publicity: Publicity, title: string): Promise<void> {
  const { id, state, filedBy } = objection;
  // A dismissal whose days for a review ran keeps its answer.
  const ended = state === 'dismissed' ? state : nextState(objectionMachine, state, 'lapse');
  await tx.db.update(objections).set({ state: ended, reviewUntil: null }).where(eq(objections.id, id));
  await clearObjectionDates(tx, id);
  if (ended !== state) await settleObjector(tx, id, ended);
  await audit(tx, { deed: 'objection.lapse', ...contractObjection.subjectOf(objection) });
  await notifyPeople(tx, [filedBy], { kind: 'publicity.void', params: { title }, href: pathOfNotice(publicity) });
}
