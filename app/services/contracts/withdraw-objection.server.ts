import { type ActorContext, inTransaction } from '../context.server.ts';
import { recordWithdrawal } from '../objections/end-objection.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { deskPathOfNotice } from './notice-path.ts';
import { clearObjectionDates } from './own-objection.server.ts';
import { resumePublicity } from './resume-publicity.server.ts';

/** Who objected takes it back; where nothing else is open the publicity goes on. For everybody else there is no such objection. */
export async function withdrawObjection(
  ctx: ActorContext,
  { objectionId }: { readonly objectionId: string },
): Promise<Objection> {
  const seen = await loadObjection(ctx, contractObjection, objectionId);
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.publicityId);
    const objection = await recordWithdrawal(tx, contractObjection, seen);
    await clearObjectionDates(tx, objectionId);
    await resumePublicity(tx, publicity);
    const notice = {
      kind: 'publicity.withdraw',
      params: { title: contract.title },
      href: deskPathOfNotice(publicity),
    };
    await notifyOrganisation(tx, publicity.orgId, ['owner', 'officer', 'approver'], notice);
    return objection;
  });
}
