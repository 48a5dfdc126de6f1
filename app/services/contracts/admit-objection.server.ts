import { AppError } from '#app/domain/errors.ts';
import { objectionDays, workingDaysAfter } from '#app/domain/objection-days.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { recordAdmission } from '../objections/end-objection.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { pathOfNotice } from './notice-path.ts';
import { requireDeed } from './own-contract.server.ts';
import { objectionToOwn } from './own-objection.server.ts';

/** The unit admits an objection and begins to look into it; from then on its days to decide run. Not who objected. */
export async function admitObjection(
  ctx: ActorContext,
  { objectionId }: { readonly objectionId: string },
): Promise<Objection> {
  requireDeed(ctx, 'admit');
  const seen = await objectionToOwn(ctx, objectionId);
  return inTransaction(ctx, async (tx) => {
    const { contract, publicity } = await lockPublicity(tx, seen.publicityId);
    if (publicity.state !== 'objected') throw new AppError('state_changed');
    const objection = await recordAdmission(tx, contractObjection, seen, { admittedAt: tx.now() });
    const dueAt = workingDaysAfter(tx.now(), objectionDays.decide, await workCalendar(tx));
    await clearDeadline(tx, 'objection.admit', objectionId);
    await setDeadline(tx, { kind: 'objection.decide', subjectId: objectionId, orgId: publicity.orgId, dueAt });
    const href = pathOfNotice(publicity);
    await notifyPeople(tx, [objection.filedBy], { kind: 'publicity.admit', params: { title: contract.title }, href });
    return objection;
  });
}
